import { ConflictError, InvalidValueError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { BulkEntry, BulkRequest } from '../messages/bulk-request';
import type { BulkResult } from '../messages/bulk-response';
import { isObject } from '../resource/attribute-value';
import type { Principal, ScimContext } from '../store/context';
import { completeCreated, performBulkOperation, withdrawCreated } from './bulk-effects';
import type { BulkOperation } from './bulk-operation';
import { bulkOperation } from './bulk-operation';
import { bulkOrder } from './bulk-order';
import { divide, withIds } from './bulk-references';
import { bulkFailure, bulkSuccess } from './bulk-result';
import type { Reply } from './reply';
import type { Service } from './service';

/** An operation, or what is wrong with it. */
type Planned = BulkOperation | { readonly error: unknown };

/** A resource that was created without what refers to others, because those do not exist yet. */
interface Incomplete {
  readonly missing: Set<string>;
  readonly later: unknown;
}

/** One run through the operations of a BulkRequest (RFC 7644 §3.7). */
export class BulkJob<P extends Principal> {
  readonly #service: Service<P>;
  readonly #request: BulkRequest;
  readonly #context: ScimContext<P>;
  /** By number in the request. */
  readonly #operations: readonly Planned[];
  /** Number of the POST with this bulkId. */
  readonly #creators: ReadonlyMap<string, number>;
  /** Numbers of the operations that refer to this bulkId. */
  readonly #referrers: ReadonlyMap<string, readonly number[]>;
  readonly #ids = new Map<string, string>();
  readonly #results = new Map<number, BulkResult>();
  readonly #incomplete = new Map<number, Incomplete>();
  #errors = 0;

  constructor(service: Service<P>, request: BulkRequest, context: ScimContext<P>) {
    this.#service = service;
    this.#request = request;
    this.#context = context;
    this.#operations = request.entries.map((entry) => plan(service, entry));
    this.#creators = creatorsIn(request);
    this.#referrers = referrersIn(this.#operations);
  }

  /** The results of what was carried out, in the order of the request (RFC 7644 §3.7.3). */
  async run(): Promise<readonly BulkResult[]> {
    for (const index of this.#order()) {
      if (this.#isOver()) break;
      await this.#perform(index);
    }
    for (const index of this.#incomplete.keys()) {
      await this.#withdraw(index, new ConflictError(detail`The job ended before everything that this resource refers to existed`));
    }
    return [...this.#results].sort(([left], [right]) => left - right).map(([, result]) => result);
  }

  /** What requires each other can never be carried out, and fails at the end. */
  #order(): Iterable<number> {
    const numbers = (bulkIds: Iterable<string>): readonly number[] =>
      Array.from(bulkIds, (bulkId) => this.#creators.get(bulkId) ?? []).flat();
    const order = bulkOrder(
      this.#operations.map((operation) =>
        'error' in operation
          ? { required: [], deferrable: [] }
          : { required: numbers(operation.required), deferrable: numbers(operation.deferrable) },
      ),
    );
    return new Set([...order, ...this.#operations.keys()]);
  }

  /** Enough errors (RFC 7644 §3.7), or nobody who waits for the answer. */
  #isOver(): boolean {
    return this.#errors >= (this.#request.failOnErrors ?? Infinity) || this.#context.signal.aborted;
  }

  async #perform(index: number): Promise<void> {
    const operation = this.#operations[index];
    if (operation === undefined) return;
    try {
      if ('error' in operation) throw operation.error;
      const reply = await this.#carryOut(index, operation);
      this.#results.set(index, bulkSuccess(operation, { reply, id: this.#resolve(operation.id) }, this.#context));
    } catch (error) {
      this.#fail(index, error);
    }
    const { bulkId } = this.#request.entries[index] ?? {};
    if (typeof bulkId === 'string' && this.#creators.get(bulkId) === index) await this.#settle(bulkId);
  }

  async #carryOut(index: number, operation: BulkOperation): Promise<Reply> {
    const { method, served, data, required, deferrable, bulkId } = operation;
    for (const each of required) this.#idOf(each);
    const missing = new Set([...deferrable].filter((each) => this.#isMissing(each)));
    const isDivided = missing.size > 0 && isObject(data);
    const isMissing = (each: string): boolean => missing.has(each);
    const { now, later } = isDivided ? divide(served.type, data, isMissing) : { now: data, later: undefined };
    const resolved = { ...operation, id: this.#resolve(operation.id), body: withIds(now, (each) => this.#idOf(each)) };
    const reply = await performBulkOperation(this.#service, resolved, this.#context);
    if (method === 'POST' && bulkId !== undefined && reply.id !== undefined) this.#ids.set(bulkId, reply.id);
    if (isDivided) this.#incomplete.set(index, { missing, later });
    return reply;
  }

  #resolve(id: string): string {
    return withIds(id, (bulkId) => this.#idOf(bulkId)) as string;
  }

  /** Throws `InvalidValueError` for a bulkId that the job does not have, `ConflictError` for one without a resource. */
  #idOf(bulkId: string): string {
    const id = this.#ids.get(bulkId);
    if (id !== undefined) return id;
    const shown = JSON.stringify(bulkId.slice(0, 256));
    if (!this.#creators.has(bulkId)) throw new InvalidValueError(detail`No POST of this job has the bulkId ${shown}`);
    throw new ConflictError(detail`The resource with the bulkId ${shown} could not be created before`);
  }

  /** Whether the resource is still to be created; throws as `#idOf` does when it never will be. */
  #isMissing(bulkId: string): boolean {
    const creator = this.#creators.get(bulkId);
    if (creator === undefined || this.#results.has(creator)) this.#idOf(bulkId);
    return !this.#ids.has(bulkId);
  }

  /** Goes on with what waited for a bulkId, now that its POST has succeeded or failed (RFC 7644 §3.7.1). */
  async #settle(bulkId: string): Promise<void> {
    for (const index of this.#referrers.get(bulkId) ?? []) {
      const incomplete = this.#incomplete.get(index);
      if (incomplete?.missing.delete(bulkId) !== true) continue;
      if (!this.#ids.has(bulkId)) {
        await this.#withdraw(index, new ConflictError(detail`This resource refers to bulkId:${bulkId}, which failed`));
      } else if (incomplete.missing.size === 0) {
        await this.#complete(index, incomplete);
      }
    }
  }

  async #complete(index: number, { later }: Incomplete): Promise<void> {
    const operation = this.#created(index);
    this.#incomplete.delete(index);
    if (operation === undefined) return;
    try {
      const resolved = { ...operation, later: withIds(later, (each) => this.#idOf(each)) };
      const { entityTag } = await completeCreated(this.#service, resolved, this.#context);
      const result = this.#results.get(index);
      if (result !== undefined && entityTag !== undefined) this.#results.set(index, { ...result, version: entityTag });
    } catch (error) {
      await this.#withdraw(index, error);
    }
  }

  /** A resource that cannot become what the client sent must not stay, nor what refers to it in turn. */
  async #withdraw(index: number, reason: unknown): Promise<void> {
    const withdrawn: { readonly index: number; readonly reason: unknown }[] = [{ index, reason }];
    for (const each of withdrawn) {
      const operation = this.#created(each.index);
      this.#incomplete.delete(each.index);
      if (operation === undefined) continue;
      await withdrawCreated(this.#service, operation, this.#context);
      this.#ids.delete(operation.bulkId);
      this.#fail(each.index, each.reason);
      const conflict = new ConflictError(detail`This resource refers to bulkId:${operation.bulkId}, which was withdrawn`);
      const referrers = this.#referrers.get(operation.bulkId) ?? [];
      withdrawn.push(...referrers.map((referrer) => ({ index: referrer, reason: conflict })));
    }
  }

  /** The resource that a POST of this job has created. */
  #created(index: number): (BulkOperation & { readonly bulkId: string }) | undefined {
    const operation = this.#operations[index];
    if (operation === undefined || 'error' in operation) return undefined;
    const { method, bulkId } = operation;
    if (method !== 'POST' || bulkId === undefined) return undefined;
    const id = this.#ids.get(bulkId);
    return id === undefined ? undefined : { ...operation, bulkId, id };
  }

  #fail(index: number, thrown: unknown): void {
    this.#errors += 1;
    const entry = this.#request.entries[index];
    if (entry === undefined) return;
    const idOf = (bulkId: string): string | undefined => this.#ids.get(bulkId);
    this.#results.set(index, bulkFailure(this.#service, { entry, thrown, idOf }, this.#context));
  }
}

function plan<P extends Principal>(service: Service<P>, entry: BulkEntry): Planned {
  try {
    return bulkOperation(service, entry);
  } catch (error) {
    return { error };
  }
}

function creatorsIn({ entries }: BulkRequest): ReadonlyMap<string, number> {
  const creators = new Map<string, number>();
  for (const [index, { method, bulkId }] of entries.entries()) {
    const isPost = typeof method === 'string' && method.toUpperCase() === 'POST';
    if (isPost && typeof bulkId === 'string') creators.set(bulkId, index);
  }
  return creators;
}

function referrersIn(operations: readonly Planned[]): ReadonlyMap<string, readonly number[]> {
  const referrers = new Map<string, number[]>();
  for (const [index, operation] of operations.entries()) {
    if ('error' in operation) continue;
    for (const bulkId of [...operation.required, ...operation.deferrable]) {
      const others = referrers.get(bulkId);
      if (others === undefined) referrers.set(bulkId, [index]);
      else others.push(index);
    }
  }
  return referrers;
}
