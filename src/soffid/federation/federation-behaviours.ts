import { ConflictError, InvalidValueError, NotImplementedError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import type { Attributes } from '../../schema/resource-type';
import type { Behaviours, Moment } from '../behaviour';
import { before } from '../behaviour';
import type { SecretBox } from '../otp/secret-box';
import { EntityGroup } from '../resource-types/entity-group';
import { FederationMember } from '../resource-types/federation-member';
import { hasNewSecrets, sealSecrets } from './member-secrets';

/** Members of a federation and their groups (seed 002, Federation). `box` encrypts their secrets. */
export function federationBehaviours(box: SecretBox | undefined): Behaviours {
  return {
    FederationMember: {
      async saving(change, { directory }) {
        assertComplete(change.attributes);
        const attributes = await withGroup(change.attributes, directory);
        const stored = before(change);
        if (!hasNewSecrets(attributes, stored)) return attributes;
        if (box === undefined) throw new NotImplementedError(detail`This service provider has no encryption key for secrets`);
        return sealSecrets(attributes, stored, box);
      },
    },
    EntityGroup: {
      async deleting({ id }, { directory }) {
        const members = await directory.find(FederationMember, 'entityGroup.id', [Number(id)]);
        if (members.length > 0) throw new ConflictError(detail`The entity group has members; move or delete them first`);
        return undefined;
      },
      async saved(change, { id }, { directory }) {
        if (change.operation === 'create') return;
        const members = await directory.find(FederationMember, 'entityGroup.id', [Number(id)]);
        const entityGroup = groupBody({ id, attributes: change.attributes });
        for (const member of members) await directory.change(FederationMember, member, { entityGroup });
      },
    },
  };
}

/** What a member of each kind cannot be without. */
function assertComplete(attributes: Attributes): void {
  const { classe, serviceProviderType, idpType, allowRegister, groupToRegister, maxRegistrations } = attributes;
  if (classe === 'S' && serviceProviderType === undefined) throw missing('serviceProviderType');
  if (classe === 'I' && idpType === undefined) throw missing('idpType');
  if (allowRegister === true && groupToRegister === undefined) throw missing('groupToRegister');
  if (typeof maxRegistrations === 'number' && maxRegistrations < 0) {
    throw new InvalidValueError(detail`maxRegistrations must be 0 or more`);
  }
}

function missing(name: string): InvalidValueError {
  return new InvalidValueError(detail`${name} is required for a federation member of this kind`);
}

/** The group may be named by its id or by its name; it is kept with both. */
async function withGroup(attributes: Attributes, directory: Moment['directory']): Promise<Attributes> {
  const sent = attributes['entityGroup'] as { readonly id?: number; readonly name?: string } | undefined;
  if (sent === undefined) return attributes;
  const group =
    sent.id === undefined
      ? await directory.findOne(EntityGroup, 'name', sent.name)
      : await directory.get(EntityGroup, String(sent.id));
  if (group === undefined) throw new InvalidValueError(detail`entityGroup names no entity group`);
  return { ...attributes, entityGroup: groupBody(group) };
}

function groupBody({ id, attributes: { name, metadataUrl } }: { readonly id: string; readonly attributes: Attributes }): Attributes {
  return { id: Number(id), name, ...(metadataUrl !== undefined && { metadataUrl }) };
}
