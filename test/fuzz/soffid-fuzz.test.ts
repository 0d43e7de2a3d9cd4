import { randomBytes } from 'node:crypto';

import { scryptPasswords } from 'scim-router';
import { soffid } from 'scim-router/soffid';

import { createTestContext } from 'scim-router/testing';

import { noAttributes } from '../../src/resource/create-projection';
import { demoResources } from '../../src/soffid/demo/load-demo';
import { OtpSecret } from '../../src/soffid/otp/otp-secret';
import { soffidTypes } from '../../src/soffid/resource-types/soffid-types';
import type { Backend } from '../support/backends';
import { backends } from '../support/backends';
import { fuzz } from './run-fuzz';
import type { FuzzedService, Target } from './target';
import { openTarget } from './target';

const seed = Number(process.env['FUZZ_SEED'] ?? randomBytes(4).readUInt32BE());
const requests = Number(process.env['FUZZ_REQUESTS'] ?? 20_000) / 4;

/** A database takes its time, and each batch fills a tenant of its own. */
const share: Readonly<Record<string, number>> = { MemoryStore: 1, 'KnexStore on PostgreSQL': 0.2 };

const storedTypes = [...soffidTypes, OtpSecret];
const types = new Map(soffidTypes.map((type) => [type.name, type]));

/** The profile of Soffid, each tenant with the data of the documents. */
const soffidService: FuzzedService = {
  types: soffidTypes,
  options: (store) => {
    const otp = { encryptionKey: randomBytes(32), delivery: { send: () => undefined } };
    const { options } = soffid(store, { otp, passwords: scryptPasswords({ cost: 1024, queue: 100 }) });
    return options;
  },
  prepare: async (store, tenant) => {
    const context = createTestContext({ tenant });
    for (const { type: name, id, attributes } of demoResources) {
      const type = types.get(name);
      if (type !== undefined) await store.create({ type, id: String(id), attributes, projection: noAttributes }, context);
    }
    return demoResources.map(({ type, id }) => ({ id: String(id), endpoint: types.get(type)?.endpoint ?? '/Nothing' }));
  },
};

describe.each(backends)('fuzzing the profile of Soffid on %s', (name, open) => {
  let backend: Backend;
  let target: Target;
  beforeAll(async () => {
    backend = await open(storedTypes);
    target = await openTarget(backend.store, soffidService);
  }, 60_000);
  afterAll(async () => {
    await target.close();
    await backend.close();
  });

  test(`every answer is a SCIM message, none is a fault, and nothing of JavaScript is changed (FUZZ_SEED=${seed})`, async () => {
    const { sent, accepted, failures, report } = await fuzz(target, { seed, requests: requests * (share[name] ?? 1) });
    process.stdout.write(`fuzzed the profile of Soffid on ${name} with seed ${seed}: ${report}\n`);
    expect(failures).toEqual([]);
    expect(accepted).toBeGreaterThan(sent / 10);
  }, Math.max(180_000, requests * 30));
});
