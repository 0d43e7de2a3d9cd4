import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { enterpriseUrn, openService, userBody, userUrn } from '../support/service';

describe.each(backends)('lists on %s', (_name, open) => {
  let service: TestService;

  const list = async (query: string): Promise<any> => {
    const response = await service.send('get', `/Users?${query}`);
    expect(response.status).toBe(200);
    return response.body;
  };
  const names = async (query: string): Promise<string[]> => (await list(query)).Resources.map(({ userName }: { userName: string }) => userName);

  beforeAll(async () => {
    service = await openService(open);
    for (let index = 1; index <= 25; index += 1) {
      const more = {
        ...(index % 5 === 0 ? {} : { title: `Title ${index % 3}` }),
        active: index % 2 === 0,
        externalId: `X-${index}`,
        emails: [{ value: `u${index}@example.com`, type: 'work' }, { value: `p${30 - index}@example.org`, type: 'home', primary: true }],
        [enterpriseUrn]: { employeeNumber: String(index).padStart(3, '0') },
      };
      await service.create('/Users', userBody(`${index % 2 ? 'User' : 'user'}-${String(index).padStart(2, '0')}`, more));
    }
  });
  afterAll(() => service.close());

  test('RFC 7644 §3.4.2: a list is a ListResponse with the total of all matches', async () => {
    expect(await list('count=10')).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 25,
      startIndex: 1,
      itemsPerPage: 10,
    });
    expect(await list('filter=userName eq "nobody"')).toMatchObject({ totalResults: 0, Resources: [] });
  });

  test('RFC 7644 §3.4.2.4: pages put together are the whole list, each resource once', async () => {
    const whole = await names('count=100');
    const pages: string[] = [];
    for (let start = 1; start <= 25; start += 7) pages.push(...(await names(`startIndex=${start}&count=7`)));
    expect(pages).toEqual(whole);
    expect(new Set(pages).size).toBe(25);
  });

  test.each([
    ['startIndex=0&count=3', 1, 3],
    ['startIndex=-5&count=3', 1, 3],
    ['count=-1', 1, 0],
    ['count=0', 1, 0],
    ['startIndex=1000', 1000, 0],
    ['startIndex=25', 25, 1],
  ])('RFC 7644 §3.4.2.4: %s is put in range', async (query, startIndex, itemsPerPage) => {
    expect(await list(query)).toMatchObject({ totalResults: 25, startIndex, itemsPerPage });
  });

  test('RFC 7644 §3.4.2.3: sorting ignores case where the attribute does, in both orders', async () => {
    const expected = Array.from({ length: 25 }, (_, index) => `${(index + 1) % 2 ? 'User' : 'user'}-${String(index + 1).padStart(2, '0')}`);
    expect(await names('sortBy=userName')).toEqual(expected);
    expect(await names('sortBy=userName&sortOrder=descending')).toEqual(expected.toReversed());
  });

  test('RFC 7644 §3.4.2.3: a resource without a value comes last ascending and first descending', async () => {
    const ascending = (await list('sortBy=title&attributes=title')).Resources.map(({ title }: { title?: string }) => title);
    expect(ascending.slice(-5)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(ascending.slice(0, -5)).toEqual(ascending.slice(0, -5).toSorted());
    const descending = (await list('sortBy=title&sortOrder=descending&attributes=title')).Resources.map(({ title }: { title?: string }) => title);
    expect(descending.slice(0, 5)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  test('RFC 7644 §3.4.2.3: a multi-valued attribute sorts by its primary value', async () => {
    expect((await names('sortBy=emails&count=2')).map((name) => name.toLowerCase())).toEqual(['user-20', 'user-19']);
  });

  test('RFC 7644 §3.10: extension attributes sort by their URN', async () => {
    expect((await names(`sortBy=${enterpriseUrn}:employeeNumber&sortOrder=descending&count=1`))[0]).toBe('User-25');
  });

  test('RFC 7644 §3.4.2.2: filters see every attribute, in the URL of RFC 3986 as of forms', async () => {
    expect(await names('filter=userName%20eq%20%22USER-07%22')).toEqual(['User-07']);
    expect(await names('filter=userName+eq+%22USER-07%22')).toEqual(['User-07']);
    expect(await names('filter=externalId eq "x-7"')).toEqual([]);
    expect(await names('filter=emails[type eq "work" and value sw "u7@"]')).toEqual(['User-07']);
    expect(await names(`filter=${enterpriseUrn}:employeeNumber ge "024"`)).toHaveLength(2);
    expect(await names('filter=not (title pr) and active eq true')).toHaveLength(2);
    expect(await names('filter=meta.resourceType eq "User" and schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"')).toHaveLength(25);
  });

  test('RFC 3986: a plus sign inside a string of a filter is a plus sign, unless the client writes spaces so', async () => {
    await service.create('/Users', userBody('a+b@example.com'));
    expect(await names('filter=userName eq "a+b@example.com"')).toEqual(['a+b@example.com']);
    expect(await names('filter=userName+eq+"a%2Bb@example.com"')).toEqual(['a+b@example.com']);
    expect(await names('filter=userName%20eq%20%22a%2Bb@example.com%22')).toEqual(['a+b@example.com']);
    await service.send('delete', `/Users/${(await list('filter=userName sw "a"')).Resources[0].id}`);
  });

  test('RFC 7644 §3.9: attributes narrows, excludedAttributes takes away, always stays', async () => {
    const [narrow] = (await list('filter=userName eq "user-02"&attributes=USERNAME,emails.value,nothing')).Resources;
    expect(Object.keys(narrow).toSorted()).toEqual(['emails', 'id', 'schemas', 'userName']);
    expect(narrow.emails).toEqual([{ value: 'u2@example.com' }, { value: 'p28@example.org' }]);
    const [less] = (await list(`filter=userName eq "user-02"&excludedAttributes=id,emails,${enterpriseUrn},meta`)).Resources;
    expect(Object.keys(less).toSorted()).toEqual(['active', 'externalId', 'id', 'schemas', 'title', 'userName']);
    const [extension] = (await list(`filter=userName eq "user-02"&attributes=${enterpriseUrn}:employeeNumber`)).Resources;
    expect(extension).toEqual({ schemas: [userUrn, enterpriseUrn], id: expect.any(String), [enterpriseUrn]: { employeeNumber: '002' } });
  });

  test('RFC 7644 §3.4.2: unknown parameters are ignored', async () => {
    expect((await list('foo=1&aadOptscim062020')).totalResults).toBe(25);
  });

  test('a page never exceeds the published maximum', async () => {
    const limited = await openService(async () => ({ store: service.backend.store, close: async () => undefined }), { pagination: { maxCount: 4, defaultCount: 2 } });
    expect((await limited.send('get', '/ServiceProviderConfig')).body.filter.maxResults).toBe(4);
    expect((await limited.send('get', '/Users?count=1000')).body.itemsPerPage).toBe(4);
    expect((await limited.send('get', '/Users')).body.itemsPerPage).toBe(2);
  });
});
