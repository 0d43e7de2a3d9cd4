import type { Authorizer } from '../../authorization/authorizer';
import { basicAuth } from '../../authorization/basic-auth';
import type { ScryptPasswords } from '../../passwords/scrypt-passwords';
import type { StoredResource } from '../../resource/stored-resource';
import type { Principal } from '../../store/context';
import type { ResourceStore } from '../../store/resource-store';
import { Directory, ownContext } from '../directory';
import { User } from '../resource-types/user';
import { heldAuthorities } from './authorities';
import type { AuthorityRoles } from './authorities';
import { CredentialCache } from './credential-cache';
import { passwordHashOf } from './stored-password';

/** Who uses the SCIM web service of the profile. */
export interface SoffidPrincipal extends Principal {
  /** The user name. */
  readonly id: string;
  /** Account that writes are recorded under. */
  readonly account: string;
  /** Whether the user has every authority that is required. */
  readonly isAuthorized: boolean;
}

/** How users get in (seed 000; seed 002, How to use SCIM). */
export interface AccessOptions {
  /** Checks a password itself, for users who are known elsewhere. Default: against the passwords that Soffid's users have. */
  readonly verify?: (userName: string, password: string) => Promise<boolean> | boolean;
  /** What a user must be authorized to do. Default `scim:invoke` and `webservice:user`. */
  readonly requiredAuthorities?: readonly string[];
  /**
   * Names of the roles on the system `soffid` that carry each authority, asked at every request. `SOFFID_ADMIN` carries
   * all. Default none else.
   *
   * @example
   * ```ts
   * { 'scim:invoke': ['SOFFID_SCIM'], 'webservice:user': ['SOFFID_SCIM'] }
   * ```
   */
  readonly authorities?: AuthorityRoles;
  /** What a known user without an authority is answered. Default 401, as the documents show; 403 is what RFC 7644 §3.12 has. */
  readonly refusal?: 401 | 403;
  /** Protection space in `WWW-Authenticate`. Default `soffid`. */
  readonly realm?: string;
  /** Seconds for which a password that was right needs no new look at its hash. Default 60; 0 asks every time. */
  readonly rememberSeconds?: number;
}

/** What the authorizer works with. */
export interface AccessParts {
  readonly store: ResourceStore;
  readonly tenant: string | undefined;
  readonly passwords: ScryptPasswords;
  readonly now: () => Date;
}

/**
 * Basic authentication of Soffid's own users: active ones, whose roles carry the authorities, by whatever way they have
 * the roles. Everything is looked up at each request, so that a role that is granted or taken away counts at once.
 */
export function soffidAuthorizer(parts: AccessParts, options: AccessOptions = {}): Authorizer<SoffidPrincipal> {
  const { requiredAuthorities = ['scim:invoke', 'webservice:user'], refusal = 401, realm = 'soffid' } = options;
  const check = passwordCheck(parts, options);
  const authenticate = async (userName: string, password: string): Promise<SoffidPrincipal | undefined> => {
    const directory = new Directory(parts.store, ownContext({ id: userName }, parts.tenant));
    const user = await directory.findOne(User, 'userName', userName);
    // The check comes first, also for nobody: how long it takes must not tell who there is.
    const isRight = await check({ directory, user, userName, password });
    if (!isRight || user === undefined || user.attributes['active'] !== true) return undefined;
    const held = await heldAuthorities({ directory, user, now: parts.now() }, options.authorities ?? {});
    const isAuthorized = requiredAuthorities.every((authority) => held.has(authority));
    if (!isAuthorized && refusal === 401) return undefined;
    const account = String(user.attributes['userName']);
    return { id: account, account, isAuthorized };
  };
  return basicAuth(authenticate, { realm, authorize: ({ context }) => context.principal.isAuthorized });
}

interface Login {
  readonly directory: Directory;
  readonly user: StoredResource | undefined;
  readonly userName: string;
  readonly password: string;
}

function passwordCheck({ passwords }: AccessParts, { verify, rememberSeconds = 60 }: AccessOptions): (login: Login) => Promise<boolean> {
  if (verify !== undefined) return async ({ userName, password }) => verify(userName, password);
  const cache = new CredentialCache(rememberSeconds * 1000);
  return async ({ directory, user, password }) => {
    const hash = user && (await passwordHashOf(directory, user));
    const ask = (): Promise<boolean> => passwords.verify(password, hash);
    return hash === undefined ? ask() : cache.matches({ password, hash }, ask);
  };
}
