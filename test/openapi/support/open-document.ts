import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { ResourceType, ScimRouterOptions } from 'scim-router';
import { Group, MemoryStore, User } from 'scim-router';
import { openApi } from 'scim-router/openapi';
import { createProvisioning } from 'scim-router/provisioning';
import { soffid } from 'scim-router/soffid';

import { Device } from '../../../examples/custom-resource-type/app';
import type { TestService } from '../../support/service';
import { openService } from '../../support/service';

export type Json = Record<string, any>;

export interface DescribedOptions extends ScimRouterOptions {
  readonly resourceTypes: readonly ResourceType[];
}

/** The services that are described, by name. */
export const profiles: readonly (readonly [name: string, options: DescribedOptions])[] = [
  ['the core profile', { resourceTypes: [User, Group], me: () => undefined }],
  ['the profile of Soffid', soffidOptions()],
  ["a resource type of one's own", { resourceTypes: [User, Group, Device], unknownAttributes: 'reject' }],
  ['the profile that is provisioned', provisionedOptions()],
  ['a service that only reads', { resourceTypes: [User], operations: { User: ['get', 'query'] }, bulk: false, etag: false, pagination: { cursor: false } }],
];

/** What the profile of Soffid serves, without its principals. */
export function soffidOptions(): DescribedOptions {
  const { tenant: _tenant, hooks: _hooks, ...options } = soffid(new MemoryStore()).options;
  return options;
}

/** What is served where administrators provision, without its tokens. */
function provisionedOptions(): DescribedOptions {
  const { resourceTypes, operations } = createProvisioning({ store: new MemoryStore(), authorize: () => undefined }).options;
  return { resourceTypes, operations };
}

/** A service that describes itself, on an empty store. */
export async function openDescribed(options: ScimRouterOptions = {}): Promise<TestService> {
  return openService(async () => ({ store: new MemoryStore(), close: async () => undefined }), { openApi: openApi(), ...options });
}

/** The document of a service. */
export async function documentOf(options: ScimRouterOptions): Promise<Json> {
  const { send } = await openDescribed(options);
  const { text, status } = await send('get', '/openapi.json');
  if (status !== 200) throw new Error(`GET /openapi.json answered ${status}: ${text}`);
  return JSON.parse(text) as Json;
}

/** Everything that is wrong with a document, by the schemas of the OpenAPI Initiative. */
export function faultsOf(document: Json): unknown {
  const { stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'validate.mjs')], { input: JSON.stringify(document), encoding: 'utf8', timeout: 30_000 });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** The schemas of a document as JSON Schemas of `document`; the formats of RFC 7643 §4.1 are names only. */
export function schemasOf(document: Json): Ajv2020 {
  const names = ['country-code', 'language-tag', 'language-ranges', 'time-zone', 'certificate'];
  const formats = Object.fromEntries(names.map((name) => [name, true] as const));
  return addFormats.default(new Ajv2020({ strict: false, allErrors: true, formats })).addSchema(document, 'document');
}
