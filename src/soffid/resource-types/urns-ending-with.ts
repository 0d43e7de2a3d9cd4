/**
 * Every URN of Soffid whose last segment is one of these names: the documents print several spellings of the URN of one type,
 * such as `urn:soffid:com.soffid.iam.base.api.User`.
 */
export function urnsEndingWith(...names: readonly [string, ...string[]]): RegExp {
  return new RegExp(`^urn:soffid[:.].*[.:](?:${names.join('|')})$`, 'i');
}
