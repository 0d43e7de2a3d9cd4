import type { RecordedExample } from 'scim-router/openapi';
import { scryptPasswords } from 'scim-router';

import { recordedBaseUrl } from '../../../src/openapi/recorded-example';
import { enterpriseUrn, groupUrn, patchBody, userUrn } from '../../support/service';
import { openDescribed } from './open-document';

type Step = Pick<RecordedExample, 'name' | 'operation' | 'schema' | 'body'> & {
  /** Method and path; `{ada}` stands for the id that the step of that name was answered with. */
  readonly request: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const bulkUrn = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const searchUrn = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

const ada = {
  schemas: [userUrn, enterpriseUrn],
  externalId: 'hr-1001',
  userName: 'ada.lovelace',
  name: { givenName: 'Ada', familyName: 'Lovelace', formatted: 'Ada Lovelace' },
  displayName: 'Ada Lovelace',
  active: true,
  emails: [{ value: 'ada@example.com', type: 'work', primary: true }],
  [enterpriseUrn]: { employeeNumber: '1001', department: 'Analysis' },
};
const grace = { schemas: [userUrn], userName: 'grace.hopper', password: 'correct horse battery staple' };

/** In this order: what one makes, those that follow find. No answer has a `$ref`: tools would follow it. */
const steps: readonly Step[] = [
  { name: 'ada', schema: userUrn, operation: 'create', request: 'POST /Users', body: ada },
  { name: 'grace', schema: userUrn, operation: 'create', request: 'POST /Users?attributes=userName', body: grace },
  { name: 'analysts', schema: groupUrn, operation: 'create', request: 'POST /Groups?excludedAttributes=members.$ref', body: { schemas: [groupUrn], displayName: 'Analysts', members: [{ value: '{ada}' }] } },
  { name: 'read', schema: userUrn, operation: 'get', request: 'GET /Users/{ada}?excludedAttributes=groups.$ref' },
  { name: 'members', schema: groupUrn, operation: 'get', request: 'GET /Groups/{analysts}?excludedAttributes=members.$ref' },
  { name: 'byUserName', schema: userUrn, operation: 'query', request: 'GET /Users?filter=userName%20eq%20%22ada.lovelace%22&excludedAttributes=groups' },
  { name: 'firstPage', schema: userUrn, operation: 'query', request: 'GET /Users?attributes=userName,active&sortBy=userName&count=1' },
  { name: 'ofUser', schema: groupUrn, operation: 'query', request: 'GET /Groups?filter=members.value%20eq%20%22{ada}%22&excludedAttributes=members' },
  {
    name: 'byMail',
    schema: userUrn,
    operation: 'search',
    request: 'POST /Users/.search',
    body: { schemas: [searchUrn], filter: 'emails[type eq "work" and value ew "@example.com"]', attributes: ['userName', 'emails'] },
  },
  { name: 'rename', schema: userUrn, operation: 'replace', request: 'PUT /Users/{ada}?excludedAttributes=groups', body: { ...ada, displayName: 'Countess Lovelace' } },
  { name: 'deactivate', schema: userUrn, operation: 'patch', request: 'PATCH /Users/{ada}?attributes=userName,active', body: patchBody({ op: 'replace', path: 'active', value: false }) },
  { name: 'addMember', schema: groupUrn, operation: 'patch', request: 'PATCH /Groups/{analysts}', body: patchBody({ op: 'add', path: 'members', value: [{ value: '{grace}' }] }) },
  { name: 'everything', operation: 'query', request: 'GET /?filter=meta.lastModified%20gt%20%222011-05-13T04:42:34Z%22&attributes=userName,displayName' },
  { name: 'named', operation: 'search', request: 'POST /.search', body: { schemas: [searchUrn], filter: 'displayName sw "A"', attributes: ['displayName'] } },
  {
    name: 'userInGroup',
    operation: 'Bulk',
    request: 'POST /Bulk',
    body: {
      schemas: [bulkUrn],
      failOnErrors: 1,
      Operations: [
        { method: 'POST', path: '/Users', bulkId: 'katherine', data: { schemas: [userUrn], userName: 'katherine.johnson' } },
        { method: 'PATCH', path: '/Groups/{analysts}', data: patchBody({ op: 'add', path: 'members', value: [{ value: 'bulkId:katherine' }] }) },
      ],
    },
  },
  { name: 'invalidFilter', schema: userUrn, operation: 'query', request: 'GET /Users?filter=userNam%20eq%20%22ada%22' },
  { name: 'invalidValue', schema: userUrn, operation: 'create', request: 'POST /Users', body: { schemas: [userUrn], userName: 'x', active: 'perhaps' } },
  { name: 'unauthenticated', schema: userUrn, operation: 'query', request: 'GET /Users', headers: { Authorization: '' } },
  { name: 'notFound', schema: userUrn, operation: 'get', request: 'GET /Users/nobody' },
  { name: 'uniqueness', schema: userUrn, operation: 'create', request: 'POST /Users', body: { schemas: [userUrn], userName: 'ADA.LOVELACE' } },
  { name: 'versionMismatch', schema: userUrn, operation: 'delete', request: 'DELETE /Users/{ada}', headers: { 'If-Match': 'W/"0"' } },
  { name: 'mediaType', schema: userUrn, operation: 'create', request: 'POST /Users', body: {}, headers: { 'Content-Type': 'text/plain' } },
];

/** Sends the requests of the core profile, and keeps what is answered. */
export async function recordCore(): Promise<readonly RecordedExample[]> {
  const { send, close } = await openDescribed({ baseUrl: recordedBaseUrl, passwords: scryptPasswords({ cost: 1024 }) });
  const ids = new Map<string, string>();
  const withIds = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => ids.get(name) ?? '');
  const recorded: RecordedExample[] = [];
  for (const { request, headers, ...step } of steps) {
    const summary = withIds(request);
    const [method, path] = summary.split(' ') as [string, string];
    const body = step.body === undefined ? undefined : (JSON.parse(withIds(JSON.stringify(step.body))) as object);
    const { status, text } = await send(method.toLowerCase() as 'get', path, body, headers);
    const answer = text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>);
    if (typeof answer?.['id'] === 'string') ids.set(step.name, answer['id']);
    recorded.push({ ...step, summary, ...(body !== undefined && { body }), status, ...(answer !== undefined && { answer }) });
  }
  await close();
  return recorded;
}
