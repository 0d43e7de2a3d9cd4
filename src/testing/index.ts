/**
 * Tests for stores: `storeSuite` runs the contract of `ResourceStore` on any store with any test runner.
 *
 * @packageDocumentation
 */
export { createTestContext } from './create-test-context';
export { tenantPrefixed, withoutPatch } from './decorate-store';
export { Device } from './device';
export { storeSuite, suiteResourceTypes } from './store-suite';
export type { Capability, StoreSuiteOptions, StoreSupport, SuiteStore } from './suite';
