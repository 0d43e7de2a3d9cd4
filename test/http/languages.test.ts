import type { Language } from 'scim-router';
import { ForbiddenError, MemoryStore, createScimRouter, detail } from 'scim-router';
import { ca, es, nl } from 'scim-router/languages';
import request from 'supertest';

import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { acceptToken, groupBody, mountPath, openService, patchBody, userBody } from '../support/service';
import cases from './cases/languages.json';

interface LanguageCase {
  readonly name: string;
  readonly accept?: string;
  readonly language: string;
}

const brazilian: Language = { tag: 'pt-BR', templates: { '{0} {1} does not exist': '{0} {1} não existe' } };
const languages = [es, ca, nl, brazilian];

const notFound: Readonly<Record<string, string>> = {
  en: 'User x does not exist',
  es: 'User x no existe',
  ca: 'User x no existeix',
  nl: 'User x bestaat niet',
  'pt-BR': 'User x não existe',
};

describe.each(backends)('languages on %s', (_name, open) => {
  let service: TestService;
  const inSpanish = { 'Accept-Language': 'es' };

  beforeAll(async () => {
    service = await openService(open, {
      languages,
      limits: { filterLength: 200 },
      hooks: {
        beforeWrite: ({ operation, type }) => {
          if (operation === 'create' && type.name === 'Group') throw new ForbiddenError('Ask your administrator');
          if (operation === 'delete') throw new ForbiddenError(detail`Delete no ${type.name}`);
        },
      },
    });
  });
  afterAll(() => service.close());

  test.each(cases as readonly LanguageCase[])('RFC 9110 §12.5.4: errors are told in $language for $name', async ({ accept, language }) => {
    const response = await service.send('get', '/Users/x', undefined, accept === undefined ? {} : { 'Accept-Language': accept });
    expect([response.status, response.body.detail]).toEqual([404, notFound[language]]);
    expect(response.headers).toMatchObject({ 'content-language': language, vary: 'Accept-Language' });
  });

  test('pieces of an error are in the same language as the whole', async () => {
    const filter = encodeURIComponent('userNam eq "x"');
    const details = languages.slice(0, 3).map(async ({ tag }) => (await service.send('get', `/Users?filter=${filter}`, undefined, { 'Accept-Language': tag })).body.detail as string);
    expect(await Promise.all(details)).toEqual([
      'Atributo desconocido "userNam" en la posición 1; ¿quería decir "userName"?',
      'Atribut desconegut "userNam" a la posició 1; volíeu dir "userName"?',
      'Onbekend attribuut "userNam" op positie 1; bedoelde u "userName"?',
    ]);
  });

  test('values that are refused, and what conflicts, are told in the language', async () => {
    const wrong = await service.send('post', '/Users', userBody('wrong', { emails: [{ value: 1 }] }), inSpanish);
    expect([wrong.status, wrong.body.detail]).toEqual([400, 'emails[0].value debe ser una cadena']);
    await service.create('/Users', userBody('taken'));
    const taken = await service.send('post', '/Users', userBody('Taken'), inSpanish);
    expect([taken.status, taken.body.detail]).toEqual([409, 'userName ya está en uso en otro User']);
  });

  test('bulk jobs tell what failed in the language, and name it only when something failed', async () => {
    const bulk = (Operations: readonly object[]): object => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations });
    const create = (userName: string): object => ({ method: 'POST', path: '/Users', bulkId: userName, data: userBody(userName) });
    const good = await service.send('post', '/Bulk', bulk([create('one')]), inSpanish);
    expect([good.status, good.headers['content-language']]).toEqual([200, undefined]);
    const bad = await service.send('post', '/Bulk', bulk([create('two'), { method: 'DELETE', path: '/Users/x' }]), inSpanish);
    expect(bad.body.Operations[1].response.detail).toBe('User x no existe');
    expect(bad.headers).toMatchObject({ 'content-language': 'es', vary: 'Accept-Language' });
  });

  test('what is refused before anybody is known is told in the language', async () => {
    const response = await request(service.listener).get(`${mountPath}/Users`).set('Accept-Language', 'nl');
    expect([response.status, response.body.detail, response.headers['content-language']]).toEqual([401, 'Geldige inloggegevens zijn vereist', 'nl']);
  });

  test('what is refused before a body has been read is told in the language', async () => {
    const response = await service.send('post', '/Users', '{}', { ...inSpanish, 'Content-Type': 'text/plain' });
    expect([response.status, response.body.detail]).toEqual([415, 'El cuerpo debe ser application/scim+json o application/json']);
    const early = await service.send('patch', '/Users/x', patchBody({ op: 'jump' }), inSpanish);
    expect([early.status, early.body.detail]).toEqual([400, 'Operations[0].op debe ser "add", "remove" o "replace"']);
  });

  test('a text of the host is what it is, and said to be in no language', async () => {
    const response = await service.send('post', '/Groups', groupBody('Team'), inSpanish);
    expect([response.status, response.body.detail, response.headers['content-language']]).toEqual([403, 'Ask your administrator', undefined]);
  });

  test('a template that a language does not have stays English, and says so', async () => {
    const { id } = await service.create('/Users', userBody('stays'));
    const response = await service.send('delete', `/Users/${id as string}`, undefined, inSpanish);
    expect([response.status, response.body.detail, response.headers['content-language']]).toEqual([403, 'Delete no User', 'en']);
  });

  test('a header longer than any preference is read to its limit', async () => {
    const response = await service.send('get', '/Users/x', undefined, { 'Accept-Language': `${'x,'.repeat(2000)}es` });
    expect([response.status, response.headers['content-language']]).toEqual([404, 'en']);
  });
});

