import type { ResourceStore } from 'scim-router';
import { scryptPasswords } from 'scim-router';
import type { SoffidProfile } from 'scim-router/soffid';
import { consoleDelivery, loadDemo, soffid } from 'scim-router/soffid';

export const soffidPath = '/soffid/webservice/scim2/v1';

/** Who the demo data lets in. */
export const soffidAdministrator = { userName: 'admin', password: 'changeit' } as const;

/** Cheaper than the default, so that a trial takes no 128 MiB for each login: for a password that is in a README. */
const passwords = scryptPasswords({ cost: 2 ** 14 });

/** The profile of Soffid; codes go to the console. */
export function soffidProfile(store: ResourceStore, encryptionKey: Buffer): SoffidProfile {
  return soffid(store, { passwords, otp: { encryptionKey, delivery: consoleDelivery() } });
}

/** What the documents of Soffid print, unless it is there already. */
export async function loadSoffidDemo(store: ResourceStore): Promise<void> {
  await loadDemo(store, { passwordHash: await passwords.hash(soffidAdministrator.password) });
}
