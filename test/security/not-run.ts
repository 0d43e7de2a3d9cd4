import type { Vector } from './vector';

/** Categories whose units are parts that are not in this library yet. */
const laterCategories: ReadonlySet<string> = new Set(['otp']);
const laterNeeds: ReadonlySet<string> = new Set(['audit', 'otp']);

/** Vectors that are no request: the test that proves each instead. */
export const provenElsewhere: Readonly<Record<string, { readonly file: string; readonly name: string }>> = {
  'AUTH-17': { file: 'test/provisioning/tokens.test.ts', name: 'AUTH-17' },
  'AUTH-19': { file: 'test/security/timing.test.ts', name: 'AUTH-19' },
  'CORS-04': { file: 'test/http/cors.test.ts', name: 'CORS-04' },
  'DOS-19': { file: 'test/security/slow-clients.test.ts', name: 'DOS-19' },
  'DOS-23': { file: 'test/security/database-faults.test.ts', name: 'DOS-23' },
  'CONC-08': { file: 'test/security/database-faults.test.ts', name: 'CONC-08' },
  'PAGE-01': { file: 'test/provisioning/page.test.ts', name: 'PAGE-01' },
  'PAGE-02': { file: 'test/provisioning/page.test.ts', name: 'PAGE-02' },
  'PAGE-03': { file: 'test/provisioning/page.test.ts', name: 'PAGE-03' },
  'PAGE-05': { file: 'test/provisioning/page.test.ts', name: 'PAGE-05' },
  'PAGE-06': { file: 'test/provisioning/page.test.ts', name: 'PAGE-06' },
  'PAGE-07': { file: 'test/provisioning/tokens.test.ts', name: 'PAGE-07' },
  'PAGE-09': { file: 'test/provisioning/tokens.test.ts', name: 'PAGE-09' },
  'TEN-13': { file: 'test/provisioning/tokens.test.ts', name: 'TEN-13' },
};

/** Why the runner does not send a vector; `undefined` when it does. */
export function reasonNotToRun({ id, category, harness, needs = [] }: Vector): string | undefined {
  const proof = provenElsewhere[id];
  if (proof !== undefined) return `proven by ${proof.file}`;
  const need = needs.find((each) => laterNeeds.has(each));
  const isOfLaterPart = harness === 'unit' && laterCategories.has(category);
  if (need === undefined && !isOfLaterPart) return undefined;
  return `brought by a later part: ${need ?? category}`;
}
