import type { StoredResource } from '../resource/stored-resource';
import { entityTag } from '../resource/version';

/** What an operation answers: a status of RFC 7644 §3 and, unless it is empty, JSON text. */
export interface Reply {
  readonly status: 200 | 201 | 204 | 304;
  /** Whole, or in pieces that follow one another: to join those of a long list would copy it once more. */
  readonly body?: string | readonly string[];
  readonly location?: string;
  readonly entityTag?: string;
  /** The `Warning` header. */
  readonly warning?: string;
  /** The `Content-Language` header. */
  readonly language?: string;
  /** Of the resource that the answer shows. */
  readonly id?: string;
  /** Default `application/scim+json`. */
  readonly mediaType?: string;
}

export const noContent: Reply = Object.freeze({ status: 204 });

/** A resource as the answer, with the headers that go with it (RFC 7644 §3.3, §3.4.1, §3.14). */
export function resourceReply(status: 200 | 201, { resource, body, location, etag }: ShownResource): Reply {
  const reply = { status, body, ...versionOf({ etag }, resource), id: resource.id };
  return location === undefined ? reply : { ...reply, location };
}

interface ShownResource {
  readonly resource: StoredResource;
  readonly body: readonly string[];
  readonly location: string | undefined;
  /** Whether clients are told versions. */
  readonly etag: boolean;
}

/** The version of a resource for the `ETag` header, where clients are told versions (RFC 7644 §3.14). */
export function versionOf({ etag }: { readonly etag: boolean }, { version }: StoredResource): Pick<Reply, 'entityTag'> {
  return etag ? { entityTag: entityTag(version) } : {};
}
