import type { PasswordPolicy } from 'scim-router';
import { InvalidValueError } from 'scim-router';

const accepted = ['One Secret', 'Caf\u00e9'];

/** Accepts two passwords and no other, so that a case can tell which ones are the same. */
export const twoPasswords: PasswordPolicy = {
  check(clear) {
    if (!accepted.includes(clear)) throw new InvalidValueError('password is not one of the two');
  },
  hash: (clear) => `hash ${accepted.indexOf(clear)}`,
};
