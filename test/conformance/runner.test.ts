import { backends } from '../support/backends';
import type { OpenTarget } from './open-target';
import { openTarget } from './open-target';
import type { AnswerExpectation, RequirementCase, Step } from './requirement-list';
import { faultsOf, testExists, titlesOfTests } from './requirement-list';
import { runCase } from './run-case';
import { encodeUrl } from './scim-client';
import { services } from './services';

const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';

function caseOf(...steps: readonly Step[]): RequirementCase {
  return { id: 'P-023', section: 'RFC 7644 §3.3', requirement: 'Success is 201', level: 'MUST', implementation: 'src/index.ts', steps };
}

describe('the runner of the cases', () => {
  let target: OpenTarget;
  beforeAll(async () => {
    target = await openTarget(backends[0]![1], services.default);
  });
  afterAll(() => target.close());

  const create = (expect: AnswerExpectation, more: Partial<Step> = {}): Step =>
    ({ send: 'POST /Users', body: { $user: 'bjensen', title: 'Chief' }, expect, ...more });

  test('finds nothing wrong with what is right', async () => {
    const right = caseOf(
      create({ status: 201, body: { userName: 'bjensen', schemas: [userUrn] }, absent: ['nickName'], headers: { ETag: { matches: '^W/"' } } },
        { save: { id: 'id', tag: 'headers.etag' } }),
      { send: 'GET /Users/{{id}}', expect: { status: [200, 204], body: { id: '{{id}}', 'meta.version': { same: '{{tag}}' } } } },
      { send: 'GET /Users?filter=userName eq "bjensen" and title eq "Chief"', expect: { status: 200, body: { totalResults: 1, 'Resources.0.id': '{{id}}' } } },
      { send: 'GET /Users', as: 'neighbour', expect: { status: 200, body: { totalResults: 0 } } },
      { send: 'GET /Users', as: 'nobody', expect: { status: 401, text: { contains: '"401"' } } },
    );
    expect(await runCase(right, target)).toEqual([]);
    expect(await runCase(right, target)).toEqual([]);
  });

  const wrong: readonly (readonly [title: string, expected: AnswerExpectation, says: string])[] = [
    ['another status', { status: 200 }, 'status is 201, not 200'],
    ['none of several statuses', { status: [200, 204] }, 'status is 201'],
    ['another value', { status: 201, body: { title: 'chief' } }, 'title is "Chief", not "chief"'],
    ['a value that is missing', { status: 201, body: { nickName: 'B' } }, 'nickName is undefined'],
    ['a value that should be absent', { status: 201, absent: ['title'] }, 'title is "Chief"'],
    ['another header', { status: 201, headers: { location: 'x' } }, 'location is "http'],
    ['another scimType', { status: 201, scimType: 'uniqueness' }, 'scimType is undefined'],
    ['another text', { status: 201, text: { not: { contains: 'Chief' } } }, 'text is'],
  ];
  test.each(wrong)('notices %s', async (_, expected, says) => {
    const [first = ''] = await runCase(caseOf(create(expected)), target);
    expect(first).toContain('step 1, POST /Users: ');
    expect(first).toContain(says);
  });

  test('notices an error that is no SCIM message', async () => {
    const plain = { ...target, send: async () => ({ status: 404, headers: { 'content-type': 'text/html' }, text: '{}', body: {} }) };
    const faults = await runCase(caseOf(create({ status: 404 })), plain);
    expect(faults.map((fault) => fault.split(' is ')[0]).slice(0, 3)).toEqual(
      ['Content-Type', 'schemas of the error', 'status of the error'].map((what) => `step 1, POST /Users: ${what}`),
    );
  });

  test('does not go on with a value that was never saved', async () => {
    await expect(runCase(caseOf(create({ status: 201, body: { id: '{{nothing}}' } })), target)).rejects.toThrow('nothing');
    await expect(runCase(caseOf(create({ status: 201 }, { save: { x: 'nickName' } })), target)).rejects.toThrow('no nickName');
  });
});

describe('a case that is not well written:', () => {
  const step: Step = { send: 'GET /Users', expect: { status: 200 } };
  const faulty: readonly (readonly [title: string, change: object, says: string])[] = [
    ['a line that does not exist', { id: 'P-999' }, 'no such line'],
    ['a line of a standard that comes later', { id: 'E-01' }, 'no such line'],
    ['another level', { level: 'MAY' }, 'the level is "MUST"'],
    ['no requirement', { requirement: '' }, 'no requirement'],
    ['no proof', { steps: undefined }, 'has 0 of'],
    ['two proofs', { test: 'test/conformance/runner.test.ts: two proofs' }, 'has 2 of'],
    ['no steps', { steps: [] }, 'has no steps'],
    ['a service that does not exist', { service: 'none' }, 'no service "none"'],
    ['no implementation', { implementation: undefined }, 'names no file'],
    ['an implementation that does not exist', { implementation: 'src/index.ts, src/none.ts' }, 'no file src/none.ts'],
    ['a misspelt member', { step: [] }, '"step" has no meaning'],
    ['a misspelt expectation', { steps: [{ ...step, expect: { status: 200, abscent: [] } }] }, '"abscent" has no meaning'],
    ['an expectation without a status', { steps: [{ ...step, expect: {} }] }, 'no status'],
    [
      'a name that is saved again where it is expected',
      { steps: [{ ...step, save: { a: 'id' } }, { ...step, save: { a: 'id' }, expect: { status: 200, body: { id: '{{a}}' } } }] },
      '{{a}} is saved again',
    ],
    ['no reason', { steps: undefined, notApplicable: 'no' }, 'no reason'],
    ['a test that does not exist', { steps: undefined, test: 'test/schema/define-schema.test.ts: a unicorn' }, 'no test'],
    ['a test file that does not exist', { steps: undefined, test: 'test/none.test.ts: x' }, 'no test'],
  ];
  test.each(faulty)('%s', (_, change, says) => {
    expect(faultsOf(caseOf(step), services)).toEqual([]);
    expect(faultsOf({ ...caseOf(step), ...change }, services).join()).toContain(says);
  });
});

test('a test is found by its name, by a row of its table, and by nothing else', () => {
  const titles = titlesOfTests(`
    // test('a comment')
    describe('group', () => { test.each([['row one', 'second']])('%s', () => { expect('inside').toBe('inside'); }); it(\`in \${x}\`, f); });
  `);
  expect(titles).toEqual(['group', '%s', 'row one', '`in ${x}`']);
  expect(testExists('test/schema/refused-schemas.json: an $id that is no URN')).toBe(true);
  expect(testExists('test/schema/refused-schemas.json: must be a URN')).toBe(false);
  expect(testExists('test/schema/define-schema.test.ts: is returned as it is')).toBe(true);
  expect(testExists('test/schema/define-schema.test.ts: is returned as it was')).toBe(false);
  expect(testExists('test/schema/define-schema.test.ts')).toBe(false);
});

test('a URL is encoded where it must be, and nowhere else', () => {
  expect(encodeUrl('/Users?filter=userName eq "a+b%20é"&x=[1]')).toBe('/Users?filter=userName%20eq%20%22a+b%20%C3%A9%22&x=%5B1%5D');
});
