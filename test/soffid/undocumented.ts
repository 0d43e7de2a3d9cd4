import type { Example } from './examples';

/** A request that an example without request and answer stands for. */
export interface StandIn {
  readonly profile?: 'soffid' | 'core';
  readonly method: string;
  /** `{fresh}` is the id of a new resource of the type, `{core}` that of a new core user, `{group}` that of a group. */
  readonly path: string;
  readonly body?: object;
  /** Default: that of an administrator. */
  readonly authorization?: string | null;
  readonly status: number;
  /** What the answer is to contain. */
  readonly answer?: object;
  /** What the headers of the answer are to contain. */
  readonly headers?: Readonly<Record<string, unknown>>;
}

const list = { schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], Resources: expect.any(Array) };
const coreUser = 'urn:ietf:params:scim:schemas:core:2.0:User';
const listed = { status: 200, answer: list };

/** What is sent for examples of which the documents keep the title only, or that are tables. */
export function standInFor({ id, resourceType: type, operation, method, status }: Example): StandIn | undefined {
  if (id in named) return named[id];
  if (id.endsWith('.note.domain-values')) return grantsWithDomains;
  if (id.startsWith('s002.schema-query.')) return schemaQuery(id.slice('s002.schema-query.'.length));
  if (id.startsWith('s002.stub.') || status === 405) return ofType(type, operation, { method: String(method), status: status ?? 200 });
  return undefined;
}

/** A description changes; whoever has none changes another text. */
const patchable: Readonly<Record<string, string>> = { User: 'comments', FederationMember: 'organization' };

function ofType(type: string, operation: string, { method, status }: { readonly method: string; readonly status: number }): StandIn | undefined {
  switch (operation) {
    case 'list':
      return { method: 'GET', path: `/${type}`, ...listed };
    case 'filter':
      return { method: 'GET', path: `/${type}?filter=id gt 0`, ...listed };
    case 'delete':
      return status === 405
        ? { method, path: `/${type}/1`, status, headers: { allow: expect.stringContaining('GET') } }
        : { method, path: `/${type}/{fresh}`, status, answer: {} };
    case 'patch': {
      const path = patchable[type] ?? 'description';
      const body = { Operations: [{ op: 'replace', path, value: 'Changed' }] };
      return status === 405 ? { method, path: `/${type}/1`, body, status } : { method, path: `/${type}/{fresh}`, body, status, answer: { [path]: 'Changed' } };
    }
    default:
      return status === 405 ? { method, path: operation === 'create' ? `/${type}` : `/${type}/1`, body: {}, status } : undefined;
  }
}

/** Pages ask for the schema by its URN, or for the resource type by its name. */
function schemaQuery(type: string): StandIn {
  if (type === 'RoleAccount') return { method: 'GET', path: '/ResourceTypes/RoleAccount', status: 200, answer: { name: type, endpoint: '/RoleAccount' } };
  return { method: 'GET', path: `/Schemas/urn:soffid:com.soffid.iam.api.${type}`, status: 200, answer: { name: type, attributes: expect.any(Array) } };
}

const john = { userName: 'john', firstName: 'John', lastName: 'Doe', userType: 'I', primaryGroup: 'world', active: true };
const outsider = `Basic ${Buffer.from('Test:password').toString('base64')}`;
const errorMessage = { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], detail: expect.any(String) };

/** The account is printed in the form of the version before; what it is to show is one role with two domain values. */
const grantsWithDomains: StandIn = {
  method: 'GET',
  path: '/RoleAccount?filter=account.id eq 1727122&sortBy=id',
  status: 200,
  answer: {
    totalResults: 2,
    Resources: ['D2', 'enterprise'].map((value) => ({
      roleName: 'SOFFID_OU_MANAGER',
      roleDescription: 'Business unit manager',
      domainValue: value,
    })),
  },
};

