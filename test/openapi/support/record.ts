import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RecordedExample } from 'scim-router/openapi';

import { recordCore } from './record-core';
import { recordSoffid } from './record-soffid';

/** What is recorded for each profile, and where it is kept. */
export const recordings: readonly (readonly [file: string, record: () => Promise<readonly RecordedExample[]>])[] = [
  ['core.json', recordCore],
  ['soffid.json', recordSoffid],
];

const folder = join(__dirname, '../../../src/openapi/examples');

export function readRecording(file: string): readonly RecordedExample[] {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly RecordedExample[];
}

/** One line for each example. */
export function writeRecording(file: string, examples: readonly RecordedExample[]): void {
  writeFileSync(join(folder, file), `[\n${examples.map((example) => `  ${JSON.stringify(example)}`).join(',\n')}\n]\n`);
}

/** The same with numbers for what no two runs have alike: ids, versions, cursors, secrets and the time. */
export function anonymous(examples: readonly RecordedExample[]): readonly string[] {
  const seen = new Map<string, number>();
  const numbered = (kind: string) => (found: string): string => {
    if (!seen.has(found)) seen.set(found, seen.size);
    return `${kind}${seen.get(found) ?? 0}`;
  };
  const text = examples
    .map((example) => JSON.stringify(example))
    .join('\n')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, numbered('id'))
    .replace(/\b\d{5,}\b|fresh\d+/g, numbered('n'))
    .replace(/W\/\\"[^"\\]*\\"/g, 'version')
    .replace(/(?<="nextCursor":")[^"]*/g, 'cursor')
    .replace(/20[23]\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z?/g, 'time');
  return text.split('\n');
}
