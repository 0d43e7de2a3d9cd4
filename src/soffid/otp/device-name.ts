/**
 * What a device is called (seed 002; the add-on for OTP): the type and a number for those that make codes themselves,
 * where the code goes for those that get one.
 */
export function deviceName(type: string, { number, email, phone }: { readonly number: number; readonly email?: string; readonly phone?: string }): string {
  switch (type) {
    case 'EMAIL':
      return `Email message to ${maskedAddress(email ?? '')}`;
    case 'SMS':
      return `SMS message to ${maskedPhone(phone ?? '')}`;
    case 'PIN':
      return 'Security number';
    default:
      return `${type}${String(number).padStart(8, '0')}`;
  }
}

/** Two characters of each part between dots and at-signs stay: enough to know one's own address again. */
function maskedAddress(address: string): string {
  return address.replace(/[^.@]+/g, (part) => part.slice(0, 2) + '*'.repeat(Math.max(0, part.length - 2)));
}

/** The first and the last two digits stay. */
function maskedPhone(phone: string): string {
  return phone.slice(0, 2) + '*'.repeat(Math.max(0, phone.length - 4)) + phone.slice(Math.max(2, phone.length - 2));
}
