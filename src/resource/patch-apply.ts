import { NoTargetError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Attribute, AttributePath } from '../schema/attribute';
import { formatAttributePath } from '../schema/attribute-path';
import { normalizeLocalDateTime } from '../schema/local-date-time';
import type { Attributes, ResourceType } from '../schema/resource-type';
import { isUnassigned, ownMember } from './attribute-value';
import { valuesIn } from './element-identity';
import type { ElementList } from './element-list';
import { withKeptParts } from './kept-parts';
import { PatchDraft } from './patch-draft';
import type { PatchOperation } from './patch-operation';
import { assertMutable, assigned, immovable, withoutSubAttribute, withSubAttribute } from './patch-value';

type Assigning = Extract<PatchOperation, { readonly value: unknown }>;

/**
 * Applies the operations of a PATCH in order, each to the outcome of the one before (RFC 7644 §3.5.2).
 *
 * Changes nothing in place, and returns `attributes` itself when in the end nothing is different. The caller validates
 * the outcome as a whole. Throws `NoTargetError` when a `replace` selects no value, and `MutabilityError` when an
 * immutable value would change or a required one would go.
 */
export function applyPatch(
  type: ResourceType,
  attributes: Attributes,
  operations: readonly PatchOperation[],
): Attributes {
  const draft = new PatchDraft(type, attributes);
  for (const operation of operations) applyOperation(draft, operation);
  return draft.finish();
}

function applyOperation(draft: PatchDraft, operation: PatchOperation): void {
  const { attribute } = operation.path;
  const isImmutable = attribute.mutability === 'immutable';
  const wasAssigned = draft.isAssigned(attribute);
  const before = isImmutable ? draft.value(attribute) : undefined;
  if (attribute.multiValued) applyToElements(draft.elements(attribute), operation);
  else draft.set(attribute, changedValue(operation, draft.value(attribute)));

  const isRemoved = wasAssigned && !draft.isAssigned(attribute);
  if (isRemoved && (attribute.required || isImmutable)) throw immovable({ attribute });
  if (isImmutable) assertMutable({ attribute }, before, draft.value(attribute));
}

/** An attribute with one value after an operation. */
function changedValue(operation: PatchOperation, current: unknown): unknown {
  const { attribute, subAttribute } = operation.path;
  if (operation.op !== 'remove') {
    return subAttribute === undefined
      ? assigned(attribute, current, operation)
      : withSubAttribute({ attribute, subAttribute }, current, operation);
  }
  if (subAttribute !== undefined) return withoutSubAttribute({ attribute, subAttribute }, current);
  assertNothingImmutable(attribute, current);
  return undefined;
}

/** The elements of a multi-valued attribute come and go as a whole, but a single complex value holds what is in it. */
function assertNothingImmutable(attribute: Attribute, current: unknown): void {
  const held = attribute.subAttributes.find(
    ({ mutability, name }) => mutability === 'immutable' && !isUnassigned(ownMember(current, name)),
  );
  if (held !== undefined) throw immovable({ attribute, subAttribute: held });
}

function applyToElements(list: ElementList, operation: PatchOperation): void {
  const { where, path: { subAttribute } } = operation;
  if (where !== undefined || subAttribute !== undefined) changeSelected(list, operation);
  else if (operation.op === 'remove') list.clear();
  else addElements(list, operation);
}

/** RFC 7644 §3.5.2.1, §3.5.2.3: `add` appends, `replace` starts anew; a value that is there already comes once. */
function addElements(list: ElementList, { op, path: { attribute }, value }: Assigning): void {
  const elements = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  const places = (op === 'replace' ? replacements(list, attribute, elements) : elements).map((element) => {
    const place = list.find(element);
    if (place === undefined) return list.append(element);
    // A reference is the same whatever else is said of its target; others take over what is said of them anew.
    const isMerged = attribute.type === 'complex' && !refersToResource(attribute);
    if (isMerged) list.set(place, assigned(attribute, list.at(place), { op, value: element }));
    return place;
  });
  list.settlePrimary(places);
}

function replacements(list: ElementList, attribute: Attribute, elements: readonly unknown[]): readonly unknown[] {
  const replaced = withKeptParts(attribute, list.values(), elements) as readonly unknown[];
  list.clear();
  return replaced;
}

function refersToResource({ subAttributes }: Attribute): boolean {
  return subAttributes.some(({ name }) => name === '$ref');
}

function changeSelected(list: ElementList, operation: PatchOperation): void {
  const places = list.select(operation.where);
  if (operation.op === 'remove') {
    if (places.length === 0 && operation.whenUnmatched === 'refuse') throw noTarget(operation.path);
    for (const place of places) list.set(place, remainder(operation.path, list.at(place)));
    return;
  }
  if (places.length === 0) {
    list.settlePrimary([list.append(assignedElement(operation, newElement(operation)))]);
    return;
  }
  for (const place of places) list.set(place, assignedElement(operation, list.at(place)));
  list.settlePrimary(places);
}

/** What a removal leaves of an element. */
function remainder({ attribute, subAttribute }: AttributePath, element: unknown): unknown {
  return subAttribute === undefined ? undefined : withoutSubAttribute({ attribute, subAttribute }, element);
}

function assignedElement(operation: Assigning, element: unknown): unknown {
  const { attribute, subAttribute } = operation.path;
  if (subAttribute === undefined) return assigned(attribute, operation.wholly ? kept(attribute, element) : element, operation);
  return withSubAttribute({ attribute, subAttribute }, element, operation);
}

/** What stays of an element that is replaced as a whole: what no client may change, or can read and send back. */
function kept({ subAttributes }: Attribute, element: unknown): unknown {
  const parts = subAttributes.filter(({ mutability }) => mutability !== 'readWrite');
  return Object.fromEntries(parts.map(({ name }) => [name, ownMember(element, name)]).filter(([, value]) => value !== undefined));
}

/**
 * The element that an assignment makes when there is none to change. Without a filter it starts empty: to replace
 * what does not exist is to add it (RFC 7644 §3.5.2.3). That of `add` has what its filter demands, as Entra ID expects;
 * §3.5.2.3 refuses that for `replace` and is silent on `add` (erratum 8097).
 */
function newElement({ op, path: { attribute }, where, whenUnmatched }: Assigning): unknown {
  if (where === undefined) return {};
  const values = valuesIn(where);
  const isRefused = (whenUnmatched ?? (op === 'replace' ? 'refuse' : 'create')) === 'refuse';
  if (isRefused || values === undefined) throw noTarget({ attribute });
  return Object.fromEntries([...values].map(([part, value]) => [part.name, storedForm(part, value)]));
}

/** Filters write every date and time in one way, whatever that of the attribute is. */
function storedForm({ isLocalTime }: Attribute, value: unknown): unknown {
  return isLocalTime ? normalizeLocalDateTime(value) : value;
}

function noTarget({ attribute }: AttributePath): NoTargetError {
  return new NoTargetError(detail`The path selects no value of ${formatAttributePath({ attribute })}`);
}
