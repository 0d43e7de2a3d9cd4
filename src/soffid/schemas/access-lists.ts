/** Who owns, manages and uses a resource: users, groups and roles, by name. */
export const accessLists = {
  ownerUsers: {
    type: 'array',
    description: 'Users who own it, by user name',
    shownWhenEmpty: true,
    items: { type: 'string' },
  },
  ownerGroups: {
    type: 'array',
    description: 'Groups whose members own it, by name',
    shownWhenEmpty: true,
    items: { type: 'string' },
  },
  ownerRoles: {
    type: 'array',
    description: 'Roles whose holders own it, as name@system',
    shownWhenEmpty: true,
    items: { type: 'string' },
  },
  managerUsers: {
    type: 'array',
    description: 'Users who manage it, by user name',
    shownWhenEmpty: true,
    items: { type: 'string' },
  },
  managerGroups: {
    type: 'array',
    description: 'Groups whose members manage it, by name',
    shownWhenEmpty: true,
    items: { type: 'string' },
  },
  managerRoles: {
    type: 'array',
    description: 'Roles whose holders manage it, as name@system',
    shownWhenEmpty: true,
    items: { type: 'string' },
  },
  grantedUsers: {
    type: 'array',
    description: 'Users who may use it, by user name',
    shownWhenEmpty: true,
    items: { type: 'string' },
  },
  grantedGroups: {
    type: 'array',
    description: 'Groups whose members may use it, by name',
    shownWhenEmpty: true,
    items: { type: 'string' },
  },
  grantedRoles: {
    type: 'array',
    description: 'Roles whose holders may use it, as name@system',
    shownWhenEmpty: true,
    items: { type: 'string' },
  },
} as const;
