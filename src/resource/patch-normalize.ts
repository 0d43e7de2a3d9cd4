import type { ClientFlags } from '../clients/client-flags';
import { InvalidSyntaxError, InvalidValueError, MutabilityError, NoTargetError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Filter } from '../filter/ast';
import type { PatchEntry } from '../messages/patch-op';
import type { Attribute, AttributePath } from '../schema/attribute';
import { foldName } from '../schema/attribute-name';
import { formatAttributePath } from '../schema/attribute-path';
import type { ResourceType } from '../schema/resource-type';
import type { Validator } from '../schema/validator';
import { acceptedValue } from './accepted-value';
import { isObject, isUnassigned } from './attribute-value';
import { valuesIn } from './element-identity';
import { isForeignReference } from './foreign-reference';
import { isSchemasAttribute, knownSchema } from './known-schema';
import { complexFromValue, singleValue, withOnePrimary } from './lenient-values';
import type { NormalizeOptions } from './normalize-value';
import { clientFlags, isClientWritable, isMask, isToBeIgnored, namedTwice, normalizeSingle, normalizeValue, subAttributeValues } from './normalize-value';
import { everyPart } from './parts';
import type { PatchOperation } from './patch-operation';
import { removeByValue, withoutNesting } from './patch-remove-by-value';
import type { PatchTarget, PatchTargetOptions, PathFilterOptions } from './patch-target';
import { findMemberTarget, findPatchTarget } from './patch-target';

export interface PatchNormalizeOptions extends NormalizeOptions {
  /** Checks every value that is to be added or put in the place of another. */
  readonly validator: Validator;
  readonly filterOptions?: PathFilterOptions;
}

type Target = Extract<PatchTarget, { readonly kind: 'attribute' }>;
type UnknownTarget = Extract<PatchTarget, { readonly kind: 'unknown' }>;
type Assignment = Extract<PatchOperation, { readonly value: unknown }>['op'];

interface Assigned {
  readonly op: Assignment;
  readonly value: unknown;
}

/**
 * Resolves the operations of a PATCH against the schema (RFC 7644 §3.5.2): every path names an attribute, every value
 * fits it, and what changes several attributes becomes one operation for each.
 *
 * - Without a path, each member of the value is an operation of its own; its name may be all that a path may be. What
 *   is readOnly there is left out, as in a PUT: clients send back what they got.
 * - A single-valued complex attribute is changed by its sub-attributes, so that those not named stay (§3.5.2.3).
 * - null and [] unassign (RFC 7643 §2.5).
 * - An operation on `schemas` changes nothing: the attributes of an extension bring its URN with them.
 * - What else a client may write, and what is refused, is as its flags say.
 *
 * Throws `InvalidPathError`, `InvalidFilterError`, `InvalidValueError`, `InvalidSyntaxError`, `MutabilityError` for an
 * attribute that the client may not change, and `NoTargetError` for a `remove` without a path.
 */
export function normalizePatch(
  type: ResourceType,
  entries: readonly PatchEntry[],
  options: PatchNormalizeOptions,
): readonly PatchOperation[] {
  const normalizer = new PatchNormalizer(type, options);
  return entries.flatMap((entry, index) => normalizer.normalize(entry, `Operations[${index}]`));
}

class PatchNormalizer {
  private readonly type: ResourceType;
  private readonly flags: ClientFlags;
  private readonly options: PatchNormalizeOptions;
  private readonly targets: PatchTargetOptions;

  constructor(type: ResourceType, options: PatchNormalizeOptions) {
    this.type = type;
    this.flags = clientFlags(options);
    this.options = { ...options, primary: this.flags.primaryInPatch };
    this.targets = { flags: this.flags, filterOptions: options.filterOptions ?? {} };
  }

