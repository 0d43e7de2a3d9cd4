import { positiveInteger } from './option-checks';

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

/** The limits of bulk jobs, `undefined` where there are none; throws `TypeError` naming the one that is wrong. */
export function bulkLimits(option: BulkOption = {}): BulkLimits | undefined {
  if (option === false) return undefined;
  const { maxOperations = 1000, maxPayloadSize = 1_048_576 } = option;
  positiveInteger(maxOperations, 'options.bulk.maxOperations');
  positiveInteger(maxPayloadSize, 'options.bulk.maxPayloadSize');
  return { maxOperations, maxPayloadSize };
}
