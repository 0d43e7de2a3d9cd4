import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import type { OpenTarget } from '../conformance/open-target';
import { openTarget } from '../conformance/open-target';
import type { RequirementCase } from '../conformance/requirement-list';
import { runCase } from '../conformance/run-case';
import type { ServiceConfiguration } from '../conformance/services';
import { everyBackend } from '../support/backends';
import { Book, Shelf } from '../support/library-types';

const services: Readonly<Record<string, ServiceConfiguration>> = {
  library: { resourceTypes: [Book] },
  shelves: { resourceTypes: [Shelf] },
  withoutVersions: { etag: false },
};

const folder = path.join(__dirname, 'cases/resource-types');
const cases = readdirSync(folder)
  .sort()
  .flatMap((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as readonly RequirementCase[]);

describe.each(everyBackend)('what a resource type may be, on %s', (_name, open) => {
  const targets = new Map<string, OpenTarget>();
  beforeAll(async () => {
    for (const [name, configuration] of Object.entries(services)) targets.set(name, await openTarget(open, configuration));
  }, 120_000);
  afterAll(async () => {
    for (const target of targets.values()) await target.close();
  });

  test.each(cases.map((one) => [`${one.id} ${one.requirement}`, one] as const))('%s', async (_title, one) => {
    expect(await runCase(one, targets.get(one.service ?? 'library')!)).toEqual([]);
  });
});