  normalize(entry: PatchEntry, place: string): readonly PatchOperation[] {
    const { op, path, value } = entry;
    if (op === 'remove') {
      if (path === undefined) throw new NoTargetError(detail`${place}.path is required to remove something`);
      return this.remove(path, { place, value });
    }
    if (!Object.hasOwn(entry, 'value')) throw new InvalidValueError(detail`${place}.value is required`);
    if (path !== undefined) return this.assignAt(path, { op, value });
    if (isObject(value)) return this.assignMembers(value, { op });
    throw new InvalidValueError(detail`${place}.value must be a JSON object of attributes, as there is no path`);
  }

  /** RFC 7644 §3.5.2.2; a value, which the RFC does not foresee here, narrows what is removed. */
  private remove(text: string, { place, value }: { readonly place: string; readonly value: unknown }): readonly PatchOperation[] {
    const target = findPatchTarget(this.type, text, this.targets);
    if (target.kind === 'unknown') return this.skipUnknown(text, target);
    if (target.kind === 'schema') return this.removeSchema(target.urn);
    const { path, where } = target;
    if (isSchemasAttribute(path.attribute)) return where === undefined ? this.acceptSchemas(value) : [];
    if (this.isSkipped(path)) return [];
    this.assertWritable(path);
    this.assertWhollyWritable(path.subAttribute ?? path.attribute);
    const isWhole = path.attribute.multiValued && where === undefined && path.subAttribute === undefined;
    if (!isWhole || value === undefined || value === null) return [this.removal(target)];
    if (!this.flags.removeMembersByValue) {
      throw new InvalidSyntaxError(detail`${place}: a remove has no value, its path says what goes (RFC 7644 §3.5.2.2)`);
    }
    const listed = acceptedValue(this.type, path.attribute, this.unnested(path.attribute, value));
    return removeByValue(path.attribute, listed).map((removal) => this.removal(removal));
  }

  private removeSchema(urn: string): readonly PatchOperation[] {
    const attributes = this.type.attributes.filter(({ schema }) => schema === urn);
    const writable = attributes.filter((attribute) => this.isWritable({ attribute }));
    for (const attribute of writable) this.assertWhollyWritable(attribute);
    return writable.map((attribute) => this.removal({ path: { attribute } }));
  }

  /** RFC 7644 §3.5.2.1, §3.5.2.3, with a path. */
  private assignAt(text: string, assigned: Assigned): readonly PatchOperation[] {
    const target = findPatchTarget(this.type, text, this.targets);
    if (target.kind === 'unknown') return this.skipUnknown(text, target);
    if (target.kind === 'schema') return this.assignSchema(target.urn, assigned);
    if (isSchemasAttribute(target.path.attribute)) return this.acceptSchemas(assigned.value);
    if (this.isSkipped(target.path)) return [];
    this.assertWritable(target.path);
    const { attribute, subAttribute = attribute } = target.path;
    return isForeignReference(subAttribute, assigned.value) ? [] : this.assign(target, assigned);
  }

  /** RFC 7644 §3.5.2.1, §3.5.2.3, without a path, or with that of a whole schema. */
  private assignMembers(
    members: Readonly<Record<string, unknown>>,
    { op, prefix = '' }: { readonly op: Assignment; readonly prefix?: string },
  ): readonly PatchOperation[] {
    assertDistinctNames(members);
    return Object.keys(members).flatMap((key) => {
      const target = findMemberTarget(this.type, { prefix, key }, this.targets);
      const assigned = { op, value: members[key] };
      if (target.kind === 'unknown') return this.skipMember({ name: prefix + key, value: members[key] }, target);
      if (target.kind === 'schema') return this.assignSchema(target.urn, assigned);
      if (isSchemasAttribute(target.path.attribute)) return this.flags.ignoreReadOnlyInPathless ? [] : this.acceptSchemas(members[key]);
      if (this.isWritable(target.path)) return this.assign(target, assigned);
      if (!this.flags.ignoreReadOnlyInPathless) this.assertWritable(target.path);
      return [];
    });
  }

