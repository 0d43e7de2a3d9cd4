import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { MemoryStore } from 'scim-router';

import { administratorName, loadGroups, provisionedPath } from '../../examples/server/provisioning';
import type { RunningServer } from '../../examples/server/server';
import { startServer } from '../../examples/server/server';
import { contextOf, findChromium, launch, violationsOf } from './support/browser';
import { patch, user } from './support/open-provisioning';

const password = 'correct-horse-battery';
const chromium = findChromium();
/** `SCREENSHOTS=docs/images` keeps what is seen of these. */
const pictures = process.env['SCREENSHOTS'];
const pictured = ['edit', 'enabled', 'tokens', 'history', 'narrow'];

const describeInBrowser = chromium === undefined ? describe.skip : describe;

describeInBrowser('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(chromium ?? '');
  }, 60_000);
  afterAll(() => browser.close());

  const ways = [
    { javaScriptEnabled: true, colorScheme: 'light' },
    { javaScriptEnabled: true, colorScheme: 'dark' },
    { javaScriptEnabled: false, colorScheme: 'light' },
  ] as const;
  describe.each(ways)('script: $javaScriptEnabled, $colorScheme', ({ javaScriptEnabled, colorScheme }) => {
    let server: RunningServer;
    let context: BrowserContext;
    let page: Page;
    const outside: string[] = [];
    const complaints: string[] = [];

    beforeEach(async () => {
      const store = new MemoryStore();
      await loadGroups(store);
      server = await startServer({ store, token: 'browser-token-0123456789', otpKey: randomBytes(32), port: 0, host: '127.0.0.1', administratorPassword: password });
      context = await contextOf(browser, { javaScriptEnabled, colorScheme, viewport: { width: 1180, height: 900 }, httpCredentials: { username: administratorName, password } });
      if (javaScriptEnabled) await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      page = await context.newPage();
      page.on('request', (request) => {
        if (new URL(request.url()).origin !== new URL(server.url).origin) outside.push(request.url());
      });
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
    });
    afterEach(async () => {
      await context.close();
      await server.close();
    });

    const picture = async (name: string): Promise<void> => {
      if (pictures === undefined || !javaScriptEnabled || !pictured.includes(name)) return;
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `provisioning-${name}-${colorScheme}.png`), fullPage: true });
    };
    const check = async (name: string): Promise<void> => {
      expect(await violationsOf(page, browser)).toEqual([]);
      await picture(name);
    };
    const scim = async (method: string, path: string, token: string, body?: object): Promise<{ status: number; body: any }> => {
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' };
      const response = await fetch(new URL(`${provisionedPath}${path}`, server.url), { method, headers, ...(body && { body: JSON.stringify(body) }) });
      return { status: response.status, body: await response.json().catch(() => undefined) };
    };
    /** Steps 1 to 4 of the vendor's document, as it has them; gives the token. */
    const followSteps = async (): Promise<string> => {
      await page.goto(new URL('/', server.url).href);
      await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Authentication settings' }).click();
      await page.getByRole('navigation', { name: 'Identity providers' }).getByRole('link', { name: 'SCIM' }).click();
      await page.getByRole('link', { name: 'Edit SCIM' }).click();
      await page.getByRole('checkbox', { name: 'Enable SCIM provisioning' }).check();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { name: 'SCIM provisioning is enabled' }).waitFor();
      return page.getByRole('textbox', { name: 'Token' }).inputValue();
    };

    test('the steps of the document lead to a token that provisions; a lost one is replaced (S3)', async () => {
      const first = await followSteps();
      expect(first).toMatch(/^scim_/);
      expect(await page.getByRole('textbox', { name: 'Provisioning URL' }).inputValue()).toBe(new URL(provisionedPath, server.url).href);
      expect(new URL(page.url()).hash).toBe('#connection');

      // 5. What the identity management service does with both.
      const { body: groups } = await scim('GET', '/Groups', first);
      const project = groups.Resources.find((group: any) => group.displayName === 'Transmission line (Full access)');
      const created = await scim('POST', '/Users', first, user('alice', { displayName: 'Alice', active: true }));
      expect(created.status).toBe(201);
      const member = await scim('PATCH', `/Users/${created.body.id}`, first, patch({ op: 'add', path: 'groups', value: [{ value: project.id }] }));
      expect(member.body.groups).toMatchObject([{ display: 'Transmission line (Full access)' }]);

      // The token is lost: it is nowhere to be read.
      await page.getByRole('navigation', { name: 'Identity providers' }).getByRole('link', { name: 'SCIM' }).click();
      await page.getByText('cannot be shown again').first().waitFor();
      expect(await page.content()).not.toContain(first);
      await page.goBack();
      expect(await page.content()).not.toContain(first);

      await page.goto(server.settingsUrl);
      await page.getByRole('link', { name: 'Edit SCIM' }).click();
      await page.getByRole('checkbox', { name: 'Enable SCIM provisioning' }).uncheck();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('SCIM provisioning is disabled').waitFor();
      expect((await scim('GET', '/Users', first)).status).toBe(401);

      const second = await followSteps();
      expect(second).not.toBe(first);
      expect((await scim('GET', `/Users/${created.body.id}`, second)).body.groups).toHaveLength(1);
      expect((await scim('GET', '/Users', first)).status).toBe(401);
    }, 120_000);

    test('loading the answer again shows no token and makes none', async () => {
      const token = await followSteps();
      await page.reload();
      expect(await page.content()).not.toContain(token);
      await page.getByRole('alert').waitFor();
      expect((await scim('GET', '/Users', token)).status).toBe(200);
    }, 60_000);

    test('no page has anything that axe-core objects to, asks anybody else, or breaks its own policy', async () => {
      await page.goto(new URL('/', server.url).href);
      await check('index');
      await page.goto(server.settingsUrl);
      await check('disabled');
      await page.getByRole('link', { name: 'Edit SCIM' }).click();
      await page.getByText('What the token may do').click();
      await check('edit');
      const token = await followSteps();
      if (javaScriptEnabled) {
        await page.getByRole('button', { name: 'Copy the token' }).click();
        await page.getByText('Copied').waitFor();
        expect(await page.evaluate('navigator.clipboard.readText()')).toBe(token);
      } else {
        expect(await page.getByRole('button', { name: 'Copy' }).count()).toBe(0);
      }
      await check('enabled');
      await scim('GET', '/Users', token);
      await page.getByText('Create a second token', { exact: true }).click();
      await page.getByLabel('Access to /Users').selectOption('read');
      await page.getByRole('button', { name: 'Create token' }).click();
      await page.getByText('there can be no more').waitFor();
      await page.getByText('Revoke', { exact: true }).first().click();
      await check('tokens');
      await page.getByRole('link', { name: 'Add an identity provider' }).click();
      await check('add');
      await page.getByRole('textbox', { name: 'Name' }).fill('SCIM');
      await page.getByRole('button', { name: 'Add' }).click();
      await page.getByRole('alert').waitFor();
      await check('refused');
      await page.getByRole('textbox', { name: 'Name' }).fill('Entra ID');
      await page.getByRole('button', { name: 'Add' }).click();
      await page.getByRole('heading', { name: 'Entra ID' }).waitFor();
      await page.getByRole('link', { name: 'Edit Entra ID' }).click();
      await check('second');
      await page.getByRole('link', { name: 'History' }).click();
      await check('history');
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto(server.settingsUrl);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      await check('narrow');
      expect([outside, complaints.filter((text) => !/status of 4\d\d/.test(text))]).toEqual([[], []]);
    }, 180_000);

    test('everything can be reached and done by the keyboard', async () => {
      await page.goto(server.settingsUrl);
      const press = async (key: string, times = 1): Promise<void> => {
        for (let time = 0; time < times; time += 1) await page.keyboard.press(key);
      };
      const focused = async (): Promise<string> => String(await page.evaluate('(document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent ?? "").trim() || document.activeElement.name'));
      const reached: string[] = [];
      for (let stop = 0; stop < 5; stop += 1) {
        await press('Tab');
        reached.push(await focused());
      }
      expect(reached).toEqual(['Skip to the settings', 'SCIM', 'Add an identity provider', 'History', 'Edit SCIM']);
      await Promise.all([page.waitForURL(/edit/), press('Enter')]);
      await page.getByRole('checkbox').focus();
      await press('Space');
      await Promise.all([page.waitForURL(/connection/), press('Enter')]);
      await page.getByRole('heading', { name: 'SCIM provisioning is enabled' }).waitFor();
      await press('Tab');
      // The fragment of the address has led the focus to what is new.
      expect(await page.evaluate('document.activeElement.id')).toBe('url');
    }, 60_000);
  });
});
