import type { RecordedExample } from '../recorded-example';
import core from './core.json';
import soffid from './soffid.json';

/** Requests that services of the resource types of this library have answered; `npm run docs:examples` writes them. */
export const recordedExamples: readonly RecordedExample[] = Object.freeze([...core, ...soffid]);
