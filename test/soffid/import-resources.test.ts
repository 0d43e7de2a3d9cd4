import { importResources, soffidTypes } from 'scim-router/soffid';
import { createTestContext } from 'scim-router/testing';

import { allAttributes } from '../../src/resource/create-projection';
import { GroupType } from '../../src/soffid/resource-types/group-type';
import { backends } from '../support/backends';

const context = createTestContext();
const example = { type: 'GroupType', id: 24553, attributes: { name: 'example', description: 'Example group type' } };

describe.each(backends)('the import of resources, on %s', (_name, open) => {
  const withStore = async (work: (store: Awaited<ReturnType<typeof open>>['store']) => Promise<void>): Promise<void> => {
    const { store, close } = await open(soffidTypes);
    await work(store).finally(close);
  };

  test('keeps the ids that resources have', () =>
    withStore(async (store) => {
      await importResources(store, [example]);
      const resource = await store.get({ type: GroupType, id: '24553', projection: allAttributes }, context);
      expect(resource?.attributes).toMatchObject(example.attributes);
    }));

  test('names the resource that does not fit, and imports none', () =>
    withStore(async (store) => {
      const unfit = { ...example, id: 7, attributes: { name: 7 } };
      await expect(importResources(store, [example, unfit])).rejects.toThrow(/^GroupType 7: name must be a string/);
      await expect(importResources(store, [example, { ...example, type: 'Kind' }])).rejects.toThrow('there is no resource type Kind');
      expect(await store.get({ type: GroupType, id: '24553', projection: allAttributes }, context)).toBeUndefined();
    }));

  test('refuses an id that is taken', () =>
    withStore(async (store) => {
      await importResources(store, [example]);
      await expect(importResources(store, [{ ...example, attributes: { name: 'another' } }])).rejects.toMatchObject({ code: 'ERR_SCIM_UNIQUENESS' });
    }));
});
