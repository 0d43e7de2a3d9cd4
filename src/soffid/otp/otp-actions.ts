import { ForbiddenError, InvalidValueError, NotImplementedError, UnavailableError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import type { ActionInput, ResourceAction } from '../../operations/resource-action';
import { allAttributes } from '../../resource/create-projection';
import type { StoredResource } from '../../resource/stored-resource';
import type { Attributes } from '../../schema/resource-type';
import type { ResourceStore } from '../../store/resource-store';
import { Directory } from '../directory';
import { formatLocalDateTime } from '../../schema/local-date-time';
import { nextNumber } from '../issues/issue-number';
import { Issue } from '../resource-types/issue';
import { OtpDevice } from '../resource-types/otp-device';
import type { DeviceState, OtpType } from './device-state';
import { accept, challengeFor, isPending, newCode, newPositions, secretPurpose } from './device-state';
import type { OtpSettings } from './otp-options';
import { readState, writeState } from './otp-secret';

/** Seconds within which a second text message is not sent: the first one may still be on its way. */
const smsPause = 60;

/** The answer to a challenge may be a text of any script, but not of any length. */
const longestAnswer = 64;

export interface OtpActionParts {
  /** `undefined`: one-time codes are not set up. */
  readonly settings: OtpSettings | undefined;
  readonly now: () => Date;
}

/** GET requestChallenge and POST responseChallenge of a device (seed 002, SCIM for OTP devices, "Send SMS" and "Validate"). */
export function otpActions({ settings, now }: OtpActionParts): readonly ResourceAction[] {
  const ready = (): OtpSettings => {
    if (settings === undefined) throw new NotImplementedError(detail`This service provider has no encryption key for OTP devices`);
    return settings;
  };
  return [
    {
      type: 'OtpDevice',
      name: 'requestChallenge',
      method: 'GET',
      operation: 'get',
      run: async (input) => ({ status: 200, body: await requestChallenge(input, { settings: ready(), now: now() }) }),
    },
    {
      type: 'OtpDevice',
      name: 'responseChallenge',
      method: 'POST',
      operation: 'patch',
      run: async (input) => ({ status: 200, body: await respond(input, { settings: ready(), now: now() }) }),
    },
  ];
}

interface OtpMoment {
  readonly settings: OtpSettings;
  readonly now: Date;
}

type Device = Readonly<Partial<Record<'user' | 'name' | 'status' | 'email' | 'phone' | 'pin', string>>> & {
  readonly type: OtpType;
  readonly fails?: number;
};

function deviceOf({ attributes }: StoredResource): Device {
  return attributes as Device;
}

/** What the client may show: a PIN is asked for by the places of its characters. */
interface ChallengeBody {
  readonly cell: string;
  readonly cardNumber: string;
}

async function requestChallenge({ resource, store, context }: ActionInput, moment: OtpMoment): Promise<ChallengeBody> {
  const device = deviceOf(resource);
  if (device.status === 'L') throw new ForbiddenError(detail`The device is locked`);
  if (device.status === 'D') throw new ForbiddenError(detail`The device is disabled`);
  const challenge = await inTransaction(store, context, (inner) => newChallenge(new Directory(inner, context), resource, moment));
  // After the transaction: a mail server that is slow must not keep a connection to the database waiting.
  if (challenge.code !== undefined) await send(resource, challenge.code, moment);
  return { cell: challenge.cell, cardNumber: device.name ?? '' };
}

interface NewChallenge {
  readonly cell: string;
  /** A code to be sent. */
  readonly code?: string;
}

async function newChallenge(directory: Directory, { id, attributes }: StoredResource, { settings, now }: OtpMoment): Promise<NewChallenge> {
  const { type, pin } = attributes as Device;
  const kept = await readState(directory, id);
  const keep = (state: DeviceState): Promise<void> => writeState(directory, id, { ...kept, state });
  switch (type) {
    case 'TOTP':
    case 'HOTP':
      return { cell: 'PIN' };
    case 'PIN': {
      const length = Array.from(settings.box.open(pin ?? '', secretPurpose('PIN')).toString('utf8')).length;
      const positions = newPositions(length, settings.pinDigitsAsked);
      await keep({ ...kept.state, challenge: { issued: now.getTime(), positions } });
      return { cell: `digits ${positions.join('-')}` };
    }
    case 'SMS':
      if (isPending(kept.state, { now, challengeSeconds: smsPause })) return { cell: 'PIN' };
      break;
    case 'EMAIL':
      break;
  }
  const code = newCode(settings.code);
  await keep({ ...kept.state, challenge: challengeFor(code, now) });
  return { cell: 'PIN', code };
}

async function send(resource: StoredResource, code: string, { settings }: OtpMoment): Promise<void> {
  const { type, email = '', phone = '', name = '', user = '' } = deviceOf(resource);
  const channel = type === 'EMAIL' ? 'EMAIL' : 'SMS';
  const minutes = Math.ceil(settings.challengeSeconds / 60);
  const device = { id: resource.id, name, user };
  try {
    await settings.delivery.send({ channel, to: channel === 'EMAIL' ? email : phone, code, device, minutes });
  } catch (cause) {
    throw new UnavailableError(detail`The code could not be sent; try again later`, { cause, headers: { 'Retry-After': '30' } });
  }
}

interface ResponseBody {
  readonly success: boolean;
  readonly locked: boolean;
}

/** In the transaction of the action, which has the device to itself: of two equal answers one comes too late. */
async function respond({ resource, body, store, context }: ActionInput, moment: OtpMoment): Promise<ResponseBody> {
  const answer = answerIn(body);
  const device = deviceOf(resource);
  if (device.status === 'L' || device.status === 'D') return { success: false, locked: device.status === 'L' };
  const directory = new Directory(store, context);
  const kept = await readState(directory, resource.id);
  const { box, code, challengeSeconds } = moment.settings;
  const state: DeviceState = { ...kept.state, ...(device.pin !== undefined && { secret: device.pin }) };
  const accepted = accept({ id: resource.id, type: device.type, state }, answer, { box, code, challengeSeconds, now: moment.now });
  if (accepted === undefined) return refuse(directory, resource, moment);
  const { secret: _secret, ...changed } = accepted;
  await writeState(directory, resource.id, { ...kept, state: changed });
  await save(directory, resource, { lastUsed: formatLocalDateTime(moment.now.getTime()), fails: 0, status: device.status === 'C' ? 'V' : device.status });
  return { success: true, locked: false };
}

function answerIn(body: unknown): string {
  const pin = typeof body === 'object' && body !== null && Object.hasOwn(body, 'pin') ? (body as Attributes)['pin'] : undefined;
  if (typeof pin !== 'string' || pin === '' || pin.length > longestAnswer) {
    throw new InvalidValueError(detail`The body must be an object whose pin is a text of 1 to ${longestAnswer} characters`);
  }
  return pin;
}

async function refuse(directory: Directory, resource: StoredResource, { settings, now }: OtpMoment): Promise<ResponseBody> {
  const fails = (deviceOf(resource).fails ?? 0) + 1;
  const locked = fails > settings.mostFails;
  await save(directory, resource, { fails, ...(locked && { status: 'L' }) });
  if (locked) await reportLock(directory, resource, now);
  return { success: false, locked };
}

/** Somebody should look at a device that was guessed at. */
async function reportLock(directory: Directory, resource: StoredResource, now: Date): Promise<void> {
  const { name = '', user = '' } = deviceOf(resource);
  const time = formatLocalDateTime(now.getTime());
  const attributes = {
    number: await nextNumber(directory),
    type: 'otp-failures',
    status: 'N',
    created: time,
    description: `The OTP device ${name} of ${user} has been locked`,
    otpDevice: name,
    users: [{ userName: user, action: 'K' }],
    times: 1,
    performedActions: `${time.slice(0, 19)} $$INTERNAL$$ Created\n`,
  };
  await directory.store.create({ type: Issue, attributes, projection: allAttributes }, directory.context);
}

function save(directory: Directory, resource: StoredResource, changes: Attributes): Promise<void> {
  return directory.change(OtpDevice, resource, changes);
}

function inTransaction<T>(store: ResourceStore, context: ActionInput['context'], work: (store: ResourceStore) => Promise<T>): Promise<T> {
  return store.transaction === undefined ? work(store) : store.transaction(work, context);
}
