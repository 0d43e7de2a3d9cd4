import { createScimRouter } from 'scim-router';
import request from 'supertest';

import { corsParameters } from '../../src/soffid/cors-parameters';
import { MemoryStore } from '../../src/store/memory-store';
import { acceptToken } from '../support/service';

type Parameters = Parameters0<typeof corsParameters>;
type Parameters0<F> = F extends (parameters: infer P) => unknown ? P : never;

async function asked(parameters: Parameters, origin: string): Promise<Record<string, string | undefined>> {
  const cors = corsParameters(parameters);
  const listener = createScimRouter(new MemoryStore(), acceptToken, { ...(cors && { cors }) });
  const { status, headers } = await request(listener).options('/Users').set({ Origin: origin, 'Access-Control-Request-Method': 'GET' });
  return {
    status: String(status),
    origin: headers['access-control-allow-origin'],
    methods: headers['access-control-allow-methods'],
    credentials: headers['access-control-allow-credentials'],
    headers: headers['access-control-allow-headers'],
  };
}

test.each([{}, { 'soffid.scim.cors.origin': '' }, { 'soffid.scim.cors.origin': ' , ' }, { 'soffid.scim.cors.methods': 'GET' }])('%j: for no page', async (parameters) => {
  expect(corsParameters(parameters)).toBeUndefined();
  expect(await asked(parameters, 'https://a.example')).toEqual({ status: '401' });
});

test('the methods are GET, OPTIONS and HEAD by default', async () => {
  expect(await asked({ 'soffid.scim.cors.origin': 'a.example' }, 'https://a.example')).toEqual({
    status: '204',
    origin: 'https://a.example',
    methods: 'GET,OPTIONS,HEAD',
    credentials: 'true',
    headers: 'Origin,Content-Type,Accept,Authorization',
  });
});

test('all methods can be named, in any letter case', async () => {
  const methods = 'GET, POST,put,PATCH,DELETE,OPTIONS,HEAD';
  const answer = await asked({ 'soffid.scim.cors.origin': 'a.example', 'soffid.scim.cors.methods': methods }, 'https://a.example');
  expect(answer['methods']).toBe('GET,POST,PUT,PATCH,DELETE,OPTIONS,HEAD');
});

test.each(['*', 'a.example, *'])('%s: any page, but none that a browser sends kept passwords for', async (origin) => {
  expect(await asked({ 'soffid.scim.cors.origin': origin }, 'https://b.example')).toMatchObject({ status: '204', origin: '*', credentials: undefined });
});

const list = 'A.example,https://b.example, c.example:8443 ,http://d.example:8080,localhost,[::1]';
test.each([
  ['https://a.example', true],
  ['http://a.example', true],
  ['https://a.example:9000', true],
  ['https://b.example', true],
  ['http://b.example', false],
  ['https://b.example:444', false],
  ['https://c.example:8443', true],
  ['https://c.example', false],
  ['http://d.example:8080', true],
  ['https://d.example:8080', false],
  ['http://localhost:3000', true],
  ['https://sub.a.example', false],
  ['https://a.example.evil', false],
  ['https://evil-a.example', false],
  ['chrome-extension://a.example', false],
  ['null', false],
  ['https://', false],
])('of a list of domains, %s: %s', async (origin, isAllowed) => {
  const answer = await asked({ 'soffid.scim.cors.origin': list }, origin);
  expect([answer['status'], answer['origin']]).toEqual(['204', isAllowed ? origin : undefined]);
});

test.each([
  [{ 'soffid.scim.cors.origin': 'https://a.example/path' }, 'soffid.scim.cors.origin has "https://a.example/path"'],
  [{ 'soffid.scim.cors.origin': 'a.example;b.example' }, 'soffid.scim.cors.origin has "a.example;b.example"'],
  [{ 'soffid.scim.cors.origin': 'a.example', 'soffid.scim.cors.methods': 'GET,TRACE' }, 'soffid.scim.cors.methods has "TRACE"'],
])('%j cannot be read', (parameters, message) => {
  expect(() => corsParameters(parameters)).toThrow(message);
});
