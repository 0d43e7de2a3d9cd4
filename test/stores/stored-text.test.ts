import { storedText } from 'scim-router';

const source = { id: 'a', version: '1', created: new Date(0), lastModified: new Date(1) };

test('attributes are parsed at their first use, once', () => {
  const parse = jest.spyOn(JSON, 'parse');
  const resource = storedText({ ...source, text: '{"userName":"bjensen"}' });
  expect(parse).not.toHaveBeenCalled();
  expect(resource.attributes).toEqual({ userName: 'bjensen' });
  expect(resource.attributes).toBe(resource.attributes);
  expect(parse).toHaveBeenCalledTimes(1);
  parse.mockRestore();
});

test('a text that is copied unread is never parsed', () => {
  const { text, id, version, created, lastModified } = storedText({ ...source, text: 'not JSON' });
  expect({ text, id, version, created, lastModified }).toEqual({ ...source, text: 'not JSON' });
});

test('a change of it is made of its members, as its attributes are not its own', () => {
  const resource = storedText({ ...source, text: '{"userName":"bjensen"}' });
  const { id, version, created, lastModified, attributes } = resource;
  expect(Object.keys(resource)).not.toContain('attributes');
  expect({ id, version, created, lastModified, attributes }).toEqual({ ...source, attributes: { userName: 'bjensen' } });
});

test('a text that is not JSON is a SyntaxError at the first use', () => {
  const resource = storedText({ ...source, text: '{' });
  expect(() => resource.attributes).toThrow(expect.objectContaining({ name: 'SyntaxError' }));
});
