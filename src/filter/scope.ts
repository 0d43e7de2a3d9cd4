import { InvalidFilterError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Attribute, AttributePath } from '../schema/attribute';
import { foldName } from '../schema/attribute-name';
import { findSubAttribute, memberNamed, resolveAttributePath, suggestName } from '../schema/attribute-path';
import type { ResourceType } from '../schema/resource-type';
import { resolveUnprefixedPath } from '../schema/unprefixed-path';
import type { ResolvedRelation } from './ast';
import type { FilterDialect } from './dialect';
import { stepsOf } from './follow';
import { quoted } from './quoted';
import { type FollowOptions, noLimits, visibleRelation } from './related-scope';
import type { ResolvedLookup } from './relations';
import { suggestPath } from './suggest-path';
import type { PathSyntax, TermSyntax } from './syntax';

/** Says whether an attribute exists for whoever wrote the filter. */
export type IsReadable = (path: AttributePath) => boolean;

/** What the names in a filter, or in the brackets of one, can mean. */
export interface Scope {
  /**
   * The attribute of that name; `undefined` for one that the type does not have, where that is no mistake. Throws
   * `InvalidFilterError` when there is none that a filter may use.
   */
  find(syntax: PathSyntax): AttributePath | undefined;
  /** A multi-valued complex attribute stands for its `value`, in some dialects every one; any other path for itself. */
  complete(path: AttributePath, syntax: PathSyntax): AttributePath;
  /** Whether a filter may use an attribute of that name here. */
  has(syntax: PathSyntax): boolean;
  /** Whether it means something in such a term, here or on the other side of a relation. */
  knows(syntax: PathSyntax, kind: TermSyntax['kind']): boolean;
  /** The relations that a path begins with, that with the longest name first. */
  steps(syntax: PathSyntax): readonly ScopeStep[];
  /** Where the value of an attribute comes from, when it is that of a related resource. */
  lookup(path: AttributePath): ScopeLookup | undefined;
}

/** The other side of a relation. */
export interface ScopeStep {
  readonly relation: ResolvedRelation;
  readonly scope: Scope;
  /** What of the path is looked up there; `undefined` when the path ends with the relation. */
  readonly rest: PathSyntax | undefined;
}

export type ScopeLookup = ResolvedLookup & Pick<ScopeStep, 'scope'>;

/** For whom names are looked up, and what becomes of those that nothing has. */
export interface ScopeOptions {
  readonly isReadable: IsReadable;
  readonly unknownNames: 'refused' | 'unassigned';
  readonly dialect: FilterDialect;
  readonly follow: FollowOptions;
}

/** The attributes of a resource (RFC 7644 §3.10), and those of the resources that belong to it. */
export function resourceScope(type: ResourceType, options: ScopeOptions): Scope {
  const { isReadable, unknownNames, dialect, follow } = options;
  const isUsable = (path: AttributePath): boolean =>
    isReadable(path) && !isHidden(path) && !isComputedOnRead(type, path.attribute);

  const admit = (path: AttributePath | undefined, syntax: PathSyntax): AttributePath => {
    if (path === undefined || !isReadable(path)) throw unknownAttribute(syntax, suggestPath(type, syntax, isUsable));
    if (!isUsable(path)) throw unusableAttribute(syntax);
    return path;
  };
  const resolve = ({ text }: PathSyntax): AttributePath | undefined =>
    resolveAttributePath(type, text) ?? (dialect.unprefixedExtensions === true ? resolveUnprefixedPath(type, text) : undefined);

  const scope: Scope = {
    find: (syntax) => {
      const path = resolve(syntax);
      // What the type has but this principal may not use is refused as ever: no value would be a wrong answer.
      return path === undefined && unknownNames === 'unassigned' ? undefined : admit(path, syntax);
    },
    complete: (path, syntax) => {
      const isValue = path.subAttribute === undefined && (path.attribute.multiValued || dialect.complexIsValue === true);
      const value = isValue ? findSubAttribute(path.attribute, 'value') : undefined;
      return value === undefined ? path : admit({ ...path, subAttribute: value }, extend(syntax, value.name));
    },
    has: (syntax) => {
      const path = resolve(syntax);
      return path !== undefined && isUsable(path);
    },
    knows: (syntax, kind) => {
      const isKnownThere = ({ rest, scope: there }: ScopeStep): boolean =>
        rest === undefined ? kind !== 'comparison' : there.knows(rest, kind);
      return scope.has(syntax) || scope.steps(syntax).some(isKnownThere);
    },
    steps: (syntax) =>
      stepsOf(syntax, type, follow.relations).flatMap(({ relation, rest }) => {
        const limits = follow.limitsOf?.(relation.target) ?? noLimits;
        const visible = visibleRelation(relation, isReadable, limits);
        if (visible === undefined) return [];
        const there = resourceScope(relation.target, { ...options, isReadable: limits.isReadable });
        return [{ relation: visible, rest, scope: there }];
      }),
    lookup: ({ attribute }) => {
      const lookup = follow.relations.lookupsOf(type).get(attribute);
      // What is shown of the other side is part of this one, and so are the rights to it.
      return lookup && { ...lookup, scope: resourceScope(lookup.relation.target, { ...options, isReadable: noLimits.isReadable }) };
    },
  };
  return scope;
}

