import type { ResourceType, SchemaExtension } from './resource-type';

/** Shows the members of a type instead of how it was computed. */
type Simplify<T> = { [K in keyof T]: T[K] } & {};

type RequiredNames<S> = S extends { readonly required: readonly (infer Name extends string)[] } ? Name : never;

type ValueOf<S> = S extends { readonly enum: readonly (infer Value)[] }
  ? Value
  : S extends { readonly type: 'string' }
    ? string
    : S extends { readonly type: 'number' | 'integer' }
      ? number
      : S extends { readonly type: 'boolean' }
        ? boolean
        : S extends { readonly type: 'array'; readonly items: infer Item }
          ? ValueOf<Item>[]
          : S extends { readonly properties: object; readonly additionalProperties: true }
            ? InferAttributes<S> & Readonly<Record<string, unknown>>
          : S extends { readonly properties: object }
            ? InferAttributes<S>
            : never;

/**
 * The attributes that a schema document defines, as a TypeScript type; those it does not require are optional.
 *
 * @example
 * ```ts
 * type DeviceAttributes = InferAttributes<typeof deviceSchema>;
 * ```
 */
export type InferAttributes<S extends { readonly properties: object }> = Simplify<
  { [K in keyof S['properties'] as K extends RequiredNames<S> ? K : never]: ValueOf<S['properties'][K]> } & {
    [K in keyof S['properties'] as K extends RequiredNames<S> ? never : K]?: ValueOf<S['properties'][K]> | undefined;
  }
>;

type ExtensionAttributes<Extensions extends readonly SchemaExtension[]> = {
  [E in Extensions[number] as E extends { readonly required: true } ? E['schema']['$id'] : never]: InferAttributes<
    E['schema']
  >;
} & {
  [E in Extensions[number] as E extends { readonly required: true } ? never : E['schema']['$id']]?:
    | InferAttributes<E['schema']>
    | undefined;
};

/** The common attributes of RFC 7643 §3.1, whose definition no schema can change. */
interface CommonAttributes {
  readonly id: string;
  readonly externalId?: string | undefined;
  readonly schemas: readonly string[];
  readonly meta: Meta;
}

/** What the service provider tells about a resource (RFC 7643 §3.1). */
export interface Meta {
  readonly resourceType: string;
  readonly created: string;
  readonly lastModified: string;
  readonly location: string;
  readonly version: string;
}

/** What derived attributes are computed from: attributes without those that only the engine knows. */
export type AttributesOf<
  Core extends { readonly properties: object },
  Extensions extends readonly SchemaExtension[] = [],
> = Simplify<
  Pick<CommonAttributes, 'externalId'> &
    Omit<InferAttributes<Core>, keyof CommonAttributes> &
    ExtensionAttributes<Extensions>
>;

/**
 * A resource of a resource type, as a TypeScript type (RFC 7643 §3).
 *
 * @example
 * ```ts
 * type Device = ResourceOf<typeof Device>;
 * ```
 */
export type ResourceOf<T extends ResourceType> = Simplify<
  CommonAttributes & Omit<InferAttributes<T['schema']>, keyof CommonAttributes> & ExtensionAttributes<T['extensions']>
>;
