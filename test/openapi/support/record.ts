import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RecordedExample } from 'scim-router/openapi';

import { recordCore } from './record-core';
import { recordSoffid, shortest } from './record-soffid';

interface Recording {
  readonly file: string;
  readonly record: () => Promise<readonly RecordedExample[]>;
  /** Which of them are kept. */
  readonly choose: (examples: readonly RecordedExample[]) => readonly RecordedExample[];
}

/** What is recorded for each profile, and where it is kept. */
export const recordings: readonly Recording[] = [
  { file: 'core.json', record: recordCore, choose: (examples) => examples },
  { file: 'soffid.json', record: recordSoffid, choose: shortest },
];

const folder = join(__dirname, '../../../src/openapi/examples');

export function readRecording(file: string): readonly RecordedExample[] {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly RecordedExample[];
}

/** One line for each example. */
export function writeRecording(file: string, examples: readonly RecordedExample[]): void {
  writeFileSync(join(folder, file), `[\n${examples.map((example) => `  ${JSON.stringify(example)}`).join(',\n')}\n]\n`);
}

/** An example with numbers for what no two runs have alike: ids, versions, cursors, secrets and the time. */
export function anonymous(example: RecordedExample): string {
  const seen = new Map<string, number>();
  const numbered = (kind: string) => (found: string): string => {
    if (!seen.has(found)) seen.set(found, seen.size);
    return `${kind}${seen.get(found) ?? 0}`;
  };
  return JSON.stringify(example)
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, numbered('id'))
    .replace(/\b\d{5,}\b|fresh\d+/g, numbered('n'))
    .replace(/W\/\\"[^"\\]*\\"/g, 'version')
    .replace(/(?<="nextCursor":")[^"]*/g, 'cursor')
    .replace(/20[23]\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z?/g, 'time');
}