  private assignSchema(urn: string, { op, value }: Assigned): readonly PatchOperation[] {
    if (value === null) return op === 'replace' ? this.removeSchema(urn) : [];
    if (!isObject(value)) throw new InvalidValueError(detail`${urn} must be a JSON object`);
    return this.assignMembers(value, { op, prefix: `${urn}:` });
  }

  /** A path that names nothing (RFC 7644 §3.12, `invalidPath`). */
  private skipUnknown(text: string, { error }: UnknownTarget): readonly PatchOperation[] {
    if (!this.flags.ignoreUnknownAttributes) throw error();
    this.options.onIgnored?.(text);
    return [];
  }

  private skipMember({ name, value }: { readonly name: string; readonly value: unknown }, { error }: UnknownTarget): readonly PatchOperation[] {
    if (!isToBeIgnored({ key: name, value }, this.options)) throw error();
    return [];
  }

  private assign(target: Target, { op, value: given }: Assigned): readonly PatchOperation[] {
    const { attribute, subAttribute: changed = attribute } = target.path;
    if (isMask(changed, given)) return [];
    const sent = changed === attribute ? acceptedValue(this.type, attribute, given) : given;
    const takesArray = changed.multiValued && !selectsElements(target);
    // What no schema declares may be an array.
    const single = changed.isDeclared ? singleValue(sent, this.flags) : sent;
    const value = takesArray ? asArray(this.unnested(changed, sent)) : single;
    if (changed.type === 'complex' && !takesArray) return this.assignComplex(target, { op, value });
    if (takesArray && op === 'replace') this.assertWhollyWritable(changed);
    const normalized = takesArray ? normalizeValue(changed, value, this.options) : normalizeSingle(changed, value, this.options);
    if (normalized !== undefined) return [this.assignment(target, { op: this.meantBy(op, { target, normalized }), value: normalized })];
    return op === 'add' && changed.multiValued ? [] : this.unassign(target, takesArray ? sent : value);
  }

  /** One operation for each sub-attribute; but the values that a filter selects are changed in one, or it may miss. */
  private assignComplex(target: Target, { op, value }: Assigned): readonly PatchOperation[] {
    const { path: { attribute }, where } = target;
    const complex = complexFromValue(attribute, value, this.flags);
    const isNothingToAdd = op === 'add' && where !== undefined;
    if (isUnassigned(complex)) return isNothingToAdd ? [] : this.unassign(target, complex);
    if (!isObject(complex)) return [this.assignment(target, { op, value: complex })];
    const members = [...subAttributeValues(attribute, complex, this.options)].map(([subAttribute, member]) => ({
      part: { ...target, path: { attribute, subAttribute } },
      member,
    }));
    if (where === undefined) return members.flatMap(({ part, member }) => this.assign(part, { op, value: member }));

    const removed = members.filter(({ member }) => isUnassigned(member)).map(({ part }) => this.removal(part));
    const normalized = normalizeSingle(attribute, complex, this.options);
    return normalized === undefined ? removed : [...removed, this.assignment(target, { op, value: normalized })];
  }

  private assignment(target: Target, { op, value }: Assigned): PatchOperation {
    const { path, where } = target;
    const isPolicyOfArrays = this.flags.primaryInPatch === 'passthrough' && Array.isArray(value);
    this.options.validator.validateValue(path, isPolicyOfArrays ? withOnePrimary(value) : value, !selectsElements(target));
    if (where === undefined) return { op, path, value };
    const effective = this.creates(where) ? op : 'replace';
    const isWhole = effective === 'replace' && path.subAttribute === undefined && !this.flags.mergeFilteredValues;
    return { op: effective, path, where, ...this.unmatched(effective, where), ...(isWhole && { wholly: true }), value };
  }

