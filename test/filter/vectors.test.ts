import { InvalidFilterError, InvalidPathError } from '../../src/errors/catalog';
import { parseFilter } from '../../src/filter/parse-filter';
import { parseFilterSyntax, parsePathSyntax } from '../../src/filter/parser';
import type { FilterSyntax } from '../../src/filter/syntax';
import { createPredicate } from '../../src/resource/evaluate-filter';
import type { StoredResource } from '../../src/resource/stored-resource';
import { Group } from '../../src/schema/core/group';
import { User } from '../../src/schema/core/user';
import { defineResourceType } from '../../src/schema/define-resource-type';
import { importSchema } from '../../src/schema/import-schema';
import type { ResourceType } from '../../src/schema/resource-type';
import suite from '../vectors/filters.json';

type Outcome = 'accept' | 'reject' | 'either' | 'invalidFilter' | 'no match or invalidFilter' | boolean;

interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly filter?: string | null;
  readonly path?: string;
  readonly make?: string;
  readonly resource?: string;
  readonly expect: Outcome | readonly Outcome[];
  readonly ast?: unknown;
}

const vectors = suite.vectors as readonly Vector[];

const LabUser = defineResourceType({
  name: 'User',
  endpoint: '/Users',
  schema: User.schema,
  extensions: [...User.extensions, { schema: importSchema(suite.extensionSchema) }],
});
const types: Readonly<Record<string, ResourceType>> = { User: LabUser, Group: Group };

/** The tree in the neutral notation of the vectors. */
function neutral(syntax: FilterSyntax): unknown {
  switch (syntax.kind) {
    case 'comparison':
      return [syntax.operator.text, syntax.path.text, syntax.literal.value];
    case 'present':
      return ['pr', syntax.path.text];
    case 'and':
    case 'or':
      return [syntax.kind, ...syntax.operands.map(neutral)];
    case 'not':
      return ['not', neutral(syntax.operand)];
    case 'valuePath':
      return ['[]', syntax.path.text, neutral(syntax.filter)];
  }
}

type Refusal = typeof InvalidFilterError | typeof InvalidPathError;

/** What `work` returns, or the name of the refusal; any other error fails the test. */
function outcomeOf<T>(work: () => T, refusal: Refusal): T | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof refusal) return error.scimType;
    throw error;
  }
}

function stored(name: string): { resource: StoredResource; type: ResourceType; location: string } {
  const { id, meta, schemas: _, ...attributes } = suite.resources[name as keyof typeof suite.resources];
  const resource = {
    id,
    version: /^W\/"(.*)"$/.exec(meta.version)![1]!,
    created: new Date(meta.created),
    lastModified: new Date(meta.lastModified),
    attributes,
  };
  return { resource, type: types[meta.resourceType]!, location: meta.location };
}

function match(filter: string, name: string): boolean | string {
  const { resource, type, location } = stored(name);
  return outcomeOf(() => {
    const locate = (typeName: string, id: string): string | undefined =>
      typeName === type.name && id === resource.id ? location : undefined;
    return createPredicate(parseFilter(filter, type), { type, locate })(resource);
  }, InvalidFilterError);
}

const made: Readonly<Record<string, readonly string[]>> = {
  R001: [`${'('.repeat(100_000)}title pr${')'.repeat(100_000)}`],
  R002: [new Array(20_000).fill('title pr').join(' and ')],
  R003: [`userName eq "${'a'.repeat(1_000_000)}"`],
  R006: ['__proto__ pr', 'constructor pr', 'toString pr', '__proto__.polluted eq true'],
};

const run: Readonly<Record<string, (vector: Vector) => void>> = {
  parse({ filter, expect: expected, ast }) {
    const outcome = outcomeOf(() => neutral(parseFilterSyntax(filter!)), InvalidFilterError);
    if (expected === 'reject') expect(outcome).toBe('invalidFilter');
    else if (expected === 'accept') expect(outcome).toEqual(ast);
    else expect(outcome === 'invalidFilter' || Array.isArray(outcome)).toBe(true);
  },
  match({ filter, resource, expect: expected }) {
    expect([expected].flat()).toContain(match(filter!, resource!));
  },
  path({ path, expect: expected }) {
    const outcome = outcomeOf(() => parsePathSyntax(path!), InvalidPathError);
    if (expected === 'either') return;
    expect(outcome === 'invalidPath' ? 'reject' : 'accept').toBe(expected);
  },
  robust({ id, expect: expected }) {
    const allowed = expected === 'either' ? [true, false, 'invalidFilter'] : [false, 'invalidFilter'];
    for (const filter of made[id]!) {
      const start = performance.now();
      expect(allowed).toContain(match(filter, 'bjensen'));
      expect(performance.now() - start).toBeLessThan(1000);
    }
  },
};

describe.each(Object.keys(run))('vectors of kind %s', (kind) => {
  test.each(vectors.filter((vector) => vector.kind === kind).map((vector) => [vector.id, vector] as const))(
    '%s',
    (_, vector) => {
      run[kind]!(vector);
    },
  );
});

test('every one of the 282 vectors has a runner', () => {
  const known = vectors.filter(({ kind }) => kind in run);
  process.stdout.write(`filter vectors run: ${known.length}\n`);
  expect(known).toHaveLength(282);
});
