import { InvalidPathError, InvalidSyntaxError } from '../../src/errors/catalog';
import { parsePatchOp } from '../../src/messages/patch-op';
import { schemaUris } from '../../src/messages/schema-uris';

const schemas = [schemaUris.patchOp];
const parse = (operations: unknown): unknown => parsePatchOp({ schemas, Operations: operations });

describe('RFC 7644 §3.5.2: PatchOp', () => {
  test.each([
    ['op in any letter case', [{ op: 'Replace', path: 'title', value: 'x' }], [{ op: 'replace', path: 'title', value: 'x' }]],
    ['members in any letter case', [{ OP: 'add', PATH: 'title', Value: 1 }], [{ op: 'add', path: 'title', value: 1 }]],
    ['a path of null as if left out', [{ op: 'add', path: null, value: {} }], [{ op: 'add', value: {} }]],
    ['an empty path as if left out', [{ op: 'add', path: '', value: {} }], [{ op: 'add', value: {} }]],
    ['a value of null as a value', [{ op: 'replace', path: 'title', value: null }], [{ op: 'replace', path: 'title', value: null }]],
    ['no value as no value', [{ op: 'remove', path: 'title' }], [{ op: 'remove', path: 'title' }]],
    ['unknown members not at all', [{ op: 'remove', path: 'title', name: 'x' }], [{ op: 'remove', path: 'title' }]],
  ])('reads %s', (_name, operations, entries) => {
    expect(parse(operations)).toEqual(entries);
  });

  test('the name of Operations and the URN compare without letter case', () => {
    const body = { SCHEMAS: [schemaUris.patchOp.toUpperCase()], operations: [{ op: 'remove', path: 'title' }], id: 'ignored' };
    expect(parsePatchOp(body)).toEqual([{ op: 'remove', path: 'title' }]);
  });

  test.each([
    ['not an object', [], 'The body must be a JSON object'],
    ['null', null, 'The body must be a JSON object'],
    ['without schemas', { Operations: [{ op: 'remove' }] }, `schemas must be an array that contains ${schemaUris.patchOp}`],
    ['of another message', { schemas: [schemaUris.searchRequest], Operations: [] }, `schemas must be an array that contains ${schemaUris.patchOp}`],
    ['without Operations', { schemas }, 'Operations must be an array of one or more operations'],
    ['with no operation', { schemas, Operations: [] }, 'Operations must be an array of one or more operations'],
    ['with inherited members only', Object.create({ schemas, Operations: [{ op: 'remove' }] }), `schemas must be an array that contains ${schemaUris.patchOp}`],
    ['with Operations twice', { schemas, Operations: [], operations: [] }, 'Operations and operations name the same member; send one of them'],
    ['whose operation is an array', { schemas, Operations: [[]] }, 'Operations[0] must be a JSON object'],
    ['with an unknown op', { schemas, Operations: [{ op: 'add' }, { op: 'move' }] }, 'Operations[1].op must be "add", "remove" or "replace"'],
    ['without op', { schemas, Operations: [{}] }, 'Operations[0].op must be "add", "remove" or "replace"'],
  ])('refuses a body %s', (_name, body, detail) => {
    expect(() => parsePatchOp(body)).toThrow(new InvalidSyntaxError(detail));
    expect(() => parsePatchOp(body)).toThrow(InvalidSyntaxError);
  });

  test('a path that is not a string is an invalid path', () => {
    expect(() => parse([{ op: 'add', path: 5, value: 1 }])).toThrow(InvalidPathError);
    expect(() => parse([{ op: 'add', path: 5, value: 1 }])).toThrow('Operations[0].path must be a string');
  });
});
