import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import axe from 'axe-core';
import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { MemoryStore, createScimRouter, staticBearer } from 'scim-router';
import { openApi, openApiExplorer } from 'scim-router/openapi';
import { loadDemo, soffid } from 'scim-router/soffid';
import request from 'supertest';

import { findChromium, launch } from '../provisioning/support/browser';

const token = 'explorer-token-0123456789';
const services = [{ name: 'Core', url: '/scim/v2' }, { name: 'Soffid', url: '/soffid/v1' }];

async function createApp(): Promise<express.Express> {
  const store = new MemoryStore();
  await loadDemo(store);
  const profile = soffid(store, { access: { verify: (user, password) => user === 'admin' && password === 'pass:wörd', authorities: { 'scim:invoke': ['SOFFID_SCIM'] } } });
  return express()
    .use('/scim/v2', createScimRouter(store, staticBearer(token), { openApi: openApi({ title: 'Core profile' }) }))
    .use('/soffid/v1', createScimRouter(store, profile.authorizer, { ...profile.options, openApi: openApi({ title: 'Profile of Soffid' }) }))
    .use('/tools/explorer', openApiExplorer({ services }));
}

describe('the explorer', () => {
  let app: express.Express;
  beforeAll(async () => void (app = await createApp()));

  test('is a page with a strict policy, which loads nothing from elsewhere', async () => {
    const { status, headers, text } = await request(app).get('/tools/explorer/');
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    const links = Array.from(text.matchAll(/(?:src|href)="([^"]*)"/g), ([, link]) => link);
    expect(links).toEqual(['data:,', 'swagger-ui.css', 'explorer.css', 'swagger-ui-bundle.js', 'explorer.js']);
    for (const link of links.slice(1)) expect((await request(app).get(`/tools/explorer/${link!}`)).status).toBe(200);
  });

  test.each(['explorer.js', 'explorer.css'])('%s names no other host', (file) => {
    expect(readFileSync(join(__dirname, '../../src/openapi/viewer', file), 'utf8')).not.toMatch(/https?:\/\/|\/\/[a-z]+\./i);
  });

  test('leads to the path that its links are relative to', async () => {
    const { status, headers } = await request(app).get('/tools/explorer');
    expect([status, headers['location']]).toEqual([308, './explorer/']);
  });

  test('answers files again only when they changed, and nothing but its own', async () => {
    const { headers } = await request(app).get('/tools/explorer/explorer.css');
    expect((await request(app).get('/tools/explorer/explorer.css').set('If-None-Match', headers['etag']!)).status).toBe(304);
    expect((await request(app).head('/tools/explorer/explorer.css')).headers['content-length']).toBe(headers['content-length']);
    expect((await request(app).post('/tools/explorer/')).status).toBe(405);
    for (const path of ['package.json', '..%2f..%2fpackage.json', 'constructor', 'LICENSE']) expect((await request(app).get(`/tools/explorer/${path}`)).status).toBe(404);
  });

  test('is a listener of node:http as it is, too', async () => {
    const explorer = openApiExplorer({ services, title: 'Ours & "theirs"' });
    const server = createServer((incoming, response) => explorer(incoming, response));
    expect((await request(server).get('/')).text).toContain('<h1>Ours &#38; &#34;theirs&#34;</h1>');
    expect((await request(server).get('/other')).status).toBe(404);
  });

  test('lets the page send requests to services on other hosts that it was given, and no further', async () => {
    const explorer = openApiExplorer({ services: [{ name: 'Far', url: 'https://scim.example/v2' }] });
    const server = createServer((incoming, response) => explorer(incoming, response));
    expect((await request(server).get('/')).headers['content-security-policy']).toContain("connect-src 'self' https://scim.example;");
  });

  test.each([[[]], [[{ name: 'Core', url: 'scim/v2' }]], [[{ url: '/scim/v2' }]], [undefined]])('refuses services that it cannot show: %j', (wrong) => {
    expect(() => openApiExplorer({ services: wrong as never })).toThrow(TypeError);
  });
});

const executablePath = findChromium();

(executablePath === undefined ? describe.skip : describe)('the explorer in Chromium', () => {
  let server: Server;
  let origin: string;
  let browser: Browser;
  let page: Page;
  const asked: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    server = (await createApp()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launch(executablePath!);
    page = await browser.newPage();
    page.setDefaultTimeout(20_000);
    page.on('request', (sent) => asked.push(sent.url()));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${origin}/tools/explorer`);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  test('asks for a credential, and shows the service with it', async () => {
    await page.getByText('This service asks for a credential.').waitFor();
    await page.getByLabel('Token or password').fill(token);
    await page.getByRole('button', { name: 'Load' }).click();
    await page.getByRole('heading', { name: /^Core profile/ }).waitFor();
    await page.getByText('/Users/{id}', { exact: false }).first().waitFor();
  }, 60_000);

  test('has a form that is accessible', async () => {
    await page.evaluate(axe.source);
    const { violations, passes } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run('header'));
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(passes.length).toBeGreaterThan(5);
  }, 60_000);

  test('sends requests with the credential, and shows what is answered', async () => {
    const operation = page.locator('#operations-User-queryUser');
    await operation.locator('.opblock-summary-control').click();
    await operation.getByRole('button', { name: 'Try it out' }).click();
    await operation.getByRole('button', { name: 'Execute' }).click();
    await operation.locator('.live-responses-table .response-col_status', { hasText: '200' }).waitFor();
    expect(await operation.locator('.live-responses-table .highlight-code').first().innerText()).toContain('"totalResults": 0');
  }, 60_000);

  test('shows a recorded example of an answer', async () => {
    const operation = page.locator('#operations-User-getUser');
    await operation.locator('.opblock-summary-control').click();
    await operation.locator('.responses-table').getByText('ada.lovelace').first().waitFor();
  }, 60_000);

  test('forgets the credential with the service, and knows Basic', async () => {
    await page.getByLabel('Service', { exact: true }).selectOption('Soffid');
    await page.getByText('This service asks for a credential.').waitFor();
    expect(await page.getByLabel('Token or password').inputValue()).toBe('');
    await page.getByLabel('Credential').selectOption('Basic');
    await page.getByLabel('User name', { exact: true }).fill('admin');
    await page.getByLabel('Token or password').fill('pass:wörd');
    await page.getByRole('button', { name: 'Load' }).click();
    await page.getByRole('heading', { name: /^Profile of Soffid/ }).waitFor();
    expect(await page.locator('#status').innerText()).toBe('');
  }, 60_000);

  test('has asked nobody else, and has nothing to complain of but the credentials that were missing', () => {
    expect(asked.length).toBeGreaterThan(6);
    expect(asked.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:'))).toEqual([]);
    expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
  });
});
