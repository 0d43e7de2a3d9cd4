/** Who may provision, as the application knows them. */
export interface Administrator {
  /** Stands in the audit. */
  readonly id: string;
  /** What the page calls them. Default the id. */
  readonly name?: string;
  /**
   * Whose identity providers they may see and change. Default: those of the one tenant that there is, which is none of
   * those that requests name.
   */
  readonly tenant?: string;
  /** The session that they have logged in for: forms of another one are refused. Default: all sessions are one. */
  readonly session?: string;
}

/** Says who sent a request to the page; nothing for whoever may not see it. */
export type Authorize<R> = (request: R) => Promise<Administrator | undefined | null | false> | Administrator | undefined | null | false;
