const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterpriseSchema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';

/** Given name, family name, title, department, user name of the manager. */
const people = [
  ['Ingrid', 'Halvorsen', 'Chief Executive', 'Management', undefined],
  ['Mateu', 'Ferrer', 'Head of Engineering', 'Engineering', 'ingrid.halvorsen'],
  ['Aisha', 'Okafor', 'Head of Finance', 'Finance', 'ingrid.halvorsen'],
  ['Jonas', 'Lindqvist', 'Platform Engineer', 'Engineering', 'mateu.ferrer'],
  ['Priya', 'Raman', 'Platform Engineer', 'Engineering', 'mateu.ferrer'],
  ['Tomás', 'Álvarez', 'Security Engineer', 'Engineering', 'mateu.ferrer'],
  ['Claire', 'Dubois', 'Support Lead', 'Support', 'ingrid.halvorsen'],
  ['Kenji', 'Watanabe', 'Support Specialist', 'Support', 'claire.dubois'],
  ['Zofia', 'Nowak', 'Accountant', 'Finance', 'aisha.okafor'],
  ['Liam', "O'Connor", 'Contractor', 'Engineering', 'mateu.ferrer'],
] as const;

const groups: Readonly<Record<string, readonly string[]>> = {
  Everyone: people.map(userNameOf),
  Engineering: people.filter(([, , , department]) => department === 'Engineering').map(userNameOf),
  Finance: people.filter(([, , , department]) => department === 'Finance').map(userNameOf),
  'On call': ['jonas.lindqvist', 'priya.raman', 'kenji.watanabe'],
};

function userNameOf([givenName, familyName]: readonly [string, string, ...unknown[]]): string {
  const plain = `${givenName}.${familyName}`.normalize('NFD').replace(/[^A-Za-z.]/g, '');
  return plain.toLowerCase();
}

/** Sends a resource to an endpoint and gives its id. */
export type Post = (endpoint: string, body: object) => Promise<string>;

/** Provisions a company of ten, as an identity provider would: users first, then the groups that hold them. */
export async function provisionCompany(post: Post): Promise<void> {
  const ids = new Map<string, string>();
  for (const [index, person] of people.entries()) {
    ids.set(userNameOf(person), await post('/Users', userBody(person, { number: 1001 + index, ids })));
  }
  for (const [displayName, userNames] of Object.entries(groups)) {
    const members = userNames.map((userName) => ({ value: ids.get(userName) }));
    await post('/Groups', { schemas: [groupSchema], displayName, members });
  }
}

function userBody(
  [givenName, familyName, title, department, manager]: (typeof people)[number],
  { number, ids }: { readonly number: number; readonly ids: ReadonlyMap<string, string> },
): object {
  const userName = userNameOf([givenName, familyName]);
  return {
    schemas: [userSchema, enterpriseSchema],
    externalId: `hr-${number}`,
    userName,
    name: { givenName, familyName, formatted: `${givenName} ${familyName}` },
    displayName: `${givenName} ${familyName}`,
    title,
    active: title !== 'Contractor',
    emails: [{ value: `${userName}@fjordline.example`, type: 'work', primary: true }],
    [enterpriseSchema]: {
      employeeNumber: String(number),
      department,
      ...(manager !== undefined && { manager: { value: ids.get(manager) } }),
    },
  };
}
