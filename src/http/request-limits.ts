import { positiveInteger, wholeNumbers } from '../operations/option-checks';
import type { ConcurrencyOptions, Places } from './concurrency-limit';
import { Deadlines } from './deadlines';
import type { JsonLimits } from './json-text';

/** What one request may take up; may differ between tenants. */
export interface RequestLimitOptions {
  /** Bytes of a body. Default 1,048,576; a larger one is answered with 413. Those of /Bulk: `bulk.maxPayloadSize`. */
  readonly maxBodyBytes?: number;
  /** Shape of a JSON body. */
  readonly json?: {
    /** Objects and arrays inside each other. Default 32; more are answered with 400. */
    readonly depth?: number;
    /** Members of one object. Default 1,000; more are answered with 400. */
    readonly members?: number;
    /** Elements of one array, such as the members of a group. Default 10,000; more are answered with 413. */
    readonly elements?: number;
  };
  /**
   * Milliseconds until a request must have been answered. Default 10,000. Afterwards the answer is 503 with
   * `Retry-After`, or 408 while the body has not arrived, and `context.signal` is aborted.
   */
  readonly requestTimeout?: number;
  /** Requests of one tenant at a time; what is above is answered with 429. `false`: no limit. */
  readonly concurrency?: ConcurrencyOptions | false;
}

/** `RequestLimitOptions`, checked and complete. */
export interface RequestLimits {
  readonly maxBodyBytes: number;
  readonly json: JsonLimits;
  readonly deadlines: Deadlines;
  /** `undefined`: any number of requests at a time. */
  readonly places: Places | undefined;
}

const standardPlaces: Places = Object.freeze({ running: 32, queued: 64 });
const standardJson: JsonLimits = Object.freeze({ depth: 32, members: 1000, elements: 10_000 });
/** What a timer of JavaScript can wait. */
const longestTimeout = 2_147_483_647;

/** What holds without options; made for each mount, since it keeps the time of its requests. */
export function standardLimits(): RequestLimits {
  return { maxBodyBytes: 1_048_576, json: standardJson, deadlines: new Deadlines(10_000), places: standardPlaces };
}

/** The limits that are given, over those that hold without them; throws `TypeError` naming the one that is wrong. */
export function requestLimits(given: RequestLimitOptions, option: string, standing: RequestLimits): RequestLimits {
  const { maxBodyBytes = standing.maxBodyBytes, requestTimeout = standing.deadlines.milliseconds, concurrency } = given;
  positiveInteger(maxBodyBytes, `${option}.maxBodyBytes`);
  positiveInteger(requestTimeout, `${option}.requestTimeout`);
  if (requestTimeout > longestTimeout) throw new TypeError(`${option}.requestTimeout must be at most ${longestTimeout} milliseconds`);
  return {
    maxBodyBytes,
    json: wholeNumbers(given.json, `${option}.json`, standing.json),
    deadlines: requestTimeout === standing.deadlines.milliseconds ? standing.deadlines : new Deadlines(requestTimeout),
    places: concurrency === undefined ? standing.places : placesOf(concurrency, `${option}.concurrency`, standing.places),
  };
}

function placesOf(given: ConcurrencyOptions | false, option: string, standing = standardPlaces): Places | undefined {
  return given === false ? undefined : wholeNumbers(given, option, standing);
}
