import { UnavailableError, scryptPasswords, verifyPassword } from 'scim-router';
import { createTestContext } from 'scim-router/testing';

import { TaskQueue } from '../../src/passwords/task-queue';

const cost = 2 ** 10;
const context = createTestContext();

describe('RFC 7643 §9.2: passwords are kept as hashes of scrypt', () => {
  const passwords = scryptPasswords({ cost });

  test('each hash has a salt of its own, and says how it was made', async () => {
    const [first, second] = [await passwords.hash('t1meMa$heen', context), await passwords.hash('t1meMa$heen', context)];
    for (const hash of [first, second]) expect(hash).toMatch(/^\$scrypt\$ln=10,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(first).not.toBe(second);
    expect(await passwords.verify('t1meMa$heen', first)).toBe(true);
    expect(await passwords.verify('t1meMa$heen', second)).toBe(true);
  });

  test('the cost by default is that of OWASP ASVS 5.0, appendix C', async () => {
    const hash = await scryptPasswords().hash('t1meMa$heen', context);
    expect(hash).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$/);
    expect(await verifyPassword('t1meMa$heen', hash)).toBe(true);
    expect(await verifyPassword('t1meMa$heeN', hash)).toBe(false);
  });

  test('RFC 8265 §4: what is compared is the prepared password', async () => {
    const hash = await passwords.hash('Jose\u0301 \u3000', context);
    expect(await passwords.verify('Jos\u00e9\u00a0 ', hash)).toBe(true);
    expect(await passwords.verify('jos\u00e9  ', hash)).toBe(false);
    await expect(passwords.hash('a\0b', context)).rejects.toThrow('U+0000');
  });

  test('a hash that other parameters have made is verified with these', async () => {
    // RFC 7914 §12: scrypt("password", "NaCl", N=1024, r=8, p=16, dkLen=64).
    const key =
      'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162' +
      '2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640';
    const encoded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
    const salt = encoded(Buffer.from('NaCl'));
    expect(await verifyPassword('password', `$scrypt$ln=10,r=8,p=16$${salt}$${encoded(Buffer.from(key, 'hex'))}`)).toBe(true);
  });

  test('a hash of other parameters, or of another kind, is to be made anew; the highest cost is known as well', async () => {
    const current = await passwords.hash('t1meMa$heen', context);
    const others = [current.replace('ln=10', 'ln=11'), current.replace('r=8', 'r=16'), current.replace('p=1$', 'p=2$'), current.slice(0, -4), '$argon2id$v=19', ''];
    expect([current, ...others].map((stored) => passwords.needsRehash(stored))).toEqual([false, ...others.map(() => true)]);
    const costly = scryptPasswords({ cost: 2 ** 20 });
    expect([costly.needsRehash(current), costly.needsRehash(current.replace('ln=10', 'ln=20'))]).toEqual([true, false]);
  });

  test('more lanes than memory to mix is a hash like any other', async () => {
    const stored = '$scrypt$ln=1,r=8,p=16$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    expect(await passwords.verify('wrong', stored)).toBe(false);
  });

  test.each([
    undefined,
    '',
    't1meMa$heen',
    '$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g',
    '$scrypt$ln=99,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '$scrypt$ln=10,r=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '$scrypt$ln=10,r=8,p=99$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  ])('nothing matches %j, and finding out takes as long as for a hash', async (stored) => {
    const slow = scryptPasswords({ cost: 2 ** 15 });
    const hash = await slow.hash('t1meMa$heen', context);
    const timed = async (against: string | undefined): Promise<number> => {
      const start = performance.now();
      expect(await slow.verify('wrong', against)).toBe(false);
      return performance.now() - start;
    };
    await timed(hash);
    const times = { hash: Math.min(await timed(hash), await timed(hash)), other: Math.min(await timed(stored), await timed(stored)) };
    expect(times.other).toBeGreaterThan(times.hash / 3);
  });

  test.each([{ cost: 1000 }, { cost: 2 ** 9 }, { cost: 2 ** 21 }, { maxConcurrent: 0 }, { queue: -1 }, { queue: 0.5 }])(
    'the options %j make no sense',
    (options) => {
      expect(() => scryptPasswords(options)).toThrow(TypeError);
    },
  );
});

describe('hashing cannot take all memory', () => {
  test('two at a time, the others in their order; one more than may wait is refused with Retry-After', async () => {
    const queue = new TaskQueue({ concurrent: 2, waiting: 3 });
    const finish: (() => void)[] = [];
    const started: number[] = [];
    const run = (task: number): Promise<number> =>
      queue.run(() => {
        started.push(task);
        return new Promise((resolve) => finish.push(() => resolve(task)));
      });
    const results = [0, 1, 2, 3, 4].map(run);
    await expect(run(5)).rejects.toBeInstanceOf(UnavailableError);
    await expect(run(6)).rejects.toMatchObject({ headers: { 'Retry-After': '1' } });
    expect(started).toEqual([0, 1]);
    for (const index of [0, 1, 2, 3, 4]) {
      finish[index]?.();
      await new Promise(setImmediate);
    }
    expect(await Promise.all(results)).toEqual([0, 1, 2, 3, 4]);
    expect(started).toEqual([0, 1, 2, 3, 4]);
    finish.length = 0;
    const afterwards = run(7);
    await new Promise(setImmediate);
    finish[0]?.();
    expect(await afterwards).toBe(7);
  });

  test('a task that fails, or that nobody waits for any more, gives its place to the next', async () => {
    const queue = new TaskQueue({ concurrent: 1, waiting: 9 });
    const gone = new AbortController();
    gone.abort(new Error('gone'));
    const results = await Promise.allSettled([
      queue.run(() => Promise.reject(new Error('failed'))),
      queue.run(() => Promise.resolve('never'), gone.signal),
      queue.run(() => Promise.resolve('done')),
    ]);
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : String(result.reason)))).toEqual([
      'Error: failed',
      'Error: gone',
      'done',
    ]);
  });

  test('a burst of passwords is served or refused, never forgotten', async () => {
    const passwords = scryptPasswords({ cost, maxConcurrent: 2, queue: 4 });
    const results = await Promise.allSettled(Array.from({ length: 20 }, async () => passwords.hash('t1meMa$heen', context)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
    expect(await passwords.hash('t1meMa$heen', context)).toMatch(/^\$scrypt/);
  });
});
