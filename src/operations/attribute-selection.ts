import { flagsOf } from '../clients/client-profiles';
import type { Presenter } from '../resource/create-presenter';
import { createPresenter } from '../resource/create-presenter';
import { createProjection } from '../resource/create-projection';
import type { Projection } from '../resource/projection';
import { withLinkAttributes } from '../resource/with-link-attributes';
import type { SentAttributes } from '../resource/sent-attributes';
import { nothingSent } from '../resource/sent-attributes';
import type { ScimContext } from '../store/context';
import type { ResolvedGrant } from './grant';
import type { ServedType } from './service';

/** The attributes that the client asks for (RFC 7644 §3.9); both together are refused. */
export interface AttributeSelection {
  readonly attributes?: readonly string[];
  readonly excludedAttributes?: readonly string[];
  /** Whether attributes of extensions may stand without their URN. Default `false`. */
  readonly unprefixed?: boolean;
}

/** The selection of a client: names of extension attributes may stand without their URN where it may write them so. */
export function selectionOf(selection: AttributeSelection, context: Pick<ScimContext, 'client'>): AttributeSelection {
  if (!isSelective(selection) || !flagsOf(context).unprefixedExtensionAttributes) return selection;
  return { ...selection, unprefixed: true };
}

/** Whether the client asked for a representation of its own choice. */
export function isSelective(selection: AttributeSelection): boolean {
  return selection.attributes !== undefined || selection.excludedAttributes !== undefined;
}

/**
 * What an answer returns of a resource: what the client asks for, as far as its grant lets it (RFC 7644 §3.9); to a
 * write also what the client sent (RFC 7643 §7, `returned` request). Throws `InvalidValueError` for more than 200
 * names, and for one of more than 256 characters.
 */
export function projectionFor(
  served: ServedType,
  selection: AttributeSelection,
  { isReadable, sent: { named: sent } = nothingSent }: Pick<ResolvedGrant, 'isReadable'> & { readonly sent?: SentAttributes },
): Projection {
  const isUsual = ![...sent].some(({ returned }) => returned === 'request');
  if (isReadable === undefined && !isSelective(selection) && isUsual) return served.defaultProjection;
  const projection = createProjection(served.type, { ...selection, ...(isReadable && { isReadable }), sent });
  return withLinkAttributes(served.type, projection, isReadable);
}

/** How resources are shown under a projection; prepared once for the default one. */
export function presenterFor({ type, defaultProjection, presentDefault, metaMembers }: ServedType, projection: Projection): Presenter {
  return projection === defaultProjection ? presentDefault : createPresenter(type, projection, metaMembers);
}
