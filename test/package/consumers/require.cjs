'use strict';

const assert = require('node:assert/strict');

const { bearerAuth, createScimRouter, UniquenessError } = require('scim-router');
const knexEntry = require('scim-router/knex');
const languagesEntry = require('scim-router/languages');
const openApiEntry = require('scim-router/openapi');
const provisioningEntry = require('scim-router/provisioning');
const soffidEntry = require('scim-router/soffid');
const testingEntry = require('scim-router/testing');

assert.equal(typeof createScimRouter, 'function');
assert.equal(typeof bearerAuth, 'function');
assert.equal(new UniquenessError('taken').code, 'ERR_SCIM_UNIQUENESS');
assert.equal(typeof knexEntry.createKnexStore, 'function');
assert.equal(languagesEntry.nl.tag, 'nl');
assert.equal(typeof soffidEntry.soffid, 'function');
assert.equal(typeof provisioningEntry.createProvisioning, 'function');
assert.equal(typeof openApiEntry.openApi, 'function');
assert.equal(typeof testingEntry.storeSuite, 'function');
assert.equal(require('scim-router/package.json').name, 'scim-router');
assert.throws(() => require('scim-router/dist/index.js'), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' });
