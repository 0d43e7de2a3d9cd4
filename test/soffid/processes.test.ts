import type { Attributes } from 'scim-router';

import { backends } from '../support/backends';
import type { DirectoryService } from './support/open-directory';
import { openDirectory } from './support/open-directory';

const patch = (path: string, value: unknown): object => ({ Operations: [{ op: 'replace', path, value }] });
const comment = { schemas: ['urn:soffid:com.soffid.iam.bpm.api.Comment'], actor: 'admin Soffid Administrator', time: '2026-03-06 09:08:42' };

describe.each(backends)('Processes and tasks on %s (seed 001, ProcessDefinition, ProcessInstance, TaskInstance)', (_name, open) => {
  let service: DirectoryService;
  let definition: number;
  beforeEach(async () => {
    service = await openDirectory(open);
    definition = await service.put('ProcessDefinition', { name: 'Permissions request', version: 23, enabled: true, type: 'RoleApproval' });
  }, 30_000);
  afterEach(() => service.close());

  const start = (more: object = {}): Promise<number> => service.add('ProcessInstance', { processDefinition: definition, ...more });
  const addTask = (processId: number, more: Attributes = {}): Promise<number> =>
    service.put('TaskInstance', { name: 'Approve', processId, processDefinition: definition, open: true, cancelled: false, transitions: ['Reject', 'Approve'], ...more });

  test('an instance begins now, at its first step, and is called as its definition (seed 001, Create)', async () => {
    const sent = { processDefinition: definition, variables: { requester: 'admin', grants: [] }, comments: ['why'], start: '2001-01-01 00:00:00', end: '2001-01-01 00:00:00', currentTask: 'End', initiator: 'bob', dummyProcess: true };
    const { body } = await service.send('POST ProcessInstance', sent, 201);
    expect(body).toMatchObject({ description: 'Permissions request', start: '2026-03-06 09:08:42', currentTask: 'Start', dummyProcess: false, initiator: 'admin', variables: { requester: 'admin', grants: [] } });
    expect(body.comments).toEqual([{ ...comment, message: 'why' }]);
    expect(body).not.toHaveProperty('end');
    expect((await service.send('POST ProcessInstance', { processDefinition: definition, description: 'Mine' }, 201)).body.description).toBe('Mine');
  });

  test('it follows a definition that is there and enabled: else 400', async () => {
    const disabled = await service.put('ProcessDefinition', { name: 'Old', version: 1, enabled: false });
    const reason = async (body: object): Promise<unknown> => (await service.send('POST ProcessInstance', body, 400)).body.detail;
    expect(await reason({ processDefinition: 999_999 })).toBe('processDefinition is 999999, and there is no such ProcessDefinition');
    expect(await reason({ processDefinition: disabled })).toBe('The process "Old" is disabled, and no instance of it can be started');
    expect(await reason({ description: 'x' })).toContain('processDefinition');
    expect(await reason({ processDefinition: definition, transition: 'Approve' })).toBe('transition is for an instance that has been started');
    const process = await start();
    await service.send(`PATCH ProcessInstance/${process}`, patch('processDefinition', disabled), 400);
  });

  test('texts become comments of the caller, and comments that were there stay as they were (seed 001, Update all)', async () => {
    const process = await start({ comments: ['first'] });
    service.at('2026-03-07T10:00:00Z');
    await service.send(`PATCH ProcessInstance/${process}`, { Operations: [{ op: 'add', path: 'comments', value: ['second', { message: 'third', actor: 'somebody else', time: '2001-01-01 00:00:00', node: 'Start' }] }] }, 200);
    const { comments } = await service.get(`ProcessInstance/${process}`);
    const later = { ...comment, time: '2026-03-07 10:00:00' };
    expect(comments).toEqual([{ ...comment, message: 'first' }, { ...later, message: 'second' }, { ...later, message: 'third', node: 'Start' }]);
    await service.send(`PUT ProcessInstance/${process}`, { id: process, processDefinition: definition, comments: ['fourth', comments[0]], description: 'x' }, 200);
    expect((await service.get(`ProcessInstance/${process}`))['comments']).toEqual([{ ...later, message: 'fourth' }, { ...comment, message: 'first' }]);
  });

  test('start, description and variables change; what the process keeps does not (seed 001, Update partial, Update all)', async () => {
    const process = await start();
    const { body } = await service.send(`PATCH ProcessInstance/${process}`, patch('start', '2021-05-14 00:00:00'), 200);
    expect(body.start).toBe('2021-05-14 00:00:00');
    const replaced = await service.send(`PUT ProcessInstance/${process}`, { id: process, processDefinition: definition, currentTask: 'End', variables: { a: 1 } }, 200);
    expect(replaced.body).toMatchObject({ start: '2021-05-14 00:00:00', description: 'Permissions request', currentTask: 'Start', initiator: 'admin', variables: { a: 1 } });
    await service.send(`PUT ProcessInstance/${process}`, { id: process + 1, processDefinition: definition }, 400);
  });

  test('an instance that is deleted ends, its open tasks are called off, and all records stay (seed 001, Delete; behaviours 22)', async () => {
    const process = await start();
    const [task, done, elsewhere] = [await addTask(process), await addTask(process, { open: false, end: '2026-03-01 00:00:00' }), await addTask(await start())];
    service.at('2026-03-07T10:00:00Z');
    await service.send(`DELETE ProcessInstance/${process}`, undefined, 204);
    service.at('2026-03-08T10:00:00Z');
    await service.send(`DELETE ProcessInstance/${process}`, undefined, 204);
    expect(await service.get(`ProcessInstance/${process}`)).toMatchObject({ end: '2026-03-07 10:00:00' });
    expect((await service.get('ProcessInstance?filter=end%20pr')).totalResults).toBe(1);
    expect(await service.get(`TaskInstance/${task}`)).toMatchObject({ cancelled: true, open: false, end: '2026-03-07 10:00:00' });
    expect(await service.get(`TaskInstance/${done}`)).toMatchObject({ cancelled: false, end: '2026-03-01 00:00:00' });
    expect(await service.get(`TaskInstance/${elsewhere}`)).toMatchObject({ cancelled: false, open: true });
  });

  test('a transition of an instance finishes the open task that has it, is not shown, and needs one (behaviours 81)', async () => {
    const process = await start();
    const task = await addTask(process);
    const { body } = await service.send(`PATCH ProcessInstance/${process}`, patch('transition', 'Approve'), 200);
    expect(body).not.toHaveProperty('transition');
    expect(await service.get(`TaskInstance/${task}`)).toMatchObject({ open: false, cancelled: false, end: '2026-03-06 09:08:42' });
    expect(await service.stored('TaskInstance', task)).toMatchObject({ transition: 'Approve' });
    const refused = await service.send(`PATCH ProcessInstance/${process}`, patch('transition', 'Approve'), 400);
    expect(refused.body.detail).toBe('No open task of the process has the transition "Approve"');
    await service.send(`DELETE ProcessInstance/${process}`, undefined, 204);
    expect((await service.send(`PATCH ProcessInstance/${process}`, patch('transition', 'Approve'), 409)).body.detail).toBe('The process has ended');
  });

  test('of a task the variables, the actor and blocking change, and nothing else (seed 001, Update partial, Update all)', async () => {
    const task = await addTask(await start(), { priority: 3, pooledActors: ['admin'], blocking: false });
    const before = await service.get(`TaskInstance/${task}`);
    const body = { ...before, name: 'x', processId: 1, priority: 1, open: false, cancelled: true, pooledActors: ['bob'], transitions: ['x'], blocking: true, variables: { a: 'b' } };
    const replaced = await service.send(`PUT TaskInstance/${task}`, body, 200);
    expect(replaced.body).toEqual({ ...before, meta: expect.anything(), blocking: true, variables: { a: 'b' } });
    const { body: patched } = await service.send(`PATCH TaskInstance/${task}`, patch('blocking', false), 200);
    expect(patched).toMatchObject({ blocking: false, variables: { a: 'b' } });
  });

  test('a task starts when it is assigned, to a user who is there (resource types, TaskInstance start)', async () => {
    const task = await addTask(await start());
    const { body } = await service.send(`PATCH TaskInstance/${task}`, patch('actorId', 'ADMIN'), 200);
    expect(body).toMatchObject({ actorId: 'admin', start: '2026-03-06 09:08:42' });
    service.at('2026-03-07T10:00:00Z');
    expect((await service.send(`PATCH TaskInstance/${task}`, patch('blocking', true), 200)).body.start).toBe('2026-03-06 09:08:42');
    expect((await service.send(`PATCH TaskInstance/${task}`, patch('actorId', 'nobody'), 400)).body.detail).toBe('actorId names the User "nobody", which does not exist');
    const released = await service.send(`PATCH TaskInstance/${task}`, { Operations: [{ op: 'remove', path: 'actorId' }] }, 200);
    expect(released.body).not.toHaveProperty('start');
  });

  test('a task is finished with one of its transitions; the process gets its variables and what was said (behaviours 81)', async () => {
    const process = await start({ variables: { requester: 'admin', approved: 'no' } });
    const task = await addTask(process, { variables: { requester: 'admin' } });
    const refused = await service.send(`PATCH TaskInstance/${task}`, patch('transition', 'Delegate'), 400);
    expect(refused.body.detail).toBe('The task has no transition "Delegate"; it has: Reject, Approve');
    const { body } = await service.send(`PATCH TaskInstance/${task}`, { Operations: [{ op: 'replace', value: { transition: 'Approve', comment: 'fine', variables: { approved: 'yes' } } }] }, 200);
    expect(body).toMatchObject({ open: false, cancelled: false, end: '2026-03-06 09:08:42' });
    expect(body).not.toHaveProperty('transition');
    expect(body).not.toHaveProperty('comment');
    expect(await service.get(`ProcessInstance/${process}`)).toMatchObject({ variables: { requester: 'admin', approved: 'yes' }, comments: [{ ...comment, message: 'fine', node: 'Approve' }] });
    expect((await service.send(`PATCH TaskInstance/${task}`, patch('transition', 'Reject'), 409)).body.detail).toBe('The task is no longer open');
    await service.send(`PATCH TaskInstance/${task}`, patch('transition', 'Approve'), 200);
    await service.send(`PUT TaskInstance/${task}`, { id: task, variables: {} }, 200);
    expect(await service.stored('TaskInstance', task)).toMatchObject({ transition: 'Approve', open: false });
  });

  test('a task is finished once, however many finish it at the same time, and what the others said is not kept', async () => {
    const process = await start();
    const transitions = ['Approve', 'Reject', 'Return', 'Delegate'];
    const task = await addTask(process, { transitions });
    const finish = (transition: string): object => ({ Operations: [{ op: 'replace', value: { transition, comment: transition } }] });
    const calls = [
      service.send(`PATCH TaskInstance/${task}`, finish('Approve')),
      service.send(`PATCH ProcessInstance/${process}`, patch('transition', 'Reject')),
      service.send(`PATCH TaskInstance/${task}`, finish('Return')),
      service.send(`PATCH ProcessInstance/${process}`, patch('transition', 'Delegate')),
    ];
    const statuses = (await Promise.all(calls)).map(({ status }) => status);
    const winner = statuses.indexOf(200);
    expect(statuses.map((status, index) => [400, 409].includes(status) !== (index === winner))).toEqual([true, true, true, true]);
    expect((await service.stored('TaskInstance', task))['transition']).toBe(transitions[winner]);
    const { comments } = await service.get(`ProcessInstance/${process}`);
    expect(comments.map(({ message }: { readonly message: string }) => message)).toEqual(winner % 2 === 0 ? [transitions[winner]] : []);
  });

  test('a comment alone is added to the process of the task; the same words may be said again', async () => {
    const process = await start();
    const task = await addTask(process);
    await service.send(`PATCH TaskInstance/${task}`, patch('comment', 'wait'), 200);
    await service.send(`PATCH TaskInstance/${task}`, patch('comment', 'wait'), 200);
    const said = { ...comment, message: 'wait', node: 'Approve' };
    expect((await service.get(`ProcessInstance/${process}`))['comments']).toEqual([said, said]);
    expect(await service.get(`TaskInstance/${task}`)).toMatchObject({ open: true });
    expect(await service.stored('TaskInstance', task)).not.toHaveProperty('comment');
    const alone = await addTask(999_999);
    await service.send(`PATCH TaskInstance/${alone}`, patch('comment', 'lost'), 409);
  });

  test('a task that is deleted is called off and stays (seed 001, Delete; behaviours 22)', async () => {
    const task = await addTask(await start());
    await service.send(`DELETE TaskInstance/${task}`, undefined, 204);
    const kept = { cancelled: true, open: false, end: '2026-03-06 09:08:42' };
    expect(await service.get(`TaskInstance/${task}`)).toMatchObject(kept);
    service.at('2026-03-07T10:00:00Z');
    await service.send(`DELETE TaskInstance/${task}`, undefined, 204);
    expect(await service.get(`TaskInstance/${task}`)).toMatchObject(kept);
  });

  test.each([
    ['POST', 'TaskInstance', 'GET, HEAD'],
    ['POST', 'ProcessDefinition', 'GET, HEAD'],
    ['PUT', 'ProcessDefinition/1', 'GET, HEAD'],
    ['PATCH', 'ProcessDefinition/1', 'GET, HEAD'],
    ['DELETE', 'ProcessDefinition/1', 'GET, HEAD'],
  ])('%s %s is not allowed: 405 (behaviours 21)', async (method, path, allow) => {
    const { headers, body } = await service.send(`${method} ${path}`, method === 'DELETE' ? undefined : {}, 405);
    expect(headers['allow']).toBe(allow);
    expect(body.schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:Error']);
  });

  test('instances are found by their definition and their tasks, and tasks by their process', async () => {
    const process = await start();
    await start({ processDefinition: await service.put('ProcessDefinition', { name: 'Other' }) });
    const task = await addTask(process);
    const found = async (path: string): Promise<unknown> => (await service.get(encodeURI(path)))['Resources'].map(({ id }: { readonly id: number }) => id);
    expect(await found(`ProcessInstance?filter=processDefinition eq ${definition}`)).toEqual([process]);
    expect(await found(`ProcessInstance?filter=processDefinition.name eq 'Permissions request'`)).toEqual([process]);
    expect(await found(`ProcessInstance?filter=tasks.open eq true`)).toEqual([process]);
    expect(await found(`TaskInstance?filter=process.initiator eq 'admin'`)).toEqual([task]);
  });
});
