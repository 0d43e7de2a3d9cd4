import type { Attributes, ResourceType } from '../../schema/resource-type';

/** The attributes by which resources of a type are named. */
interface Naming {
  readonly name: string;
  /** What makes the name unique, where it is not by itself. */
  readonly qualifier?: string;
}

const namings: Readonly<Record<string, Naming | undefined>> = Object.freeze({
  User: { name: 'userName' },
  Role: { name: 'name', qualifier: 'system' },
  MailList: { name: 'name', qualifier: 'domainName' },
});

/** How resources of the type are named. */
export function namingOf({ name }: ResourceType): Naming {
  return namings[name] ?? { name: 'name' };
}

/** The name of a resource, without its qualifier. */
export function plainName(type: ResourceType, attributes: Attributes): string {
  return textOf(attributes[namingOf(type).name]);
}

/** The name of a resource with its qualifier, as `role@system`. */
export function qualifiedName(type: ResourceType, attributes: Attributes): string {
  const { qualifier } = namingOf(type);
  return qualifier === undefined ? plainName(type, attributes) : `${plainName(type, attributes)}@${textOf(attributes[qualifier])}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
