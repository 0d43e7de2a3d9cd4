import type { ScimError } from '../../src/errors/scim-error';
import { clientProfiles } from '../../src/clients/client-profiles';
import { parsePatchOp } from '../../src/messages/patch-op';
import { schemaUris } from '../../src/messages/schema-uris';
import { applyPatch } from '../../src/resource/patch-apply';
import { normalizePatch } from '../../src/resource/patch-normalize';
import { Group } from '../../src/schema/core/group';
import type { Attributes } from '../../src/schema/resource-type';
import type { Outcome, PatchVector } from './lab';
import { frozen, groupValidator, LabUser, labUserValidator, patchVectors, storedAttributes } from './lab';

/** Whether a bare string names an existing member is a question for the store. */
const flags = { ...clientProfiles.default.flags, bareReferences: false };

/** What the comparison of the vectors leaves out of account: order of elements, `primary: false`, null and []. */
function comparableForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparableForm).map((element) => JSON.stringify(element)).sort();
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    .filter(([name, member]) => !(name === 'primary' && member === false) && member !== null)
    .filter(([, member]) => !(Array.isArray(member) && member.length === 0))
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, comparableForm(member)]));
}

interface Observed {
  readonly attributes?: Attributes;
  readonly unchanged?: boolean;
  readonly error?: { readonly status: number; readonly scimType: string | undefined };
}

function patch({ resource, operations, request }: PatchVector): Observed {
  const before = frozen(storedAttributes(resource));
  const isGroup = resource === 'guides' || resource === 'empty';
  const type = isGroup ? Group : LabUser;
  const validator = isGroup ? groupValidator : labUserValidator;
  try {
    const entries = parsePatchOp(frozen(request ?? { schemas: [schemaUris.patchOp], Operations: operations }));
    const after = applyPatch(type, before, normalizePatch(type, entries, { validator, flags }));
    validator.validate(after);
    return { attributes: after, unchanged: after === before };
  } catch (error) {
    const { status, scimType } = error as ScimError;
    return { error: { status, scimType } };
  }
}

function isAsExpected({ resource }: PatchVector, observed: Observed, outcome: Outcome): boolean {
  const { error } = outcome;
  if (error !== undefined) {
    return observed.error?.status === error.status && error.scimType.includes(observed.error.scimType ?? '');
  }
  if (observed.attributes === undefined) return false;
  if (outcome.changed === false) return observed.unchanged === true;
  const { schemas: _schemas, ...set } = outcome.set ?? {};
  const expected: Record<string, unknown> = { ...storedAttributes(resource), ...set };
  for (const name of outcome.unset ?? []) delete expected[name];
  const [actual, wanted] = [observed.attributes, expected].map((attributes) => comparableForm(withoutMemberNames(attributes)));
  return JSON.stringify(actual) === JSON.stringify(wanted);
}

/** `members.display` is readOnly: the service provider adds it, when it presents the group. */
function withoutMemberNames(attributes: Attributes): Attributes {
  const { members } = attributes as { members?: readonly Attributes[] };
  return members === undefined ? attributes : { ...attributes, members: members.map(({ display: _display, ...member }) => member) };
}

describe('RFC 7644 §3.5.2: PATCH', () => {
  test.each(patchVectors.vectors.map((vector) => [vector.id, vector.title, vector] as const))('%s %s', (_id, _title, vector) => {
    const observed = patch(vector);
    const outcomes = vector.anyOf ?? [vector.expect!];
    const fits = outcomes.some((outcome) => isAsExpected(vector, observed, outcome));
    expect(fits ? 'as expected' : JSON.stringify(observed)).toBe('as expected');
  });

  test('the vectors are all there', () => {
    expect(patchVectors.vectors).toHaveLength(147);
  });
});
