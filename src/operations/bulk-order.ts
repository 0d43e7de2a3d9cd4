/** The operations that one operation refers to, by their number in the request. */
export interface Dependencies {
  /** Without these it cannot run. */
  readonly required: readonly number[];
  /** What refers to these can be added later. */
  readonly deferrable: readonly number[];
}

/**
 * The order in which the operations of a bulk job run (RFC 7644 §3.7): that of the request, but what an operation
 * refers to comes before it. In a circle, something has to come too early; where there is a choice it is an operation
 * that can do without for a while. Operations that require each other are left out of the order.
 *
 * Takes time in proportion to operations and references, and no recursion.
 */
export function bulkOrder(operations: readonly Dependencies[]): readonly number[] {
  const walk = new Walk(operations);
  for (const start of operations.keys()) walk.from(start);
  return walk.order;
}

type State = 'new' | 'open' | 'waiting' | 'done';

interface Frame {
  readonly operation: number;
  /** How many of its dependencies have been looked at. */
  seen: number;
}

/** Depth first along the references. */
class Walk {
  readonly order: number[] = [];
  readonly #operations: readonly Dependencies[];
  readonly #states: State[];
  /** Operations that can go on once this one has run. */
  readonly #waiting = new Map<number, number[]>();
  readonly #stack: Frame[] = [];

  constructor(operations: readonly Dependencies[]) {
    this.#operations = operations;
    this.#states = operations.map(() => 'new');
  }

  from(start: number): void {
    this.#open(start);
    for (let frame = this.#stack.at(-1); frame !== undefined; frame = this.#stack.at(-1)) {
      const { required, deferrable } = this.#dependenciesOf(frame.operation);
      const next = required[frame.seen] ?? deferrable[frame.seen - required.length];
      frame.seen += 1;
      if (next !== undefined) this.#open(next);
      else this.#close(frame.operation);
    }
  }

  #open(operation: number): void {
    if (this.#states[operation] !== 'new') return;
    this.#states[operation] = 'open';
    this.#stack.push({ operation, seen: 0 });
  }

  #close(operation: number): void {
    this.#stack.pop();
    const missing = this.#dependenciesOf(operation).required.find((required) => this.#states[required] !== 'done');
    if (missing !== undefined) {
      this.#states[operation] = 'waiting';
      this.#await(missing, operation);
      return;
    }
    this.#states[operation] = 'done';
    this.order.push(operation);
    // The first of those that waited has to be on top of the stack.
    for (const released of (this.#waiting.get(operation) ?? []).reverse()) {
      this.#states[released] = 'new';
      this.#open(released);
    }
  }

  #await(missing: number, operation: number): void {
    const others = this.#waiting.get(missing);
    if (others === undefined) this.#waiting.set(missing, [operation]);
    else others.push(operation);
  }

  #dependenciesOf(operation: number): Dependencies {
    return this.#operations[operation] ?? { required: [], deferrable: [] };
  }
}
