import { metaFault } from './assert-meta';
import { lookupsFault, relationsFault } from './assert-relations';
import type { Attribute } from './attribute';
import { foldName } from './attribute-name';
import { findCommonAttribute } from './core/common';
import { didYouMean } from './refuse-schema';
import type { ResourceType } from './resource-type';

const NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;
const STORAGE_NAME = /^[A-Za-z][A-Za-z0-9_.-]*$/;
const ENDPOINT = /^\/[A-Za-z][A-Za-z0-9_.-]*$/;
/** Endpoints that the protocol has given a meaning (RFC 7644 §3.2). */
const reservedEndpoints: ReadonlySet<string> = new Set([
  ...['/schemas', '/resourcetypes', '/serviceproviderconfig'],
  ...['/bulk', '/me', '/.search'],
]);
const patchResponses: readonly string[] = Object.freeze(['resource', 'none']);
const identifierKinds: readonly string[] = Object.freeze(['uuid', 'integer']);
const moments: readonly string[] = Object.freeze(['write', 'read']);

/** Refuses a resource type that cannot be served, whatever its schemas say (RFC 7643 §6). */
export function assertResourceType(type: ResourceType): void {
  if (typeof type.name !== 'string' || !NAME.test(type.name)) {
    refuse(type, 'name', 'must be letters, digits, "-" and "_" after a letter, such as "Device"');
  }
  if (!STORAGE_NAME.test(type.storageName)) {
    refuse(type, 'storageName', 'must be letters, digits, "-", "_" and "." after a letter, such as "inventory.Device"');
  }
  if (!identifierKinds.includes(type.identifiers)) refuse(type, 'identifiers', 'must be "uuid" or "integer"');
  assertEndpoint(type, 'endpoint', type.endpoint);
  assertAliases(type);
  assertAttributeAliases(type);
  assertExtensions(type);
  assertComputed(type);
  assertDisplay(type);
  assertAccept(type);
  for (const [setting, fault] of [['meta', metaFault], ['relations', relationsFault], ['lookups', lookupsFault]] as const) {
    const problem = fault(type);
    if (problem !== undefined) refuse(type, setting, problem);
  }
  if (!patchResponses.includes(type.patchResponse)) {
    refuse(type, 'patchResponse', 'must be "resource" or "none"');
  }
}

function refuse(type: ResourceType, setting: string, problem: string): never {
  throw new TypeError(`Resource type "${type.name}", ${setting}: ${problem}`);
}

function assertEndpoint(type: ResourceType, setting: string, endpoint: unknown): void {
  if (typeof endpoint !== 'string') return refuse(type, setting, 'must be a path of one segment, such as "/Devices"');
  if (reservedEndpoints.has(endpoint.toLowerCase())) {
    refuse(type, setting, `"${endpoint}" belongs to the protocol (RFC 7644 §3.2); choose another`);
  }
  if (!ENDPOINT.test(endpoint)) {
    refuse(type, setting, `"${endpoint}" must be a path of one segment, such as "/Devices"`);
  }
}

function assertAliases(type: ResourceType): void {
  const { names, endpoints, schemas } = type.aliases;
  if (!names.every((name) => typeof name === 'string' && NAME.test(name))) {
    refuse(type, 'aliases', '"names" must be letters, digits, "-" and "_" after a letter, such as "Device"');
  }
  for (const endpoint of endpoints) assertEndpoint(type, 'aliases', endpoint);
  for (const own of [[type.name, ...names], [type.endpoint, ...endpoints]]) {
    const twice = own.find((name, index) => own.indexOf(name) !== index);
    if (twice !== undefined) refuse(type, 'aliases', `"${twice}" is there twice`);
  }
  for (const schema of schemas as readonly unknown[]) {
    const isUrn = typeof schema === 'string' && schema !== '';
    const isPattern = schema instanceof RegExp && !schema.global && !schema.sticky;
    if (!isUrn && !isPattern) refuse(type, 'aliases', '"schemas" must be URNs, or patterns without the flags g and y');
  }
}

