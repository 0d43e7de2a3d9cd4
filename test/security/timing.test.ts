import { staticBearer } from 'scim-router';
import type { MountedRequest } from 'scim-router';

/** A hundred times as long as a real one, so that what a comparison tells is a hundred times as loud. */
const token = 'a'.repeat(4000);
/** A comparison that stops at the first difference differs by half and more. */
const audible = 0.03;
const significant = 3.29;

/**
 * ASVS 11.2.4. A comparison that stops at the first difference answers a token with a wrong first character sooner than
 * one with a wrong last character. The two are asked in random order, in copies at many addresses, so that whatever
 * else the machine does slows both down. A real difference shows each time; noise does not.
 */
test('AUTH-19: a wrong token takes as long wherever it is wrong', async () => {
  const { authenticate } = staticBearer(token);
  const differences: Difference[] = [];
  for (let attempt = 0; attempt < 3 && differences.every(isAudible); attempt += 1) {
    differences.push(await compare((presented) => authenticate(presenting(presented))));
  }
  expect(differences.filter(isAudible).length).toBeLessThan(differences.length);
}, 60_000);

test('the measurement would notice a comparison that stops at the first difference', async () => {
  const naive = (presented: string): boolean => {
    for (let index = 0; index < token.length; index += 1) if (token.charCodeAt(index) !== presented.charCodeAt(index)) return false;
    return true;
  };
  expect(isAudible(await compare(naive))).toBe(true);
}, 60_000);

function presenting(presented: string): MountedRequest {
  return { headers: { authorization: `Bearer ${presented}` }, rawHeaders: ['Authorization', `Bearer ${presented}`] } as unknown as MountedRequest;
}

interface Difference {
  readonly t: number;
  /** Of the slower. */
  readonly share: number;
}

function isAudible({ t, share }: Difference): boolean {
  return Math.abs(t) > significant && share > audible;
}

/** 20,000 samples of each token, without the slowest tenth: what the machine did in between. */
async function compare(ask: (presented: string) => unknown): Promise<Difference> {
  const copies = [`b${token.slice(1)}`, `${token.slice(0, -1)}b`].map((text) => Array.from({ length: 40 }, () => Buffer.from(text).toString('latin1')));
  const samples: number[][] = [[], []];
  for (let index = 0; index < 44_000; index += 1) {
    const side = Math.random() < 0.5 ? 0 : 1;
    const presented = copies[side]![index % 40]!;
    const started = process.hrtime.bigint();
    await ask(presented);
    const time = Number(process.hrtime.bigint() - started);
    if (index >= 4000) samples[side]!.push(time);
  }
  const [a, b] = samples.map(momentsOf) as [Moments, Moments];
  // Welch's t.
  const t = (a.mean - b.mean) / Math.sqrt(a.variance / a.count + b.variance / b.count);
  return { t, share: Math.abs(a.mean - b.mean) / Math.max(a.mean, b.mean) };
}

interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

function momentsOf(values: readonly number[]): Moments {
  const kept = [...values].sort((x, y) => x - y).slice(0, Math.floor(values.length * 0.9));
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  const variance = kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (kept.length - 1);
  return { count: kept.length, mean, variance };
}
