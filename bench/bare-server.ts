import express from 'express';
import type { Pool } from 'pg';

const contentType = 'application/scim+json';

/** The limit to measure against: an Express application whose routes do one SQL statement and send what it gives. */
export function bareApplication(pool: Pool): express.Express {
  const app = express().disable('x-powered-by').disable('etag');
  const json = express.json({ type: () => true });

  app.get('/Users/:id', async (request, response) => {
    const { rows } = await pool.query({ name: 'get', text: 'select body from bare_user where id = $1', values: [request.params.id] });
    response.type(contentType).send(rows[0].body);
  });
  app.get('/Users', async (request, response) => {
    const { rows } = await pool.query<{ body: string; total?: string }>(listStatement(request.query));
    const total = rows[0]?.total === undefined ? '' : `"totalResults":${rows[0].total},`;
    response.type(contentType).send(`{${total}"Resources":[${rows.map(({ body }) => body).join(',')}]}`);
  });
  app.post('/Users', json, async (request, response) => {
    const { userName } = request.body as { userName: string };
    const text = 'insert into bare_user (user_name, body) values ($1, $2) returning id, body';
    const { rows } = await pool.query({ name: 'create', text, values: [userName, JSON.stringify(request.body)] });
    response.status(201).type(contentType).send(rows[0].body);
  });
  app.patch('/Users/:id', json, async (request, response) => {
    const { active } = request.body as { active: boolean };
    const text = 'update bare_user set active = $2 where id = $1 returning body';
    const { rows } = await pool.query({ name: 'patch', text, values: [request.params.id, active] });
    response.type(contentType).send(rows[0].body);
  });
  return app;
}

function listStatement({ userName, total }: express.Request['query']) {
  if (userName !== undefined) return { name: 'filter', text: 'select body from bare_user where user_name = $1', values: [userName] };
  const count = total === undefined ? '' : ', (select count(*) from bare_user) as total';
  return { name: `list${count}`, text: `select body${count} from bare_user order by seq limit 100` };
}
