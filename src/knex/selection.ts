import type { Attribute } from '../schema/attribute';
import type { Projection } from '../resource/projection';
import type { Bindings } from './bindings';
import { inverseRows, linkRows, type LinkSettings, renderRows } from './linked-rows';
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
}

export function selectionOf(plan: TypePlan, projection: Projection): Selection {
  const { kind } = projection;
  const isSelected = selector(projection);
  return {
    kind,
    body: kind !== 'none',
    hidden: plan.hasHidden && (kind === 'all' || (kind === 'selected' && includesHidden(plan, projection))),
    links: columns(plan.links, 'link', isSelected),
    inverses: columns(plan.inverses, 'inverse', isSelected),
  };
}

/** The columns of `scim_resource` with alias `r`; version and times as they come cheapest. */
export const RESOURCE_COLUMNS = `r.id, r.version, date_part('epoch', r.created) * 1000 as created,
  date_part('epoch', r.last_modified) * 1000 as last_modified`;

/** The select list for a selection: a resource and all that belongs to it come in one row. */
export function selectList(plan: TypePlan, selection: Selection, settings: LinkSettings, bindings: Bindings): string {
  const { body, hidden, links } = selection;
  const rendered = links.map(({ column, attribute }) => {
    const link = plan.links.find((candidate) => candidate.attribute === attribute) as LinkPlan;
    return `${renderRows(linkRows(link, settings, bindings), true)} as ${column}`;
  });
  return [
    RESOURCE_COLUMNS,
    ...(body ? ['r.body'] : []),
    ...(hidden ? ['r.hidden'] : []),
    ...rendered,
    ...inverseColumns(plan, selection, settings, bindings),
  ].join(', ');
}

/** The inverse attributes alone: what a write has to ask for, because it knows the rest. */
export function inverseColumns(
  plan: TypePlan,
  { inverses }: Selection,
  settings: LinkSettings,
  bindings: Bindings,
): readonly string[] {
  return plan.inverses.flatMap((inverse) => {
    const selected = inverses.find(({ attribute }) => attribute === inverse.attribute);
    if (selected === undefined) return [];
    return [`${renderRows(inverseRows(inverse, settings, bindings), false)} as ${selected.column}`];
  });
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

function columns(plans: readonly LinkPlan[], prefix: string, isSelected: (attribute: Attribute) => boolean): readonly LinkedColumn[] {
  return plans
    .map(({ attribute }, position) => ({ column: `${prefix}_${position}`, attribute }))
    .filter(({ attribute }) => isSelected(attribute));
}

function includesHidden(plan: TypePlan, projection: Projection): boolean {
  const hidden = [...plan.stored.values()].flatMap((attributes) => [...attributes.values()].filter(isPartlyHidden));
  return hidden.some((attribute) => projection.includes(attribute));
}
