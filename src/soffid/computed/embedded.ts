import { createPresenter } from '../../resource/create-presenter';
import { defaultProjection } from '../../resource/create-projection';
import type { StoredResource } from '../../resource/stored-resource';
import type { Urls } from '../../resource/urls';
import type { Attributes, ResourceType } from '../../schema/resource-type';

/**
 * Resources as they stand within others: what an answer of their own shows of them, without what is computed on reading,
 * and without the attributes of the installation, some of which may be secrets.
 */
export function embedded(type: ResourceType, resources: readonly StoredResource[], urls: Urls): readonly Attributes[] {
  const present = createPresenter(type, defaultProjection(type))(urls);
  return resources.map(({ id, version, created, lastModified, attributes: { attributes: _custom, ...attributes } }) => {
    const text = present({ id, version, created, lastModified, attributes }).join('');
    return JSON.parse(text) as Attributes;
  });
}
