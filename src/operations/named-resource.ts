import type { ReadReference } from '../filter/reference-comparison';
import type { ScimContext } from '../store/context';
import type { Service } from './service';

const absolute = /^(?:[A-Za-z][A-Za-z0-9+.-]*:|\/\/)/;
const version = /^v\d+(?:\.\d+)*$/i;

/**
 * Reads the URI of a resource as RFC 7643 §2.4 has it: normalized (RFC 3986 §6.2), and without regard to the segment
 * that names the version of the API. A relative one starts at the service root (§2.3.7), or at anything above it.
 */
export function referenceReader({ types }: Pick<Service, 'types'>, { baseUrl, locate }: Pick<ScimContext, 'baseUrl' | 'locate'>): ReadReference {
  return (uri) => {
    const [endpoint, id] = placeBelowRoot(uri, baseUrl) ?? [];
    const type = types.find((served) => served.type.endpoint === `/${endpoint}`)?.type;
    const location = type === undefined || id === undefined ? undefined : locate(type.name, id);
    return type === undefined || id === undefined || location === undefined ? undefined : { type: type.name, id, location };
  };
}

/** The segments of an endpoint and an id. */
function placeBelowRoot(uri: string, baseUrl: string): readonly string[] | undefined {
  const root = urlOf(`${baseUrl}/`);
  const url = urlOf(uri, root?.href);
  if (root === undefined || url === undefined) return undefined;
  if (url.origin !== root.origin || url.search !== '' || url.hash !== '') return undefined;
  const segments = segmentsOf(url);
  const above = withoutVersion(segments?.slice(0, -2));
  const expected = withoutVersion(segmentsOf(root));
  const isBelow = absolute.test(uri) ? above.join('/') === expected.join('/') : above.every((segment, at) => segment === expected[at]);
  return isBelow ? segments?.slice(-2) : undefined;
}

function urlOf(text: string, base?: string): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}

/** Percent-encoding does not count (RFC 3986 §6.2.2.2); `undefined` when it is none. */
function segmentsOf({ pathname }: URL): readonly string[] | undefined {
  try {
    return pathname.split('/').filter((segment) => segment !== '').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function withoutVersion(segments: readonly string[] = []): readonly string[] {
  return segments.filter((segment) => !version.test(segment));
}
