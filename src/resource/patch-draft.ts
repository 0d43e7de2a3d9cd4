import type { Attribute } from '../schema/attribute';
import type { Attributes, ResourceType } from '../schema/resource-type';
import { attributeValue, isObject, isUnassigned, ownMember } from './attribute-value';
import { ElementList } from './element-list';
import { exactKey } from './value-key';

/** The attributes of a resource between the operations of a PATCH; what no operation names is not looked at. */
export class PatchDraft {
  private readonly lists = new Map<Attribute, ElementList>();
  private readonly singles = new Map<Attribute, unknown>();

  constructor(
    private readonly type: ResourceType,
    private readonly original: Attributes,
  ) {}

  /** The value as it is now; that of a multi-valued attribute is an array. */
  value(attribute: Attribute): unknown {
    const list = this.lists.get(attribute);
    if (list !== undefined) return list.size === 0 ? undefined : list.values();
    return this.singles.has(attribute) ? this.singles.get(attribute) : attributeValue(this.original, attribute);
  }

  isAssigned(attribute: Attribute): boolean {
    const list = this.lists.get(attribute);
    return list === undefined ? !isUnassigned(this.value(attribute)) : list.size > 0;
  }

  /** The elements of a multi-valued attribute, to be changed in place. */
  elements(attribute: Attribute): ElementList {
    const existing = this.lists.get(attribute);
    if (existing !== undefined) return existing;
    const value = attributeValue(this.original, attribute);
    const list = new ElementList(attribute, Array.isArray(value) ? value : []);
    this.lists.set(attribute, list);
    return list;
  }

  set(attribute: Attribute, value: unknown): void {
    this.singles.set(attribute, value);
  }

  /** The attributes after all operations; the original itself when none of them is different. */
  finish(): Attributes {
    const changed = this.type.attributes.filter((attribute) => this.isChanged(attribute));
    if (changed.length === 0) return this.original;
    const result: Record<string, unknown> = { ...this.original };
    for (const attribute of changed) {
      const { extension, name } = attribute;
      const value = this.value(attribute);
      if (extension === undefined) assign(result, name, value);
      else assign(result, extension, withMember(ownMember(result, extension), { name, value }));
    }
    return result;
  }

  private isChanged(attribute: Attribute): boolean {
    const list = this.lists.get(attribute);
    if (list === undefined ? !this.singles.has(attribute) : !list.touched) return false;
    return exactKey(attribute, this.value(attribute)) !== exactKey(attribute, attributeValue(this.original, attribute));
  }
}

function withMember(object: unknown, { name, value }: { readonly name: string; readonly value: unknown }): unknown {
  return assign({ ...(isObject(object) ? object : {}) }, name, value);
}

function assign(object: Record<string, unknown>, name: string, value: unknown): Record<string, unknown> {
  if (isUnassigned(value)) delete object[name];
  else object[name] = value;
  return object;
}
