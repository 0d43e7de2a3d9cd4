import { existsSync } from 'node:fs';

import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import axe from 'axe-core';

const places = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium of this machine; `undefined`, and a line that says so, where there is none. */
export function findChromium(): string | undefined {
  const found = places.find((place) => place !== undefined && existsSync(place));
  if (found === undefined) console.warn('Skipped: no Chromium. Install it (apt-get install --no-install-recommends chromium), or set CHROMIUM to its path.');
  return found;
}

export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** What axe-core has to say against a page (WCAG 2.2 A and AA, and good practice). */
export async function violationsOf(page: Page, withScript: Browser): Promise<readonly string[]> {
  const url = page.url();
  const content = (await page.content()).replace(/<script>[^]*?<\/script>/g, '');
  const context = await withScript.newContext({ colorScheme: await schemeOf(page) });
  try {
    // A copy of the page as it stands, so that pages without a script are examined, too.
    const copy = await context.newPage();
    await copy.route('**/*', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: content }));
    await copy.goto(url);
    await copy.evaluate(axe.source);
    const { violations } = await copy.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  } finally {
    await context.close();
  }
}

const schemes = new WeakMap<BrowserContext, 'light' | 'dark'>();

/** A context that remembers whether it is light or dark. */
export async function contextOf(browser: Browser, options: BrowserContextOptions & { readonly colorScheme: 'light' | 'dark' }): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(20_000);
  schemes.set(context, options.colorScheme);
  return context;
}

async function schemeOf(page: Page): Promise<'light' | 'dark'> {
  return schemes.get(page.context()) ?? 'light';
}
