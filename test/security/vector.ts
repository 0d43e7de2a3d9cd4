/** One attack, as test/security/attack-vectors.json describes it; `checkLanguage` there explains the members. */
export interface Vector {
  readonly id: string;
  readonly category: string;
  readonly title: string;
  readonly needs?: readonly string[];
  readonly harness?: string;
  readonly request: VectorRequest;
  readonly moreRequests?: readonly VectorRequest[];
  readonly check?: Check;
}

export interface VectorRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly rawBody?: unknown;
  readonly repeat?: number;
  readonly concurrency?: number;
}

export type JsonCheck = readonly [path: string, op: string, value?: unknown];

export interface HeaderCheck {
  readonly absent?: boolean;
  readonly equals?: string;
  readonly matches?: string;
  readonly notContains?: string;
}

export interface Check {
  readonly status?: readonly number[];
  readonly statusEach?: readonly (readonly number[])[];
  readonly lastStatus?: readonly number[];
  readonly lastHeaders?: Readonly<Record<string, HeaderCheck>>;
  readonly scimType?: readonly string[];
  readonly scimError?: boolean;
  readonly wwwAuthenticate?: boolean;
  readonly same?: boolean;
  readonly sameNormalized?: boolean;
  readonly json?: readonly JsonCheck[];
  readonly json2xx?: readonly JsonCheck[];
  readonly jsonFirst?: readonly JsonCheck[];
  readonly jsonLast?: readonly JsonCheck[];
  readonly bodyExcludes?: readonly string[];
  readonly bodyExcludes2xx?: readonly string[];
  readonly bodyExcludesLast?: readonly string[];
  readonly bodyMatches?: string;
  readonly headers?: Readonly<Record<string, HeaderCheck>>;
  readonly maxMs?: number;
  readonly after?: readonly { readonly request: VectorRequest; readonly check: Check }[];
  readonly custom?: string;
  readonly consistent?: string;
  readonly allow5xx?: boolean;
}

/** Every member that the runner understands; a check with another one must not pass unnoticed. */
export const knownChecks: ReadonlySet<string> = new Set<keyof Check>([
  'status',
  'statusEach',
  'lastStatus',
  'lastHeaders',
  'scimType',
  'scimError',
  'wwwAuthenticate',
  'same',
  'sameNormalized',
  'json',
  'json2xx',
  'jsonFirst',
  'jsonLast',
  'bodyExcludes',
  'bodyExcludes2xx',
  'bodyExcludesLast',
  'bodyMatches',
  'headers',
  'maxMs',
  'after',
  'custom',
  'consistent',
  'allow5xx',
]);
