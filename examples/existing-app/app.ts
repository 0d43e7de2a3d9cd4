import express from 'express';
import { MemoryStore, createScimRouter, staticBearer } from 'scim-router';
import type { ResourceStore, ScimHooks } from 'scim-router';

/** What the application did before: its own routes, its own body parser, its own sessions. */
function existingRoutes(sessions: ReadonlyMap<string, string>) {
  const router = express.Router();
  router.get('/health', (_request, response) => void response.json({ ok: true }));
  router.get('/sessions', (_request, response) => void response.json([...sessions.keys()]));
  return router;
}

/** One mount and one hook: a user whom the identity provider deactivates loses its sessions at once. */
export function createApp(token: string, store: ResourceStore = new MemoryStore()) {
  const sessions = new Map([['s-1', 'ada']]);
  const hooks: ScimHooks = {
    onCommitted: (_change, result) => {
      if (result === undefined || result.attributes['active'] !== false) return;
      for (const [session, userName] of sessions) {
        if (userName === result.attributes['userName']) sessions.delete(session);
      }
    },
  };

  const app = express();
  app.use(express.json());
  app.use('/tenants/:tenant/scim', createScimRouter(store, staticBearer(token), { hooks, tenant: ({ params }) => params?.['tenant'] }));
  app.use(existingRoutes(sessions));
  return app;
}
