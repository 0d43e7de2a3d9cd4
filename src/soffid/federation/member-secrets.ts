import type { Attributes } from '../../schema/resource-type';
import type { SecretBox } from '../otp/secret-box';

/** What a member keeps secret and has to be able to use: encrypted at rest, and never given out. */
const secretAttributes = ['privateKey', 'sslPrivateKey', 'oauthSecret', 'captchaSecret', 'radiusSecret'] as const;

/** What a secret is sealed for: it is of no use in another attribute. */
function purposeOf(name: string): string {
  return `scim-router federation ${name}`;
}

/** The attributes with the secrets that are new sealed; what was stored before is sealed already. */
export function sealSecrets(attributes: Attributes, stored: Attributes, box: SecretBox): Attributes {
  const sealed = secretAttributes.flatMap((name) => {
    const value = attributes[name];
    return typeof value !== 'string' || value === stored[name] ? [] : [[name, box.seal(Buffer.from(value), purposeOf(name))] as const];
  });
  return sealed.length === 0 ? attributes : { ...attributes, ...Object.fromEntries(sealed) };
}

/** A secret of a member in clear, for the host's own federation server; `undefined` when there is none. */
export function openSecret(attributes: Attributes, name: (typeof secretAttributes)[number], box: SecretBox): string | undefined {
  const value = attributes[name];
  return typeof value === 'string' ? box.open(value, purposeOf(name)).toString('utf8') : undefined;
}

/** Whether there is anything that needs a key to be stored. */
export function hasNewSecrets(attributes: Attributes, stored: Attributes): boolean {
  return secretAttributes.some((name) => attributes[name] !== undefined && attributes[name] !== stored[name]);
}
