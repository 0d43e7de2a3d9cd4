export const benchToken = 'bench-token-0123456789';

/** A user of about 1.3 KB, the size that identity providers really send. */
export function sampleUser(index: number): Record<string, unknown> {
  const userName = `user.${index}@example.com`;
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'],
    externalId: `ext-${index}`,
    userName,
    name: { formatted: 'Ms. Barbara J Jensen III', familyName: `Jensen${index % 1000}`, givenName: 'Barbara', middleName: 'Jane', honorificPrefix: 'Ms.' },
    displayName: `Babs Jensen ${index}`,
    emails: [
      { value: userName, type: 'work', primary: true },
      { value: `home.${index}@example.org`, type: 'home' },
    ],
    phoneNumbers: [{ value: '555-555-0100', type: 'work' }],
    active: true,
    locale: 'en-US',
    timezone: 'America/Los_Angeles',
    title: 'Tour Guide',
    addresses: [
      { streetAddress: '100 Universal City Plaza', locality: 'Hollywood', region: 'CA', postalCode: '91608', country: 'US', type: 'work', formatted: '100 Universal City Plaza\nHollywood, CA 91608 US' },
    ],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
      employeeNumber: String(700_000 + index),
      department: `Dept ${index % 200}`,
      organization: 'Universal Studios',
      division: 'Theme Park',
      costCenter: '4130',
    },
  };
}