/** The sub-attributes of one value, or that value itself, named `value` (RFC 7644 §3.4.2.2, valFilter). */
export function elementScope(attribute: Attribute, { isReadable, unknownNames }: ScopeOptions): Scope {
  const isSimple = attribute.type !== 'complex';
  const fromOutside = (inner: Attribute): AttributePath =>
    isSimple ? { attribute } : { attribute, subAttribute: inner };
  const isUsable = (inner: Attribute): boolean => isReadable(fromOutside(inner)) && !isHidden(fromOutside(inner));

  return {
    find: (syntax) => {
      const inner = findInElement(attribute, syntax);
      if (inner === undefined && unknownNames === 'unassigned') return undefined;
      if (inner === undefined || !isReadable(fromOutside(inner))) {
        const names = isSimple ? ['value'] : attribute.subAttributes.filter(isUsable).map(({ name }) => name);
        throw unknownAttribute(syntax, suggestName(names, syntax.text));
      }
      if (isHidden(fromOutside(inner))) throw unusableAttribute(syntax);
      return { attribute: inner };
    },
    complete: (path) => path,
    has: () => false,
    knows: () => false,
    steps: () => [],
    lookup: () => undefined,
  };
}

function findInElement(attribute: Attribute, { schema, names }: PathSyntax): Attribute | undefined {
  const [name] = names;
  if (name === undefined || names.length > 1 || schema !== undefined) return undefined;
  if (attribute.type === 'complex') return memberNamed(attribute, name.text);
  return foldName(name.text) === 'value' ? attribute : undefined;
}

function extend({ text, names, ...syntax }: PathSyntax, name: string): PathSyntax {
  return { ...syntax, text: `${text}.${name}`, names: [...names, { text: name, position: syntax.position }] };
}

/** A filter on an attribute that is never returned would give it away letter by letter (RFC 7643 §7). */
function isHidden({ attribute, subAttribute }: AttributePath): boolean {
  return [attribute, subAttribute].some((part) => part?.returned === 'never' || part?.mutability === 'writeOnly');
}

function isComputedOnRead({ derived }: ResourceType, { name, extension }: Attribute): boolean {
  return extension === undefined && Object.hasOwn(derived, name) && derived[name]?.on === 'read';
}

function unknownAttribute({ text, position }: PathSyntax, suggestion?: string): InvalidFilterError {
  const advice = suggestion === undefined ? '' : detail`; did you mean ${quoted(suggestion)}?`;
  return new InvalidFilterError(detail`Unknown attribute ${quoted(text)} at ${position}${advice}`);
}

function unusableAttribute({ text, position }: PathSyntax): InvalidFilterError {
  return new InvalidFilterError(detail`The attribute ${quoted(text)} at ${position} cannot be used in a filter`);
}
