/** What an installation knows of a resource beside its schema. */
export const customAttributes = {
  type: 'object',
  description: 'Custom attributes of the installation, by name',
  shownWhenEmpty: true,
  additionalProperties: true,
  properties: {},
} as const;
