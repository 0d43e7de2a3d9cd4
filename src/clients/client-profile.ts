import type { ClientFlags } from './client-flags';

/** What of a request tells its client. */
export interface ClientRequest {
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** How the service provider understands one kind of client. Made by `defineClientProfile`; frozen. */
export interface ClientProfile {
  readonly name: string;
  readonly flags: ClientFlags;
  /** Whether a request is of this client; absent when its requests do not tell. */
  readonly matches?: (request: ClientRequest) => boolean;
}

/** What `defineClientProfile` makes a profile of. */
export interface ClientProfileDefinition {
  readonly name: string;
  /** The flags to start from. */
  readonly base: ClientProfile;
  /** Those that are different. */
  readonly flags?: Partial<ClientFlags>;
  readonly matches?: (request: ClientRequest) => boolean;
}

/**
 * Defines a client profile: another one with some flags changed.
 *
 * @throws TypeError for a flag that does not exist or has a value of another type.
 * @example
 * ```ts
 * const acme = defineClientProfile({ name: 'acme', base: clientProfiles.okta, flags: { primary: 'normalize' } });
 * ```
 */
export function defineClientProfile({ name, base, flags = {}, matches }: ClientProfileDefinition): ClientProfile {
  for (const [flag, value] of Object.entries(flags)) {
    const known: unknown = Object.hasOwn(base.flags, flag) ? base.flags[flag as keyof ClientFlags] : undefined;
    if (known === undefined) throw new TypeError(`The client profile "${name}" has an unknown flag "${flag}"`);
    if (typeof known !== typeof value) throw new TypeError(`The flag "${flag}" of the client profile "${name}" must be a ${typeof known}`);
  }
  return Object.freeze({ name, flags: Object.freeze({ ...base.flags, ...flags }), ...(matches !== undefined && { matches }) });
}
