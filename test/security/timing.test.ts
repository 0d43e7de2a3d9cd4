import { staticBearer } from 'scim-router';
import type { MountedRequest } from 'scim-router';

/**
 * ASVS 11.2.4. A comparison that stops at the first difference answers a token with a wrong first character sooner than
 * one with a wrong last character. The two are asked in turns, so that whatever else the machine does slows both down.
 */
test('AUTH-19: a wrong token takes as long wherever it is wrong', async () => {
  const token = 'a'.repeat(4000);
  const { authenticate } = staticBearer(token);
  const wrongAtFirst = presenting(`b${token.slice(1)}`);
  const wrongAtLast = presenting(`${token.slice(0, -1)}b`);
  // A real difference shows each time; noise does not.
  const differences: number[] = [];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const difference = await welch(async () => authenticate(wrongAtFirst), async () => authenticate(wrongAtLast));
    differences.push(difference);
    if (Math.abs(difference) < 3.29) break;
  }
  expect(Math.min(...differences.map(Math.abs))).toBeLessThan(3.29);
}, 60_000);

test('the measurement would notice a comparison that stops at the first difference', async () => {
  const token = 'a'.repeat(4000);
  const naive = (presented: string) => async () => {
    for (let index = 0; index < token.length; index += 1) if (token.charCodeAt(index) !== presented.charCodeAt(index)) return false;
    return true;
  };
  expect(Math.abs(await welch(naive(`b${token.slice(1)}`), naive(`${token.slice(0, -1)}b`)))).toBeGreaterThan(3.29);
}, 60_000);

function presenting(token: string): MountedRequest {
  return { headers: { authorization: `Bearer ${token}` }, rawHeaders: ['Authorization', `Bearer ${token}`] } as unknown as MountedRequest;
}

/** Welch's t of two runs of 20,000 samples, without the slowest tenth: what the machine did in between. */
async function welch(left: () => Promise<unknown>, right: () => Promise<unknown>): Promise<number> {
  const samples: [number[], number[]] = [[], []];
  for (let index = 0; index < 44_000; index += 1) {
    const side = index % 2;
    const started = process.hrtime.bigint();
    await (side === 0 ? left() : right());
    const time = Number(process.hrtime.bigint() - started);
    if (index >= 4000) samples[side]!.push(time);
  }
  const [a, b] = samples.map(momentsOf) as [Moments, Moments];
  return (a.mean - b.mean) / Math.sqrt(a.variance / a.count + b.variance / b.count);
}

interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

function momentsOf(values: number[]): Moments {
  const kept = values.sort((x, y) => x - y).slice(0, Math.floor(values.length * 0.9));
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  const variance = kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (kept.length - 1);
  return { count: kept.length, mean, variance };
}
