import { InvalidFilterError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { FilterDialect } from './dialect';
import { quoted } from './quoted';
import type { NameSyntax, PathSyntax } from './syntax';

/** A URI by its characters (RFC 3986 Appendix A); whether any schema has it is not a matter of syntax. */
const uriPattern = /^[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#@!$&'*+,;=%-]+$/;

/**
 * attrPath = [URI ":"] ATTRNAME *1subAttr — RFC 7644 §3.4.2.2, Figure 1.
 *
 * A URN may contain dots, so it is cut off first, at the last colon. Throws `InvalidFilterError`.
 */
export function parseAttributePath(text: string, position: number, dialect: FilterDialect): PathSyntax {
  const colon = text.lastIndexOf(':');
  const schema = colon === -1 ? undefined : text.slice(0, colon);
  const names = splitNames(text.slice(colon + 1), position + colon + 1);

  const isUri = schema === undefined || uriPattern.test(schema);
  if (!isUri || !names.every((name) => dialect.namePattern.test(name.text))) {
    throw new InvalidFilterError(detail`Expected an attribute at ${position}, found ${quoted(text)}`);
  }
  const excess = names[dialect.maxNames];
  if (excess !== undefined) {
    throw new InvalidFilterError(detail`Unexpected ${quoted(`.${excess.text}`)} at ${excess.position - 1}`);
  }
  return { text, schema, names, position };
}

function splitNames(text: string, position: number): readonly NameSyntax[] {
  let next = position;
  return text.split('.').map((name) => {
    const syntax = { text: name, position: next };
    next += name.length + 1;
    return syntax;
  });
}
