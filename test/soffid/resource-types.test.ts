import { findAttribute } from '../../src/schema/attribute-path';
import { soffidTypes } from '../../src/soffid/resource-types/soffid-types';
import { documentedExamples, resourcesOf } from './examples';

const legacy = /\.note\.domain-values$/;

/** Every resource that the examples of one type print, without those of the version before. */
const printed = soffidTypes.map((type) => {
  const examples = documentedExamples.filter(({ id, resourceType }) => resourceType === type.name && !legacy.test(id));
  return { type, resources: examples.flatMap(resourcesOf), requests: examples.map(({ requestBody }) => requestBody) };
});

test('the documents print resources of 21 types', () => {
  expect(printed.filter(({ resources }) => resources.some((each) => 'id' in each))).toHaveLength(21);
});

test.each(printed)('$type.name has every attribute that is printed', ({ type, resources }) => {
  const names = new Set(resources.flatMap((resource) => Object.keys(resource)));
  expect([...names].filter((name) => findAttribute(type, name) === undefined)).toEqual([]);
});

test.each(printed)('$type.name is meant by every URN that is printed', ({ type, resources, requests }) => {
  const urns = [...resources, ...requests].flatMap((body) => (body?.['schemas'] ?? []) as string[]);
  const isOwn = (urn: string): boolean =>
    urn === type.schema.$id || type.aliases.schemas.some((alias) => alias instanceof RegExp && alias.test(urn));
  const slips = ['urn:soffid:com.soffid.iam.iga.api.GroupUser'];
  expect(urns.filter((urn) => !isOwn(urn) && !(type.name === 'DomainValue' && slips.includes(urn)))).toEqual([]);
});

test('the URN of one type is not that of another', () => {
  const urns = soffidTypes.map(({ schema }) => schema.$id);
  const matching = urns.map((urn) =>
    soffidTypes.filter(({ aliases }) => aliases.schemas.some((alias) => alias instanceof RegExp && alias.test(urn))),
  );
  expect(matching.map((found) => found.map(({ schema }) => schema.$id))).toEqual(urns.map((urn) => [urn]));
});
