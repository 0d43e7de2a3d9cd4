import { wholeNumbers } from './option-checks';

/** POST /Bulk (RFC 7644 §3.7). `false`: it is answered with 501. */
export type BulkOption = false | {
  /** Operations of one job. Default 1,000; more are answered with 413. */
  readonly maxOperations?: number;
  /** Bytes of one job. Default 1,048,576; more are answered with 413. */
  readonly maxPayloadSize?: number;
};

/** Published in ServiceProviderConfig (RFC 7643 §5). */
export interface BulkLimits {
  readonly maxOperations: number;
  readonly maxPayloadSize: number;
}

const standard = Object.freeze({ maxOperations: 1000, maxPayloadSize: 1_048_576 });

/** The limits of bulk jobs, `undefined` where there are none; throws `TypeError` naming the one that is wrong. */
export function bulkLimits(option: BulkOption = {}): BulkLimits | undefined {
  if (option === false) return undefined;
  return wholeNumbers(option, 'options.bulk', standard);
}

/** Other limits over those of the router; throws `TypeError` naming the one that is wrong. */
export function limitBulk(limits: BulkLimits | undefined, given: BulkOption | undefined, option: string): BulkLimits | undefined {
  if (given === undefined) return limits;
  if (limits === undefined) throw new TypeError(`${option} is given, but options.bulk is false`);
  return wholeNumbers(given, option, limits);
}
