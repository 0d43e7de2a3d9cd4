import { backends } from '../../support/backends';
import { openService, userBody } from '../../support/service';

describe.each(backends)('pages on %s', (_name, open) => {
  test('P-159: a page does not depend on the process that served the one before', async () => {
    const service = await openService(open);
    try {
      for (const name of ['d', 'a', 'c', 'b', 'e']) await service.create('/Users', userBody(name, { title: 'same' }));
      const page = async (startIndex: number): Promise<string[]> => {
        // Every page is answered by a service provider that has just started.
        const started = await openService(async () => ({ store: service.backend.store, close: async () => undefined }));
        const { body } = await started.send('get', `/Users?sortBy=title&count=2&startIndex=${startIndex}`);
        return body.Resources.map(({ userName }: { userName: string }) => userName);
      };
      const backwards = [await page(5), await page(3), await page(1)];
      const forwards = [await page(1), await page(3), await page(5)];
      expect(forwards.flat().toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
      expect(backwards.toReversed()).toEqual(forwards);
    } finally {
      await service.close();
    }
  });
});