/** The common attributes are found by their names alone. */
function assertAttributeAliases(type: ResourceType): void {
  for (const { name, aliases, schema, extension } of type.attributes) {
    if (schema === undefined || extension !== undefined) continue;
    const common = aliases.find((alias) => findCommonAttribute(alias) !== undefined);
    if (common !== undefined) refuse(type, 'schema', `"${common}", an alias of "${name}", is a common attribute (RFC 7643 §3.1)`);
  }
}

function assertAccept(type: ResourceType): void {
  for (const [name, accept] of Object.entries(type.accept)) {
    attributeOf(type, 'accept', name);
    if (typeof accept !== 'function') refuse(type, 'accept', `"${name}" must be a function`);
  }
}

function assertExtensions(type: ResourceType): void {
  const urns = new Set([foldName(type.schema.$id)]);
  for (const { schema, required } of type.extensions) {
    if (required !== undefined && typeof required !== 'boolean') {
      refuse(type, 'extensions', `"required" of "${schema.$id}" must be true or false`);
    }
    if (urns.has(foldName(schema.$id))) {
      refuse(type, 'extensions', `"${schema.$id}" is there twice; every schema needs a URN of its own`);
    }
    urns.add(foldName(schema.$id));
    const common = Object.keys(schema.properties).find((name) => findCommonAttribute(name) !== undefined);
    if (common !== undefined) {
      refuse(type, 'extensions', `"${schema.$id}" defines "${common}", which every resource has (RFC 7643 §3.1)`);
    }
  }
}

/** Attributes that the service provider computes are its own, so clients must not write them. */
function assertComputed(type: ResourceType): void {
  for (const setting of ['derived', 'inverse', 'lookups'] as const) {
    for (const name of Object.keys(type[setting])) {
      const attribute = attributeOf(type, setting, name);
      if (attribute.mutability !== 'readOnly' && !isWritable(type, name)) {
        refuse(type, setting, `"${name}" must have "mutability": "readOnly" in the schema`);
      }
      if (setting !== 'derived' && Object.hasOwn(type.derived, name)) {
        refuse(type, setting, `"${name}" is derived already; an attribute has one origin`);
      }
      if (setting === 'lookups' && Object.hasOwn(type.inverse, name)) {
        refuse(type, setting, `"${name}" is inverse already; an attribute has one origin`);
      }
    }
  }
  for (const [name, derived] of Object.entries(type.derived)) {
    if (derived.writable === true && derived.on !== 'read') refuse(type, 'derived', `"${name}" is stored when it is computed on writing, so it cannot be "writable"`);
    if (!moments.includes(derived.on)) refuse(type, 'derived', `"on" of "${name}" must be "write" or "read"`);
    if (typeof derived.compute !== 'function') refuse(type, 'derived', `"compute" of "${name}" must be a function`);
  }
}

/** Computed on reading, and what clients write is kept elsewhere. */
function isWritable({ derived }: ResourceType, name: string): boolean {
  return Object.hasOwn(derived, name) && derived[name]?.writable === true;
}

function assertDisplay(type: ResourceType): void {
  if (type.displayAttribute === undefined) return;
  const attribute = attributeOf(type, 'displayAttribute', type.displayAttribute);
  if (attribute.type !== 'string' || attribute.multiValued) {
    refuse(type, 'displayAttribute', `"${attribute.name}" must be a string that has one value`);
  }
}

function attributeOf(type: ResourceType, setting: string, name: string): Attribute {
  const own = type.attributes.filter(({ extension, schema }) => extension === undefined && schema !== undefined);
  const attribute = own.find((candidate) => candidate.name === name);
  if (attribute !== undefined) return attribute;
  const suggestion = didYouMean(own.map((candidate) => candidate.name), name);
  return refuse(type, setting, `"${name}" is no top-level attribute of "${type.schema.$id}"${String(suggestion)}`);
}
