import type { ResourceType } from '../schema/resource-type';
import { Group } from '../schema/core/group';
import { User } from '../schema/core/user';
import { Device } from './device';
import { Suite, type StoreSuiteOptions, type Theme } from './suite';
import { concurrencySuite } from './suites/concurrency';
import { createSuite } from './suites/create';
import { deleteSuite } from './suites/delete';
import { getSuite } from './suites/get';
import { inverseSuite } from './suites/inverse';
import { linksSuite } from './suites/links';
import { patchSuite } from './suites/patch';
import { patchLinksSuite } from './suites/patch-links';
import { projectionSuite } from './suites/projection';
import { queryCursorSuite } from './suites/query-cursor';
import { queryFilterSuite } from './suites/query-filter';
import { queryPageSuite } from './suites/query-page';
import { querySortSuite } from './suites/query-sort';
import { replaceSuite } from './suites/replace';
import { tenantSuite } from './suites/tenant';
import { textSuite } from './suites/text';
import { transactionSuite } from './suites/transaction';
import { uniquenessSuite } from './suites/uniqueness';
import { versionSuite } from './suites/version';

/** The resource types that the suite keeps in the store, for stores that have to know them beforehand. */
export const suiteResourceTypes: readonly ResourceType[] = Object.freeze([User, Group, Device]);

const themes: Readonly<Record<string, Theme>> = Object.freeze({
  create: createSuite,
  get: getSuite,
  'query: filter': queryFilterSuite,
  'query: sort': querySortSuite,
  'query: page': queryPageSuite,
  'query: cursor': queryCursorSuite,
  projection: projectionSuite,
  replace: replaceSuite,
  version: versionSuite,
  uniqueness: uniquenessSuite,
  delete: deleteSuite,
  tenant: tenantSuite,
  patch: patchSuite,
  'patch: links': patchLinksSuite,
  links: linksSuite,
  inverse: inverseSuite,
  transaction: transactionSuite,
  concurrency: concurrencySuite,
  text: textSuite,
});

/**
 * Tests whether a store keeps the contract of `ResourceStore`, in the words of the test runner that is handed in.
 *
 * Each test gets a store of its own from `create`. What the store does not support is declared in `supports`; each
 * test left out for that is reported with the reason. Assertions throw `AssertionError` of `node:assert`.
 *
 * @example
 * ```ts
 * import { describe, test } from 'node:test';
 *
 * storeSuite({
 *   describe,
 *   test,
 *   create: async () => ({ store: createMyStore(), close: async () => {} }),
 *   supports: { transaction: false, inverse: false },
 * });
 * ```
 */
export function storeSuite(options: StoreSuiteOptions): void {
  const suite = new Suite(options);
  for (const [name, theme] of Object.entries(themes)) options.describe(name, () => theme(suite));
}
