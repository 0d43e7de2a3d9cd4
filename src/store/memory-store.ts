import { MemoryState } from './memory/memory-state';
import { StagedStore } from './memory/staged-store';

export interface MemoryStoreOptions {
  /**
   * Whether references such as `Group.members` must name resources that exist. A write that names another id is
   * refused with `InvalidValueError`, and deleting a resource removes the references to it, which changes the version
   * of the resources that held them. Default `true`.
   */
  readonly referentialIntegrity?: boolean;
}

/**
 * Keeps resources in the memory of the process: the reference implementation of `ResourceStore`, for tests, for
 * trying things out and for small, passing data.
 *
 * It supports all of the contract: tenants, transactions, unique attributes, references with `type`, `$ref` and
 * `display` of their targets, inverse attributes such as `User.groups`, and a PATCH of references that costs the same
 * however many there are. It learns resource types from the requests. Writes take turns; ids are random UUIDs, or
 * counted up where the type wants whole numbers.
 *
 * Throws `UniquenessError` (RFC 7643 §7), `VersionMismatchError` (RFC 7644 §3.14) and, for a reference to nothing,
 * `InvalidValueError`.
 *
 * @example
 * ```ts
 * app.use('/scim/v2', createScimRouter(new MemoryStore(), authz));
 * ```
 */
export class MemoryStore extends StagedStore {
  constructor({ referentialIntegrity = true }: MemoryStoreOptions = {}) {
    super(new MemoryState({ referentialIntegrity }));
  }
}
