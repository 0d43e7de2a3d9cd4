import { backends } from '../support/backends';
import { deviceUrn } from './device-types';
import type { OpenTarget } from './open-target';
import { openTarget } from './open-target';
import type { RequirementCase, Step } from './requirement-list';
import { runCase } from './run-case';
import { services } from './services';

interface Published {
  readonly name: string;
  readonly type: string;
  readonly multiValued: boolean;
  readonly required: boolean;
  readonly caseExact?: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'never' | 'default' | 'request';
  readonly uniqueness?: string;
  readonly canonicalValues?: readonly string[];
  readonly subAttributes?: readonly Published[];
}

const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';

const samples: Readonly<Record<string, readonly unknown[]>> = {
  boolean: [true, false],
  integer: [1, 2],
  decimal: [1.5, 2.5],
  dateTime: ['2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z'],
  reference: ['https://example.com/1', 'https://example.com/2'],
  binary: ['AAAA', 'BBBB'],
};

/** A value that the published schema admits; there are two of each. */
function sample(attribute: Published, which: 0 | 1): unknown {
  const { type, name, canonicalValues = [], subAttributes = [] } = attribute;
  const writable = subAttributes.filter(({ mutability }) => mutability !== 'readOnly');
  const one =
    type === 'complex'
      ? Object.fromEntries(writable.map((sub) => [sub.name, sample(sub, which)]))
      : (samples[type]?.[which] ?? canonicalValues[which] ?? `${name}-${which}`);
  return attribute.multiValued ? [one] : one;
}

/** Requests that show whether the endpoint does what the schema says of one attribute. */
function stepsFor(endpoint: string, urn: string, { attribute, required }: { attribute: Published; required: readonly Published[] }): readonly Step[] {
  const { name } = attribute;
  const others = required.filter((other) => other !== attribute);
  const body = (value?: unknown, which: 0 | 1 = 0): object => ({
    schemas: [urn],
    ...Object.fromEntries(others.map((other) => [other.name, sample(other, which)])),
    ...(value !== undefined && { [name]: value }),
  });
  const isShown = attribute.mutability !== 'readOnly' && attribute.returned !== 'never';
  const there = { status: 200, body: { [name]: { exists: true } } };
  const away = { status: 200, absent: [name] };
  const patch = { send: `PATCH ${endpoint}/{{id}}`, body: { $patch: [{ op: 'replace', path: name, value: sample(attribute, 1) }] } };
  return [
    ...(attribute.required ? [{ send: `POST ${endpoint}`, body: body(), expect: { status: 400, scimType: 'invalidValue' } }] : []),
    { send: `POST ${endpoint}`, body: body(sample(attribute, 0)), save: { id: 'id' }, expect: { status: 201 } },
    { send: `GET ${endpoint}/{{id}}?attributes=${name}`, expect: isShown ? there : away },
    { send: `GET ${endpoint}/{{id}}`, expect: isShown && attribute.returned !== 'request' ? there : away },
    { send: `GET ${endpoint}/{{id}}?attributes=meta`, expect: isShown && attribute.returned === 'always' ? there : away },
    { send: `GET ${endpoint}/{{id}}?excludedAttributes=${name}`, expect: isShown && attribute.returned === 'always' ? there : away },
    ...(attribute.uniqueness === 'server'
      ? [{ send: `POST ${endpoint}`, body: body(sample(attribute, 0), 1), expect: { status: 409, scimType: 'uniqueness' } }]
      : []),
    ...(attribute.type === 'string' && !attribute.multiValued && isShown
      ? [
          {
            send: `GET ${endpoint}?filter=${name} eq "${String(sample(attribute, 0)).toUpperCase()}"`,
            expect: { status: 200, body: { totalResults: attribute.caseExact === true ? 0 : 1 } },
          },
        ]
      : []),
    attribute.mutability === 'readWrite' || attribute.mutability === 'writeOnly'
      ? { ...patch, expect: { status: 200 } }
      : { ...patch, expect: { status: 400, scimType: 'mutability' } },
  ];
}

describe.each(backends)('on %s', (_, open) => {
  let target: OpenTarget;
  beforeAll(async () => {
    target = await openTarget(open, services.devices);
  });
  afterAll(() => target.close());

  test.each([
    ['/Users', userUrn, 20],
    ['/Devices', deviceUrn, 18],
  ])('RFC 7643 §7: published characteristics are what the endpoint does: %s', async (endpoint, urn, least) => {
    const headers = { Authorization: 'Bearer client' };
    const schema = await target.send({ method: 'GET', url: `${target.baseUrl}/Schemas/${urn}`, headers, body: undefined });
    const { attributes } = schema.body as { readonly attributes: readonly Published[] };
    expect(attributes.length).toBeGreaterThanOrEqual(least);
    const required = attributes.filter((attribute) => attribute.required);
    for (const attribute of attributes) {
      const steps = stepsFor(endpoint, urn, { attribute, required });
      expect([attribute.name, await runCase({ steps } as unknown as RequirementCase, target)]).toEqual([attribute.name, []]);
    }
  });
});
