import type { IncomingMessage, ServerResponse } from 'node:http';

import type { ResourceStore } from 'scim-router';
import { basicAuth, secretsEqual } from 'scim-router';
import type { ApplicationGroup, Provisioning } from 'scim-router/provisioning';
import { createProvisioning, putGroups } from 'scim-router/provisioning';

export const settingsPath = '/settings/authentication';
export const provisionedPath = '/provisioning/scim/v2';

/** Who may open the page of the demo. */
export const administratorName = 'superuser';

/** Profiles and projects of the demo. */
const groups: readonly ApplicationGroup[] = [
  { key: 'profile-data-entry', displayName: 'SE - Data Entry', kind: 'profile' },
  { key: 'profile-supervisor', displayName: 'SE - Supervisor', kind: 'profile' },
  { key: 'project-line-read', displayName: 'Transmission line (Read-only)', kind: 'project' },
  { key: 'project-line-full', displayName: 'Transmission line (Full access)', kind: 'project' },
];

type Handler = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => Promise<void>;

/** The page, behind a login by Basic in the place of the session that an application has, and the service of its tokens. */
export interface DemoProvisioning {
  readonly provisioning: Provisioning;
  readonly page: Handler;
}

export function demoProvisioning(store: ResourceStore, password: string): DemoProvisioning {
  const login = basicAuth((name, given) => (name === administratorName && secretsEqual(given, password) ? { id: name } : undefined), { realm: 'scim-router demo' });
  const challenges = login.schemes.map(({ challenge }) => challenge);
  // It listens on this machine only; TLS ends at a proxy in front of it.
  const provisioning = createProvisioning<IncomingMessage>({
    ...{ store, url: provisionedPath, requireTls: false },
    authorize: async (request) => login.authenticate(request),
  });
  const page: Handler = async (request, response, next) => {
    if ((await login.authenticate(request)) !== undefined) provisioning.router(request, response, next);
    else response.writeHead(401, { 'WWW-Authenticate': challenges, 'Content-Type': 'text/plain' }).end('Log in as the administrator of the demo\n');
  };
  return { provisioning, page };
}

/** The groups that identity providers can assign. */
export async function loadGroups(store: ResourceStore): Promise<void> {
  await putGroups(store, groups);
}
