import { bearerAuth, createScimRouter, Group, MemoryStore, UniquenessError, User } from 'scim-router';
import type { Authorizer, ResourceStore, ScimErrorOptions } from 'scim-router';
import { createKnexStore } from 'scim-router/knex';
import { ca, es } from 'scim-router/languages';
import { openApi } from 'scim-router/openapi';
import { createProvisioning } from 'scim-router/provisioning';
import { soffid } from 'scim-router/soffid';
import { storeSuite } from 'scim-router/testing';

const authz: Authorizer = bearerAuth((token) => (token === 'secret' ? { id: 'okta' } : undefined));
const store: ResourceStore = new MemoryStore();
const options: ScimErrorOptions = { cause: new Error('duplicate key') };

export const status: 409 = new UniquenessError('userName is taken', options).status;
export const router = createScimRouter(store, authz, { resourceTypes: [User, Group], languages: [ca, es] });
export const functions: readonly string[] = [createKnexStore.name, soffid.name, createProvisioning.name, openApi.name, storeSuite.name];
