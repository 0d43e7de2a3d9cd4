const { NotFoundError, ScimError, createScimRouter } = require('scim-router');

test('the package loads in a CommonJS test of Jest', () => {
  expect(createScimRouter).toBeInstanceOf(Function);
  expect(new NotFoundError('no such user')).toBeInstanceOf(ScimError);
});