test('a fault is told in the language, with nothing of what happened', async () => {
  const store = new MemoryStore();
  store.get = () => Promise.reject(new Error('secret'));
  const listener = createScimRouter(store, acceptToken, { languages, onError: () => undefined });
  const response = await request(listener).get('/Users/x').set('Authorization', 'Bearer test-token-0123456789').set('Accept-Language', 'ca');
  expect([response.status, response.headers['content-language']]).toEqual([500, 'ca']);
  expect(response.body.detail).toMatch(/^El proveïdor de serveis no ha pogut processar la petició [0-9a-f-]{36}$/);
});

test('what is served without a credential is refused in the language', async () => {
  const listener = createScimRouter(new MemoryStore(), acceptToken, { languages, publicDiscovery: true });
  const response = await request(listener).get('/Schemas/x').set('Accept-Language', 'es');
  expect([response.status, response.body.detail, response.headers['content-language']]).toEqual([404, 'No hay ningún esquema "x"', 'es']);
});

test('an answer that depends on the origin and on the language says so of both', async () => {
  const listener = createScimRouter(new MemoryStore(), acceptToken, { languages, cors: { origin: ['https://app.example'] } });
  const response = await request(listener).get('/Users').set('Origin', 'https://app.example').set('Accept-Language', 'es');
  expect([response.status, response.headers['content-language']]).toEqual([401, 'es']);
  expect(response.headers['vary']!.split(', ').sort()).toEqual(['Accept-Language', 'Origin']);
});

test.each([[undefined], [[]]])('without languages (%j) errors are English and nothing depends on Accept-Language', async (none) => {
  const listener = createScimRouter(new MemoryStore(), acceptToken, none === undefined ? {} : { languages: none });
  const response = await request(listener).get('/Users').set('Accept-Language', 'es');
  expect([response.status, response.body.detail]).toEqual([401, 'A valid credential is required']);
  expect([response.headers['content-language'], response.headers['vary']]).toEqual([undefined, undefined]);
});

test('English texts can be replaced, too', async () => {
  const english: Language = { tag: 'en', templates: { 'A valid credential is required': 'Who are you?' } };
  const listener = createScimRouter(new MemoryStore(), acceptToken, { languages: [es, english] });
  const response = await request(listener).get('/Users').set('Accept-Language', 'en-GB');
  expect([response.body.detail, response.headers['content-language']]).toEqual(['Who are you?', 'en']);
});

test.each([
  ['no array', 'es', 'options.languages must be an array, such as [es, ca] of scim-router/languages'],
  ['no language', [undefined], 'options.languages: a language has a tag, such as "es", and templates'],
  ['no tag', [{ templates: {} }], 'options.languages: a language has a tag, such as "es", and templates'],
  ['a tag that is none', [{ tag: 'es_ES', templates: {} }], 'options.languages: a language has a tag, such as "es", and templates'],
  ['no templates', [{ tag: 'es' }], 'options.languages: a language has a tag, such as "es", and templates'],
  ['one tag twice', [es, { ...es, tag: 'ES' }], 'options.languages has two languages with the tag "ES"'],
])('languages that are wrong, such as %s, are refused at start', (_name, wrong, message) => {
  expect(() => createScimRouter(new MemoryStore(), acceptToken, { languages: wrong as never })).toThrow(new TypeError(message));
});
