import { defineResourceType } from '../../schema/define-resource-type';
import { applicationSchema } from '../schemas/application';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Applications, in a tree by their names. */
export const Application = defineResourceType({
  name: 'Application',
  endpoint: '/Application',
  schema: applicationSchema,
  storageName: 'soffid.Application',
  identifiers: 'integer',
  aliases: {
    names: ['InformationSystem'],
    endpoints: ['/InformationSystem'],
    schemas: [urnsEndingWith('Application', 'InformationSystem')],
  },
  meta: metaWith({
    children: "Application?filter=parent.name+eq+'{name}'",
    roles: "Role?filter=informationSystemName+eq+'{name}'",
  }),
  relations: {
    parent: { type: 'Application', on: [{ here: 'parent', there: 'name' }] },
    owner: { type: 'User', on: [{ here: 'owner', there: 'userName' }] },
  },
  lookups: {
    ownerName: { relation: 'owner', attribute: 'fullName' },
  },
});
