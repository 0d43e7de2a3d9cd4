import { InvalidValueError, NotImplementedError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import type { Attributes } from '../../schema/resource-type';
import type { Behaviour, Moment, Saving } from '../behaviour';
import { formatLocalDateTime } from '../../schema/local-date-time';
import { OtpDevice } from '../resource-types/otp-device';
import { deviceName } from './device-name';
import { newSeed, secretPurpose } from './device-state';
import { keyUri } from './key-uri';
import type { OtpSettings } from './otp-options';
import { removeState } from './otp-secret';
import { qrImage } from './qr-image';

/**
 * Devices (seed 002, SCIM for OTP devices): a new one gets its name and its secret, which is shown as a QR image in the
 * answer to its creation and never again; afterwards only the status can be changed.
 */
export function otpBehaviour(settings: OtpSettings | undefined): Behaviour {
  return {
    saving(change, moment) {
      if (change.operation !== 'create') return withStatus(change);
      if (settings === undefined) throw new NotImplementedError(detail`This service provider has no encryption key for OTP devices`);
      return newDevice(change, moment, settings);
    },
    deleted: ({ id }, { directory }) => removeState(directory, id),
  };
}

type Creation = Extract<Saving, { readonly operation: 'create' }>;

/** What a PUT or PATCH leaves: only the status counts. A device that is unlocked starts counting anew. */
function withStatus({ before, attributes }: Exclude<Saving, Creation>): Attributes {
  const status = attributes['status'] ?? before.attributes['status'];
  const isUnlocked = before.attributes['status'] === 'L' && status !== 'L';
  return { ...before.attributes, status, ...(isUnlocked && { fails: 0 }) };
}

async function newDevice(change: Creation, moment: Moment, settings: OtpSettings): Promise<Attributes> {
  const { type, user, email, phone, pin } = change.attributes as Readonly<Record<string, string | undefined>>;
  const known = {
    type,
    user,
    status: 'C',
    fails: 0,
    created: formatLocalDateTime(moment.now.getTime()),
    name: deviceName(type ?? '', { number: await nextNumber(moment), ...(email && { email }), ...(phone && { phone }) }),
  };
  switch (type) {
    case 'EMAIL':
      return { ...known, email: required('email', email) };
    case 'SMS':
      return { ...known, phone: required('phone', phone) };
    case 'PIN':
      return { ...known, pin: settings.box.seal(Buffer.from(checkedPin(pin, settings)), secretPurpose('PIN')) };
    case 'TOTP':
    case 'HOTP':
      return { ...known, pin: await sealedSeed(change, { type, user: user ?? '' }, settings) };
    default:
      // The schema knows no other; it refuses what is none.
      return known;
  }
}

async function sealedSeed(change: Creation, { type, user }: { readonly type: 'TOTP' | 'HOTP'; readonly user: string }, settings: OtpSettings): Promise<string> {
  const secret = newSeed();
  const image = await qrImage(keyUri({ type, secret, issuer: settings.issuer, account: user, ...settings.code }));
  change.shownOnce = { image: image.toString('base64') };
  return settings.box.seal(secret, secretPurpose(type));
}

function required(name: string, value: string | undefined): string {
  if (value === undefined) throw new InvalidValueError(detail`${name} is required for a device of this type`);
  return value;
}

function checkedPin(pin: string | undefined, { pinLength }: OtpSettings): string {
  if (Array.from(required('pin', pin)).length < pinLength) {
    throw new InvalidValueError(detail`pin must have at least ${pinLength} characters`);
  }
  return pin ?? '';
}

/** One more than there are; two devices may get the same when one of them was deleted. */
async function nextNumber({ directory: { store, context } }: Moment): Promise<number> {
  const page = { startIndex: 1, count: 0 };
  const { totalResults } = await store.query({ type: OtpDevice, page, projection: { kind: 'none', includes: () => false } }, context);
  return totalResults + 1;
}
