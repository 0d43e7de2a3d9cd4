const scientific = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/;

/** A number as text without an exponent, as a database prints it: what `co`, `sw` and `ew` look into. */
export function printedNumber(value: number): string {
  const text = String(value);
  const parts = scientific.exec(text);
  if (parts === null) return text;
  const [, sign = '', first = '', fraction = '', exponent = '0'] = parts;
  const digits = `${first}${fraction}`;
  const point = Number(exponent) + 1;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}`;
}
