import assert from 'node:assert/strict';

import { bearerAuth, createScimRouter, UniquenessError } from 'scim-router';
import { createKnexStore } from 'scim-router/knex';
import { es } from 'scim-router/languages';
import { openApi } from 'scim-router/openapi';
import { createProvisioning } from 'scim-router/provisioning';
import { soffid } from 'scim-router/soffid';
import { storeSuite } from 'scim-router/testing';

assert.equal(typeof createScimRouter, 'function');
assert.equal(typeof bearerAuth, 'function');
assert.equal(new UniquenessError('taken').code, 'ERR_SCIM_UNIQUENESS');
assert.equal(typeof createKnexStore, 'function');
assert.equal(es.tag, 'es');
assert.equal(typeof soffid, 'function');
assert.equal(typeof createProvisioning, 'function');
assert.equal(typeof openApi, 'function');
assert.equal(typeof storeSuite, 'function');
