/** The URLs of one request. */
export interface Urls {
  /** Absolute URL of the service root, without a trailing slash. */
  readonly baseUrl: string;
  /** Absolute URL of a resource; `undefined` when there is no such resource type. */
  readonly locate: (resourceType: string, id: string) => string | undefined;
}
