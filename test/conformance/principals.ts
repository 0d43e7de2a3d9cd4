import type { Access, Grant, Operation, Principal } from 'scim-router';

/** Whom a case can send a request as. */
export interface CasePrincipal extends Principal {
  /** Added to the tenant of the case: another tenant that no other case knows. */
  readonly tenant?: string;
  readonly grant?: Grant;
  /** The only operations that are allowed; all without it. */
  readonly may?: readonly Operation[];
}

/** By name, which is also the bearer token. */
export const principals: ReadonlyMap<string, CasePrincipal> = new Map(
  (
    [
      { id: 'client' },
      { id: 'colleague' },
      { id: 'neighbour', tenant: 'neighbour' },
      { id: 'reader', may: ['get', 'query'] },
      { id: 'nothing', may: [] },
      { id: 'noDelete', may: ['create', 'get', 'query', 'replace', 'patch'] },
      { id: 'staffOnly', grant: { where: 'userType eq "Staff"' } },
      { id: 'noTitle', grant: { readable: { except: ['title'] }, writable: { except: ['title'] } } },
      { id: 'noExternalId', grant: { readable: { except: ['externalId'] }, writable: { except: ['externalId'] } } },
    ] satisfies readonly CasePrincipal[]
  ).map((principal) => [principal.id, principal]),
);

/** Types that have the attributes of the grants. */
const limited: readonly string[] = ['User', 'Shelf'];

/** Grants about attributes of users are for users, and for shelves, which have some of them. */
export function authorizePrincipal({ operation, type, context }: Access<CasePrincipal>): boolean | Grant {
  const { may, grant } = context.principal;
  if (may !== undefined) return may.includes(operation);
  return grant !== undefined && limited.includes(type.name) ? grant : true;
}