const named: Readonly<Record<string, StandIn>> = {
  's002.intro.core-user': { profile: 'core', method: 'POST', path: '/Users', body: { schemas: [coreUser], userName: 'bjensen', externalId: 'bjensen', name: { formatted: 'Ms. Barbara J Jensen III', familyName: 'Jensen', givenName: 'Barbara' } }, status: 201, answer: { userName: 'bjensen', externalId: 'bjensen', name: { familyName: 'Jensen' } } },
  's002.intro.create-user': { profile: 'core', method: 'POST', path: '/Users', body: { schemas: [coreUser], userName: 'mandy' }, status: 201, answer: { userName: 'mandy' } },
  's002.operations.list-response': { method: 'GET', path: '/Host?count=3', status: 200, answer: { ...list, totalResults: expect.any(Number) } },
  's002.operations.error': { method: 'GET', path: '/User/999999999', status: 404, answer: { ...errorMessage, status: '404' } },
  's002.filter.john': { method: 'GET', path: '/User?filter=userName eq "John"', ...listed },
  's002.testing.groups': { method: 'GET', path: '/Group', authorization: null, status: 401, answer: { ...errorMessage, status: '401' }, headers: { 'www-authenticate': expect.stringMatching(/^Basic realm=/), 'content-type': expect.stringContaining('application/scim+json') } },
  's002.discovery.service-provider-config': { method: 'GET', path: '/ServiceProviderConfig', status: 200, answer: { patch: { supported: true }, filter: { supported: true, maxResults: 1000 }, sort: { supported: true }, etag: { supported: false }, bulk: { supported: false }, changePassword: { supported: true }, authenticationSchemes: [{ type: 'httpbasic' }] } },
  's002.operation-table.list-all': { method: 'GET', path: '/User', ...listed },
  's002.operation-table.search-by-id': { method: 'GET', path: '/User/{fresh}', status: 200, answer: { userName: expect.stringContaining('fresh') } },
  's002.operation-table.search-by-filter': { method: 'GET', path: '/User?filter=active eq true', ...listed },
  's002.operation-table.create': { method: 'POST', path: '/User', body: john, status: 201, answer: { userName: 'john', fullName: 'John Doe' }, headers: { location: expect.stringMatching(/\/User\/\d+$/), 'content-type': expect.stringContaining('application/scim+json') } },
  's002.operation-table.update-all': { method: 'PUT', path: '/User/{fresh}', body: { ...john, userName: 'johnny' }, status: 200, answer: { userName: 'johnny' } },
  's002.operation-table.update-partial': { method: 'PATCH', path: '/User/{fresh}', body: { Operations: [{ op: 'add', path: 'comments', value: 'x' }] }, status: 200, answer: { comments: 'x' } },
  's002.operation-table.delete': { method: 'DELETE', path: '/User/{fresh}', status: 204, answer: {} },
  's002.OtpDevice.workflow1.create': { method: 'POST', path: '/OtpDevice', body: { type: 'EMAIL', user: 'dilbert', email: 'dilbert@soffid.com' }, status: 201, answer: { type: 'EMAIL', user: 'dilbert', status: 'C' } },
  's003.Users.list': { profile: 'core', method: 'GET', path: '/Users', ...listed },
  's003.Users.get': { profile: 'core', method: 'GET', path: '/Users/{core}', status: 200, answer: { id: expect.any(String) } },
  's003.Users.filter': { profile: 'core', method: 'GET', path: '/Users?filter=userName eq "XXXXXXX"', ...listed },
  's003.Users.create': { profile: 'core', method: 'POST', path: '/Users', body: { schemas: [coreUser], userName: 'created' }, status: 201, answer: { userName: 'created' } },
  's003.Users.delete': { profile: 'core', method: 'DELETE', path: '/Users/{core}', status: 204, answer: {} },
  's003.Users.replace': { profile: 'core', method: 'PUT', path: '/Users/{core}', body: { schemas: [coreUser], userName: 'replaced' }, status: 200, answer: { userName: 'replaced' } },
  's003.Users.patch': { profile: 'core', method: 'PATCH', path: '/Users/{core}', body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', path: 'active', value: false }] }, status: 200, answer: { active: false } },
  's003.Groups.list': { profile: 'core', method: 'GET', path: '/Groups', ...listed },
  's003.Groups.get': { profile: 'core', method: 'GET', path: '/Groups/{group}', status: 200, answer: { displayName: 'SE - Data Entry' } },
  's003.ServiceProviderConfig': { profile: 'core', method: 'GET', path: '/ServiceProviderConfig', status: 200, answer: { authenticationSchemes: [{ type: 'oauthbearertoken' }] } },
  's003.ResourceTypes': { profile: 'core', method: 'GET', path: '/ResourceTypes', ...listed },
  's003.Schemas': { profile: 'core', method: 'GET', path: '/Schemas', ...listed },
  's003.Groups.post.not-listed': { profile: 'core', method: 'POST', path: '/Groups', body: {}, status: 405, answer: errorMessage },
  's003.Groups.put.not-listed': { profile: 'core', method: 'PUT', path: '/Groups/{group}', body: {}, status: 405, answer: errorMessage },
  's003.Groups.patch.not-listed': { profile: 'core', method: 'PATCH', path: '/Groups/{group}', body: {}, status: 405, answer: errorMessage },
  's003.Groups.delete.not-listed': { profile: 'core', method: 'DELETE', path: '/Groups/{group}', status: 405, answer: errorMessage },
  's003.old-token': { profile: 'core', method: 'GET', path: '/Users', authorization: 'Bearer previous', status: 401, answer: errorMessage },
  's000.no-authorization': { method: 'GET', path: '/User', authorization: outsider, status: 401, answer: errorMessage },
  's000.with-authorization': { method: 'GET', path: '/User', authorization: outsider, ...listed },
};