  /** What is to happen when the filter selects nothing, where that is not what usually happens. */
  private unmatched(op: Assignment, where: Filter): Pick<PatchOperation, 'whenUnmatched'> {
    const { filterCreatesTarget } = this.flags;
    const creates = this.creates(where) && filterCreatesTarget !== 'never' && (op === 'add' || filterCreatesTarget === 'always');
    if (creates === (op === 'add')) return {};
    return { whenUnmatched: creates ? 'create' : 'refuse' };
  }

  private removal({ path, where }: Pick<Target, 'path' | 'where'>): PatchOperation {
    if (where === undefined) return { op: 'remove', path };
    return { op: 'remove', path, where, ...(!this.flags.removeNoMatchIsNoop && { whenUnmatched: 'refuse' }) };
  }

  private unnested(attribute: Attribute, value: unknown): unknown {
    return this.flags.membersPathlessAndNested ? withoutNesting(attribute, value) : value;
  }

  /** Some clients replace the references by each of them in turn when they mean to add them. */
  private meantBy(op: Assignment, { target, normalized }: { readonly target: Target; readonly normalized: unknown }): Assignment {
    const { path: { attribute }, where } = target;
    const isOneReference = Array.isArray(normalized) && normalized.length === 1 && this.type.links.includes(attribute);
    return this.flags.replaceMembersAsAdd && isOneReference && where === undefined ? 'add' : op;
  }

  /** An `add` makes the value that its filter misses, but not of what the client may not set. */
  private creates(where: Filter | undefined): boolean {
    const demanded = where === undefined ? undefined : valuesIn(where)?.keys();
    return [...(demanded ?? [])].every((part) => isClientWritable(part, this.options));
  }

  private unassign(target: Target, value: unknown): readonly PatchOperation[] {
    // A value of which nothing is left held only what is ignored: that is no wish to have nothing.
    if (!isUnassigned(value)) return [];
    this.assertWhollyWritable(target.path.subAttribute ?? target.path.attribute);
    return [this.removal(target)];
  }

  private isWritable({ attribute, subAttribute }: AttributePath): boolean {
    return [attribute, subAttribute].every((part) => part === undefined || isClientWritable(part, this.options));
  }

  private isSkipped(path: AttributePath): boolean {
    return this.flags.ignoreReadOnlyPaths && !this.isWritable(path);
  }

  private assertWritable(path: AttributePath): void {
    if (!this.isWritable(path)) throw new MutabilityError(detail`${formatAttributePath(path)} is readOnly`);
  }

  /** A grant may be for some sub-attributes only: the others must not go with the whole. */
  private assertWhollyWritable(attribute: Attribute): void {
    const { isWritable = () => true } = this.options;
    const kept = everyPart(attribute).find((part) => part.mutability !== 'readOnly' && !isWritable(part));
    if (kept === undefined) return;
    throw new MutabilityError(detail`${formatAttributePath({ attribute, subAttribute: kept })} is readOnly`);
  }

  private acceptSchemas(value: unknown): readonly PatchOperation[] {
    if (isUnassigned(value)) throw new MutabilityError(detail`schemas is required and cannot be unassigned`);
    const urns: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (urns.every((urn) => typeof urn === 'string' && knownSchema(this.type, urn) !== undefined)) return [];
    throw new InvalidValueError(detail`schemas may name the schemas of ${this.type.name} only`);
  }
}

/** Whether the value is for single elements, those that a filter selects, and not for the attribute as a whole. */
function selectsElements({ path, where }: Target): boolean {
  return where !== undefined && path.subAttribute === undefined;
}

/** Two names that differ only in letter case are one attribute (RFC 7643 §2.1). */
function assertDistinctNames(members: Readonly<Record<string, unknown>>): void {
  const names = new Set<string>();
  for (const key of Object.keys(members)) {
    if (names.has(foldName(key))) throw namedTwice(key.slice(0, 256));
    names.add(foldName(key));
  }
}

/** A single value given for a multi-valued attribute stands for an array of it (RFC 7644 §3.5.2.1). */
function asArray(value: unknown): unknown {
  return value === null || value === undefined || Array.isArray(value) ? value : [value];
}
