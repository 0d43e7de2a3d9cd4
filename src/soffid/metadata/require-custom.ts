import { InvalidValueError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import { isUnassigned, ownMember } from '../../resource/attribute-value';
import type { Preparation } from '../behaviour';
import type { CustomMetadata } from './custom-attribute';
import { requiredNames } from './custom-schema';

/** Refuses a resource without a custom attribute that is required, also when it has none at all. */
export function requireCustom(metadata: CustomMetadata): Preparation {
  return ({ type, attributes }) => {
    for (const name of requiredNames(metadata[type.name] ?? {})) {
      const path = `attributes.${name}`;
      if (isUnassigned(ownMember(attributes['attributes'], name))) throw new InvalidValueError(detail`${path} is required`);
    }
    return attributes;
  };
}
