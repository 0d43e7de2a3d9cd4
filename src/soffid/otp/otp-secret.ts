import { allAttributes } from '../../resource/create-projection';
import type { StoredResource } from '../../resource/stored-resource';
import { defineResourceType } from '../../schema/define-resource-type';
import { defineSchema } from '../../schema/define-schema';
import type { Directory } from '../directory';
import type { DeviceState } from './device-state';

/**
 * What a device keeps to itself. A resource type that is never served: what it holds cannot get into an answer, a filter
 * or a sort order.
 */
export const OtpSecret = defineResourceType({
  name: 'OtpSecret',
  endpoint: '/OtpSecret',
  storageName: 'soffid.OtpSecret',
  identifiers: 'integer',
  schema: defineSchema({
    $id: 'urn:soffid:scim-router:OtpSecret',
    title: 'OtpSecret',
    type: 'object',
    required: ['device', 'state'],
    properties: {
      device: { type: 'string', caseExact: true, indexed: true },
      state: { type: 'object', additionalProperties: true, properties: {} },
    },
  }),
});

/** The state of a device, and what it is stored in. */
export interface KeptState {
  readonly resource: StoredResource | undefined;
  readonly state: DeviceState;
}

export async function readState(directory: Directory, deviceId: string): Promise<KeptState> {
  const resource = await directory.findOne(OtpSecret, 'device', deviceId);
  const state: DeviceState = resource?.attributes['state'] ?? {};
  return { resource, state };
}

export async function writeState(directory: Directory, deviceId: string, { resource, state }: KeptState): Promise<void> {
  if (resource !== undefined) return directory.change(OtpSecret, resource, { state });
  const attributes = { device: deviceId, state };
  await directory.store.create({ type: OtpSecret, attributes, projection: allAttributes }, directory.context);
}

export async function removeState(directory: Directory, deviceId: string): Promise<void> {
  const { resource } = await readState(directory, deviceId);
  if (resource !== undefined) await directory.store.delete({ type: OtpSecret, id: resource.id }, directory.context);
}
