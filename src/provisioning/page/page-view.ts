import type { AccessChoice } from '../tokens/token-access';
import type { ProviderState } from '../settings/provider-state';
import type { MintedToken } from '../settings/provisioning-settings';
import type { Wording } from '../texts/choose-texts';
import type { Usage } from '../tokens/usage-counter';

/** Something to say before everything else. */
export interface Notice {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly text: string;
}

/** What a form of the page is for. */
export type FormAction = 'save' | 'create' | 'revoke' | 'add' | 'remove';

/** What is signed of a form beside who may send it. */
export interface SignedFields {
  readonly action: FormAction;
  readonly provider: string;
  readonly version: string;
  /** Id of a token; empty where the form is about none. */
  readonly token: string;
}

/** What every view of the page shows. */
export interface PageView {
  readonly wording: Wording;
  /** Of the administrator, to be shown. */
  readonly signedInAs: string;
  /** Path of the page, with a slash at its end. */
  readonly path: string;
  /** Those of the tenant, the one that everybody has first. */
  readonly providers: readonly ProviderState[];
  readonly notice: Notice | undefined;
  readonly sign: (fields: SignedFields) => string;
  readonly now: Date;
}

/** What the view of one identity provider shows. */
export interface ProviderView extends PageView {
  readonly provider: ProviderState;
  readonly isEdited: boolean;
  /** Just made: shown in this answer and in no other. */
  readonly token: MintedToken | undefined;
  readonly url: string;
  readonly usage: ReadonlyMap<string, Usage>;
  readonly choices: readonly AccessChoice[];
  readonly lifetimes: Lifetimes;
}

/** For how many days tokens may be valid. */
export interface Lifetimes {
  readonly days: readonly number[];
  readonly standard: number;
}

/** Path of the view of an identity provider. */
export function pathOf({ path }: Pick<PageView, 'path'>, { id, isStandard }: ProviderState, more = ''): string {
  const query = [isStandard || id === undefined ? '' : `provider=${encodeURIComponent(id)}`, more].filter((part) => part !== '').join('&');
  return query === '' ? path : `${path}?${query}`;
}
