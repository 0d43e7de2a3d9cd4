import type { Attributes } from 'scim-router';

import examples from './examples.json';

/** One request of the documents and what they print as its answer. */
export interface Example {
  readonly id: string;
  readonly resourceType: string;
  readonly operation: string;
  readonly method: string | null;
  readonly path: string | null;
  readonly query?: Readonly<Record<string, string>>;
  readonly requestBody?: Attributes;
  readonly status: number | null;
  readonly responseBody?: Attributes;
  /** The list that is printed ends with an ellipsis. */
  readonly truncated?: boolean;
  /** Title and URL are all that is left of it. */
  readonly stub?: boolean;
  /** The path that is meant, where the printed one is a slip. */
  readonly implementPath?: string;
  /** The body that is meant, where the printed one is a slip. */
  readonly expectedRequest?: Attributes;
  /** What the answer is to say, where what is printed is a slip: values by dotted path, null for none. */
  readonly expected?: Readonly<Record<string, unknown>>;
}

/** In the order of the documents. */
export const documentedExamples = examples as unknown as readonly Example[];

/** The resources of an answer: those of a list, or the one that it is. */
export function resourcesOf({ responseBody = {} }: Example): readonly Attributes[] {
  const list = responseBody['Resources'];
  return Array.isArray(list) ? (list as readonly Attributes[]) : [responseBody];
}
