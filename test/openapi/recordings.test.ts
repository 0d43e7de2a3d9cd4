import type { ValidateFunction } from 'ajv/dist/2020';

import type { Json } from './support/open-document';
import { documentOf, profiles, schemasOf } from './support/open-document';
import { anonymous, readRecording, recordings, writeRecording } from './support/record';

describe.each(recordings)('the examples in $file', ({ file, record, choose }) => {
  test('are what the service answers; npm run docs:examples records them anew', async () => {
    const recorded = await record();
    if (process.env['WRITE'] === '1') writeRecording(file, choose(recorded));
    const answered = new Map(recorded.map((example) => [example.name, anonymous(example)]));
    const kept = readRecording(file);
    expect(kept.length).toBeGreaterThan(15);
    for (const example of kept) expect(answered.get(example.name)).toBe(anonymous(example));
  }, 180_000);
});

describe.each(profiles)('the examples in the document of %s', (_name, options) => {
  let examples: readonly Shown[];
  let validatorOf: (schema: Json) => ValidateFunction;

  beforeAll(async () => {
    const document = await documentOf(options);
    const ajv = schemasOf(document);
    validatorOf = (schema) => ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components')) as Json);
    examples = examplesOf(document);
  });

  test('are as their schemas say', () => {
    const faults = examples.flatMap(({ place, schema, value }) => {
      const validate = validatorOf(schema);
      return validate(value) ? [] : [[place, validate.errors]];
    });
    expect(faults).toEqual([]);
    expect(examples.filter(({ place }) => !place.includes('/discovery')).length).toBeGreaterThan(4);
  });

  test('belong to this service: the URLs of answers are its own', () => {
    const answers = examples.filter(({ place }) => place.includes('/responses/'));
    const urls = Array.from(JSON.stringify(answers.map(({ value }) => value)).matchAll(/"(?:location|\$ref)":"([^"]+)"/g), ([, url]) => url);
    expect(urls.filter((url) => !url!.startsWith('http://127.0.0.1'))).toEqual([]);
  });
});

interface Shown {
  readonly place: string;
  readonly schema: Json;
  readonly value: unknown;
}

/** Every example of a document, with the schema beside it. */
function examplesOf(value: unknown, place = ''): readonly Shown[] {
  if (typeof value !== 'object' || value === null) return [];
  const { schema, examples } = value as Json;
  const own = schema !== undefined && examples !== undefined ? Object.entries(examples as Json).map(([name, example]) => ({ place: `${place}/${name}`, schema, value: example.value })) : [];
  return [...own, ...Object.entries(value).flatMap(([key, child]) => (key === 'examples' ? [] : examplesOf(child, `${place}/${key}`)))];
}
