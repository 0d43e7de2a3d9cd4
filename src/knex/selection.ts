import type { Attribute } from '../schema/attribute';
import type { Projection } from '../resource/projection';
import { inverseRows, linkRows, renderRows } from './linked-rows';
import type { PathScope } from './path-to-sql';
import { isHidden, isPartlyHidden, type LinkPlan, type TypePlan } from './type-plan';

/** A link or inverse attribute and the column that holds its elements. */
export interface LinkedColumn {
  readonly column: string;
  readonly attribute: Attribute;
}

/** Which parts of a resource a request needs. */
export interface Selection {
  readonly kind: Projection['kind'];
  readonly body: boolean;
  readonly hidden: boolean;
  readonly links: readonly LinkedColumn[];
  readonly inverses: readonly LinkedColumn[];
  /** Links and inverses together. */
  readonly linked: readonly LinkedColumn[];
  /** Whether rows hold text that an answer can copy. */
  readonly isText: boolean;
}

export function selectionOf(plan: TypePlan, projection: Projection): Selection {
  const { kind } = projection;
  const isSelected = selector(projection);
  const links = columns(plan.links, 'link', isSelected);
  const inverses = columns(plan.inverses, 'inverse', isSelected);
  const linked = [...links, ...inverses];
  return {
    kind,
    body: kind !== 'none',
    hidden: plan.hasHidden && (kind === 'all' || (kind === 'selected' && includesHidden(plan, projection))),
    links,
    inverses,
    linked,
    isText: kind === 'default' && linked.every(({ attribute }) => attribute.extension === undefined),
  };
}

/** The columns of `scim_resource` with alias `r`; version and times as they come cheapest. */
const CREATED = `(date_part('epoch', r.created) * 1000)::bigint`;
const LAST_MODIFIED = `(date_part('epoch', r.last_modified) * 1000)::bigint`;
export const RESOURCE_COLUMNS = `r.id, r.version, ${CREATED} as created, ${LAST_MODIFIED} as last_modified`;

/** The select list for a selection: a resource and all that belongs to it come in one row. */
export function selectList(selection: Selection, scope: PathScope): string {
  const { body, hidden, isText } = selection;
  const linked = [...linkExpressions(selection, scope), ...inverseExpressions(selection, scope)];
  if (isText) return packedColumn(linked.map(([, expression]) => expression));
  return [
    RESOURCE_COLUMNS,
    ...(body ? ['r.body'] : []),
    ...(hidden ? ['r.hidden'] : []),
    ...linked.map(([column, expression]) => `${expression} as ${column}`),
  ].join(', ');
}

/** What stands between the parts of a packed row: neither ids nor JSON text ever contain it. */
export const PACKING = '\n';

/** A row as one text: each column of a row of its own costs the client as much as copying a kilobyte. */
function packedColumn(linked: readonly string[]): string {
  const parts = ['r.id', 'r.version', CREATED, LAST_MODIFIED, ...linked.map((expression) => `coalesce(${expression}, '')`)];
  return `${[...parts, 'r.body'].join(` || E'\\n' || `)} as packed`;
}

type NamedExpression = readonly [column: string, expression: string];

function linkExpressions({ links }: Selection, { plan, settings, bindings }: PathScope): readonly NamedExpression[] {
  return links.map(({ column, attribute }) => {
    const link = plan.links.find((candidate) => candidate.attribute === attribute) as LinkPlan;
    return [column, renderRows(linkRows(link, settings, bindings), true)];
  });
}

function inverseExpressions({ inverses }: Selection, { plan, settings, bindings }: PathScope): readonly NamedExpression[] {
  return plan.inverses.flatMap((inverse) => {
    const selected = inverses.find(({ attribute }) => attribute === inverse.attribute);
    if (selected === undefined) return [];
    const rendered = renderRows(inverseRows(inverse, settings, bindings), false);
    return [[selected.column, `case when r.linked then ${rendered} end`] as const];
  });
}

/** The inverse attributes alone: what a write has to ask for, because it knows the rest. */
export function inverseColumns(selection: Selection, scope: PathScope): readonly string[] {
  return inverseExpressions(selection, scope).map(([column, expression]) => `${expression} as ${column}`);
}

function selector(projection: Projection): (attribute: Attribute) => boolean {
  switch (projection.kind) {
    case 'all':
      return () => true;
    case 'none':
      return () => false;
    case 'default':
      return (attribute) => !isHidden(attribute);
    case 'selected':
      return (attribute) => projection.includes(attribute);
  }
}

function columns(
  plans: readonly LinkPlan[],
  prefix: string,
  isSelected: (attribute: Attribute) => boolean,
): readonly LinkedColumn[] {
  return plans
    .map(({ attribute }, position) => ({ column: `${prefix}_${position}`, attribute }))
    .filter(({ attribute }) => isSelected(attribute));
}

function includesHidden(plan: TypePlan, projection: Projection): boolean {
  const hidden = [...plan.stored.values()].flatMap((attributes) => [...attributes.values()].filter(isPartlyHidden));
  return hidden.some((attribute) => projection.includes(attribute));
}
