import type { RecordedExample } from '../recorded-example';

/** Requests that services of the resource types of this library have answered. */
export const recordedExamples: readonly RecordedExample[] = Object.freeze([]);
