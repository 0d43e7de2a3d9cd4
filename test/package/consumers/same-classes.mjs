import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

import * as imported from 'scim-router';
import * as importedKnex from 'scim-router/knex';
import * as importedLanguages from 'scim-router/languages';
import * as importedOpenApi from 'scim-router/openapi';
import * as importedProvisioning from 'scim-router/provisioning';
import * as importedSoffid from 'scim-router/soffid';
import * as importedTesting from 'scim-router/testing';

const require = createRequire(import.meta.url);

function assertSame(name, namespace) {
  const required = require(name);
  assert.deepEqual(Object.keys(namespace).sort(), Object.keys(required).sort());
  for (const [key, value] of Object.entries(namespace)) assert.equal(value, required[key], `${name}: ${key}`);
}

assertSame('scim-router', imported);
assertSame('scim-router/knex', importedKnex);
assertSame('scim-router/languages', importedLanguages);
assertSame('scim-router/soffid', importedSoffid);
assertSame('scim-router/openapi', importedOpenApi);
assertSame('scim-router/provisioning', importedProvisioning);
assertSame('scim-router/testing', importedTesting);
assert.ok(new imported.UniquenessError('taken') instanceof require('scim-router').UniquenessError);
