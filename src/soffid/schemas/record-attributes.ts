/** Who made a record and who changed it last; set by the service provider. */
export const recordAttributes = {
  createdBy: { type: 'string', description: 'Account that created the record', mutability: 'readOnly' },
  createdOn: {
    type: 'string',
    format: 'local-date-time',
    description: 'When the record was created',
    mutability: 'readOnly',
  },
  updatedBy: { type: 'string', description: 'Account that changed the record last', mutability: 'readOnly' },
  updatedOn: {
    type: 'string',
    format: 'local-date-time',
    description: 'When the record was changed last',
    mutability: 'readOnly',
    aliases: ['updatedAt'],
  },
} as const;
