import { VersionMismatchError } from '../errors/catalog';
import { detail } from '../errors/detail';

// The alternatives start with different characters, so that a match never has to be tried twice.
const tagInList = /[\s,]*(?:W\/)?(?:"([^"]*)"|([^",\s]+))/gy;

/** The entity tag of a version, for `ETag` and `meta.version` (RFC 7644 §3.14): weak, such as `W/"3694e05e9df"`. */
export function entityTag(version: string): string {
  return `W/"${version}"`;
}

/**
 * Checks If-Match (RFC 7644 §3.14, RFC 9110 §13.1.1).
 *
 * Tags compare by their opaque part, although HTTP asks for strong comparison here: the tags of SCIM are weak. A tag
 * without quotes is taken as it is. Throws `VersionMismatchError` when none of them is the version.
 */
export function assertIfMatch(header: string, version: string): void {
  if (isAny(header) || versionsIn(header).includes(version)) return;
  throw new VersionMismatchError(detail`The resource has changed: If-Match names another version`);
}

/** Whether If-None-Match names this version (RFC 7644 §3.14, RFC 9110 §13.1.2): then the client has it already. */
export function matchesIfNoneMatch(header: string, version: string): boolean {
  return isAny(header) || versionsIn(header).includes(version);
}

/** Whether If-Match names exactly one version, which a store can compare by itself. */
export function isPlainIfMatch(header: string): boolean {
  return ifVersionOf(header) !== undefined;
}

/** The one version that If-Match names; `undefined` for `*`, for a list, and for what holds no tag. */
export function ifVersionOf(header: string): string | undefined {
  const versions = isAny(header) ? [] : versionsIn(header);
  return versions.length === 1 ? versions[0] : undefined;
}

function isAny(header: string): boolean {
  return header.trim() === '*';
}

function versionsIn(header: string): readonly string[] {
  return Array.from(header.matchAll(tagInList), ([, quoted, bare]) => quoted ?? bare ?? '');
}
