import { defineResourceType } from '../../schema/define-resource-type';
import { federationMemberSchema } from '../schemas/federation-member';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Identity providers and service providers. */
export const FederationMember = defineResourceType({
  name: 'FederationMember',
  endpoint: '/FederationMember',
  schema: federationMemberSchema,
  storageName: 'soffid.FederationMember',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('FederationMember')] },
  meta: metaWith(),
  relations: {
    entityGroup: { type: 'EntityGroup', on: [{ here: 'entityGroup.id', there: 'id' }] },
  },
});
