/** Any object of an OpenAPI document. */
export type OpenApiObject = Readonly<Record<string, unknown>>;

/** The media type of every body of SCIM (RFC 7644 §3.1). */
export const scimJson = 'application/scim+json';

type Section = 'schemas' | 'parameters' | 'responses' | 'headers';

/** Points to a component of the document. */
export function reference(section: Section, name: string): OpenApiObject {
  return { $ref: `#/components/${section}/${name}` };
}

/** A body of SCIM, with examples of it where there are any. */
export function scimContent(schema: OpenApiObject, examples?: OpenApiObject): OpenApiObject {
  return { [scimJson]: { schema, ...(examples !== undefined && { examples }) } };
}
