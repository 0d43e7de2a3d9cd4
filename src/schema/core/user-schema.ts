import { defineSchema } from '../define-schema';

/** The schema of users (RFC 7643 §4.1). */
export const userSchema = defineSchema({
  $id: 'urn:ietf:params:scim:schemas:core:2.0:User',
  title: 'User',
  description: 'SCIM core user account',
  type: 'object',
  required: ['userName'],
  properties: {
    userName: {
      type: 'string',
      description: 'Login name; required, non-empty, unique per service provider, compared case-insensitively',
      maxLength: 256,
      uniqueness: 'server',
      precis: 'UsernameCaseMapped',
    },
    name: {
      type: 'object',
      description: 'Parts of the person name',
      properties: {
        formatted: { type: 'string', description: 'Whole name ready for display' },
        familyName: { type: 'string', description: 'Family (last) name' },
        givenName: { type: 'string', description: 'Given (first) name' },
        middleName: { type: 'string', description: 'Middle name or names' },
        honorificPrefix: { type: 'string', description: 'Prefix such as Dr.' },
        honorificSuffix: { type: 'string', description: 'Suffix such as III' },
      },
    },
    displayName: { type: 'string', description: 'Name shown to end users' },
    nickName: { type: 'string', description: 'Informal name' },
    profileUrl: {
      type: 'string',
      description: 'URL of an online profile page',
      referenceTypes: ['external'],
    },
    title: { type: 'string', description: 'Job title' },
    userType: { type: 'string', description: 'Relationship to the organization, free text' },
    preferredLanguage: {
      type: 'string',
      description: 'Language preference in Accept-Language syntax',
      format: 'language-ranges',
    },
    locale: { type: 'string', description: 'Default location as a BCP 47 language tag', format: 'language-tag' },
    timezone: { type: 'string', description: 'IANA time zone name', format: 'time-zone' },
    active: { type: 'boolean', description: 'Administrative status' },
    password: {
      type: 'string',
      description: 'Write-only clear-text password input',
      mutability: 'writeOnly',
      returned: 'never',
      password: true,
    },
    emails: {
      type: 'array',
      description: 'E-mail addresses',
      items: {
        type: 'object',
        indexed: true,
        properties: {
          value: { type: 'string', description: 'Address per RFC 5321' },
          display: { type: 'string', description: 'Display text of the value' },
          type: {
            type: 'string',
            description: 'Label of the function of the value',
            canonicalValues: ['work', 'home', 'other'],
          },
          primary: { type: 'boolean', description: 'Marks the preferred value; true at most once' },
        },
      },
    },
    phoneNumbers: {
      type: 'array',
      description: 'Telephone numbers',
      items: {
        type: 'object',
        properties: {
          value: { type: 'string', description: 'Number, preferably RFC 3966 tel URI' },
          display: { type: 'string', description: 'Display text of the value' },
          type: {
            type: 'string',
            description: 'Label of the function of the value',
            canonicalValues: ['work', 'home', 'mobile', 'fax', 'pager', 'other'],
          },
          primary: { type: 'boolean', description: 'Marks the preferred value; true at most once' },
        },
      },
    },
    ims: {
      type: 'array',
      description: 'Instant messaging addresses',
      items: {
        type: 'object',
        properties: {
          value: { type: 'string', description: 'Messaging handle' },
          display: { type: 'string', description: 'Display text of the value' },
          type: {
            type: 'string',
            description: 'Label of the function of the value',
            canonicalValues: ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo', 'other'],
          },
          primary: { type: 'boolean', description: 'Marks the preferred value; true at most once' },
        },
      },
    },
    photos: {
      type: 'array',
      description: 'Pictures of the user',
      items: {
        type: 'object',
        properties: {
          value: {
            type: 'string',
            description: 'URL of an image file',
            referenceTypes: ['external'],
          },
          display: { type: 'string', description: 'Display text of the value' },
          type: {
            type: 'string',
            description: 'Label of the function of the value',
            canonicalValues: ['photo', 'thumbnail'],
          },
          primary: { type: 'boolean', description: 'Marks the preferred value; true at most once' },
        },
      },
    },
    addresses: {
      type: 'array',
      description: 'Postal addresses',
      items: {
        type: 'object',
        properties: {
          formatted: { type: 'string', description: 'Whole address, may contain newlines' },
          streetAddress: { type: 'string', description: 'Street part, may contain newlines' },
          locality: { type: 'string', description: 'City' },
          region: { type: 'string', description: 'State or region' },
          postalCode: { type: 'string', description: 'Postal code' },
          country: { type: 'string', description: 'ISO 3166-1 alpha-2 code', format: 'country-code' },
          type: {
            type: 'string',
            description: 'Label of the function of the value',
            canonicalValues: ['work', 'home', 'other'],
          },
          primary: { type: 'boolean', description: 'Marks the preferred value; true at most once' },
        },
      },
    },
    groups: {
      type: 'array',
      description: 'Groups the user belongs to; changed only through Group',
      mutability: 'readOnly',
      items: {
        type: 'object',
        properties: {
          value: { type: 'string', description: 'id of the group', caseExact: true },
          $ref: { type: 'string', description: 'URI of the group', referenceTypes: ['Group'] },
          display: { type: 'string', description: 'Display text of the value' },
          type: {
            type: 'string',
            description: 'Label of the function of the value',
            canonicalValues: ['direct', 'indirect'],
          },
        },
      },
    },
    entitlements: {
      type: 'array',
      description: 'Things the user is entitled to',
      items: {
        type: 'object',
        properties: {
          value: { type: 'string', description: 'Entitlement value' },
          display: { type: 'string', description: 'Display text of the value' },
          type: { type: 'string', description: 'Label of the function of the value' },
          primary: { type: 'boolean', description: 'Marks the preferred value; true at most once' },
        },
      },
    },
    roles: {
      type: 'array',
      description: 'Roles of the user',
      items: {
        type: 'object',
        properties: {
          value: { type: 'string', description: 'Role value' },
          display: { type: 'string', description: 'Display text of the value' },
          type: { type: 'string', description: 'Label of the function of the value' },
          primary: { type: 'boolean', description: 'Marks the preferred value; true at most once' },
        },
      },
    },
    x509Certificates: {
      type: 'array',
      description: 'Certificates of the user',
      items: {
        type: 'object',
        properties: {
          value: {
            type: 'string',
            description: 'One DER certificate, base64',
            contentEncoding: 'base64',
            format: 'certificate',
          },
          display: { type: 'string', description: 'Display text of the value' },
          type: { type: 'string', description: 'Label of the function of the value' },
          primary: { type: 'boolean', description: 'Marks the preferred value; true at most once' },
        },
      },
    },
  },
});
