import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { enterpriseUserSchema } from '../../src/schema/core/enterprise-user';
import { Group } from '../../src/schema/core/group';
import { userSchema } from '../../src/schema/core/user';
import { defineResourceType } from '../../src/schema/define-resource-type';
import { importSchema } from '../../src/schema/import-schema';
import type { Attributes, ResourceType } from '../../src/schema/resource-type';
import { createValidator } from '../../src/schema/validator';

export interface Outcome {
  readonly changed?: boolean;
  readonly set?: Attributes;
  readonly unset?: readonly string[];
  readonly error?: { readonly status: number; readonly scimType: readonly string[] };
}

export interface PatchVector {
  readonly id: string;
  readonly title: string;
  readonly resource: string;
  readonly operations?: readonly unknown[];
  readonly request?: unknown;
  readonly expect?: Outcome;
  readonly anyOf?: readonly Outcome[];
}

interface PatchVectors {
  readonly extensionSchema: Record<string, unknown>;
  readonly resources: Readonly<Record<string, Attributes>>;
  readonly vectors: readonly PatchVector[];
}

export const patchVectors: PatchVectors = JSON.parse(readFileSync(join(__dirname, '../vectors/patches.json'), 'utf8'));

export const enterprise = enterpriseUserSchema.$id;
export const labSchema = importSchema(patchVectors.extensionSchema);
export const lab = labSchema.$id;

/** The User of RFC 7643 with the enterprise extension and one that has every data type and mutability. */
export const LabUser: ResourceType = defineResourceType({
  name: 'User',
  endpoint: '/Users',
  schema: userSchema,
  extensions: [{ schema: enterpriseUserSchema }, { schema: labSchema }],
  inverse: { groups: { type: 'Group', attribute: 'members' } },
});

export const labUserValidator = createValidator(LabUser);
export const groupValidator = createValidator(Group);

/** The attributes of a vector's resource, as a store has them. */
export function storedAttributes(resource: string): Attributes {
  const { schemas: _schemas, id: _id, meta: _meta, ...attributes } = structuredClone(patchVectors.resources[resource]!);
  return attributes;
}

/** Freezes a JSON value in depth, so that a change in place is an exception. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) frozen(member);
    Object.freeze(value);
  }
  return value;
}
