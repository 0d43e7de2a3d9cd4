import type { Presenter } from '../resource/create-presenter';
import { createPresenter } from '../resource/create-presenter';
import { createProjection } from '../resource/create-projection';
import type { Projection } from '../resource/projection';
import type { ResolvedGrant } from './grant';
import type { ServedType } from './service';

/** The attributes that the client asks for (RFC 7644 §3.9); both together are refused. */
export interface AttributeSelection {
  readonly attributes?: readonly string[];
  readonly excludedAttributes?: readonly string[];
}

/** Whether the client asked for a representation of its own choice. */
export function isSelective(selection: AttributeSelection): boolean {
  return selection.attributes !== undefined || selection.excludedAttributes !== undefined;
}

/** What an answer returns of a resource: what the client asks for, as far as its grant lets it (RFC 7644 §3.9). */
export function projectionFor(served: ServedType, selection: AttributeSelection, { isReadable }: ResolvedGrant): Projection {
  if (isReadable === undefined && !isSelective(selection)) return served.defaultProjection;
  return createProjection(served.type, { ...selection, ...(isReadable && { isReadable }) });
}

/** How resources are shown under a projection; prepared once for the default one. */
export function presenterFor({ type, defaultProjection, presentDefault }: ServedType, projection: Projection): Presenter {
  return projection === defaultProjection ? presentDefault : createPresenter(type, projection);
}
