import type { Access, AttributeRule, Authorizer, Grant } from '../authorization/authorizer';
import { ForbiddenError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Filter } from '../filter/ast';
import { parseFilter } from '../filter/parse-filter';
import { createPredicate } from '../resource/evaluate-filter';
import type { StoredResource } from '../resource/stored-resource';
import type { Attribute } from '../schema/attribute';
import { resolveAttributePath } from '../schema/attribute-path';
import type { ResourceType } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';

type AttributeTest = (attribute: Attribute) => boolean;

/** What a principal may do in one operation, ready to be asked. `undefined` members mean: no limit. */
export interface ResolvedGrant {
  readonly isReadable: AttributeTest | undefined;
  readonly isWritable: AttributeTest | undefined;
  readonly where: Filter | undefined;
  /** Whether a resource exists for this principal. */
  readonly admits: (resource: StoredResource) => boolean;
}

const unlimited: ResolvedGrant = Object.freeze({
  isReadable: undefined,
  isWritable: undefined,
  where: undefined,
  admits: () => true,
});

/** Asks the authorizer; throws `ForbiddenError` for a refusal (RFC 7644 §3.12, 403). */
export async function resolveGrant<P extends Principal>(authorizer: Authorizer<P>, access: Access<P>): Promise<ResolvedGrant> {
  const answer = await authorizer.authorize(access);
  if (answer === true) return unlimited;
  if (answer === false) throw new ForbiddenError(detail`This principal may not ${access.operation} ${access.type.name} resources`);
  return limitedBy(answer, access.type, access.context);
}

function limitedBy({ readable, writable, where }: Grant, type: ResourceType, context: ScimContext): ResolvedGrant {
  const filter = where === undefined ? undefined : parseFilter(where, type);
  return {
    isReadable: readable && attributeTest(readable, type),
    isWritable: writable && attributeTest(writable, type),
    where: filter,
    admits: filter === undefined ? unlimited.admits : createPredicate(filter, { type, locate: context.locate }),
  };
}

function attributeTest(rule: AttributeRule, type: ResourceType): AttributeTest {
  if ('except' in rule) {
    const hidden = attributesNamed(rule.except, type);
    return (attribute) => !hidden.has(attribute) && (attribute.parent === undefined || !hidden.has(attribute.parent));
  }
  const shown = attributesNamed(rule.only, type);
  return (attribute) =>
    shown.has(attribute) ||
    (attribute.parent !== undefined && shown.has(attribute.parent)) ||
    attribute.subAttributes.some((subAttribute) => shown.has(subAttribute));
}

// A rule that names nothing would silently grant more, or less, than its author meant: it is a fault, never a default.
function attributesNamed(names: readonly string[], type: ResourceType): ReadonlySet<Attribute> {
  return new Set(
    names.map((name) => {
      const path = resolveAttributePath(type, name);
      // What no schema declares goes with the attribute that it is in: a write of all of it does not ask for each.
      if (path === undefined || path.subAttribute?.isDeclared === false) throw new TypeError(`The grant names "${name}", which ${type.name} does not have`);
      return path.subAttribute ?? path.attribute;
    }),
  );
}
