import express from 'express';
import type { Request } from 'express';
import { createScimRouter } from 'scim-router';
import type { ResourceStore } from 'scim-router';
import { createProvisioning } from 'scim-router/provisioning';

/** Whoever the application has logged in. */
export interface Login {
  readonly userName: string;
  readonly level: 'Superuser' | 'Member';
}

/** The application says who a Superuser is; the page gives out tokens, and the authorizer lets them in. */
export function createApp(store: ResourceStore, loginOf: (request: Request) => Login | undefined) {
  const superuserOf = (request: Request) => {
    const login = loginOf(request);
    return login?.level === 'Superuser' ? { id: login.userName } : undefined;
  };

  const app = express();
  const provisioning = createProvisioning({ store, authorize: superuserOf });
  app.use('/users/authentication-settings', provisioning.router);
  app.use('/scim/v2', createScimRouter(store, provisioning.authorizer, provisioning.options));
  return { app, provisioning };
}
