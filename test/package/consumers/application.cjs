/** A whole application: creates a user over HTTP and reads it back. */
'use strict';

const assert = require('node:assert/strict');

const express = require('express');
const { createScimRouter, MemoryStore, staticBearer } = require('scim-router');

const token = 'a-token-of-this-test';
const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';

const app = express();
app.use('/scim/v2', createScimRouter(new MemoryStore(), staticBearer(token)));

async function exchange(base) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' };
  const body = JSON.stringify({ schemas: [userSchema], userName: 'bjensen' });
  const created = await fetch(`${base}/Users`, { method: 'POST', headers, body });
  assert.equal(created.status, 201);

  const { id } = await created.json();
  const read = await fetch(`${base}/Users/${id}`, { headers });
  assert.equal(read.status, 200);
  assert.equal((await read.json()).userName, 'bjensen');

  const refused = await fetch(`${base}/Users/${id}`);
  assert.equal(refused.status, 401);
  assert.equal(refused.headers.get('www-authenticate'), 'Bearer realm="scim"');
}

const server = app.listen(0, '127.0.0.1', async () => {
  try {
    await exchange(`http://127.0.0.1:${server.address().port}/scim/v2`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
