import type { WireResponse } from '../support/http-client';
import { jsonOf } from './invariants';
import type { Lab } from './lab';
import { baseOf, passwordCanary } from './lab';

interface Outcome {
  readonly lab: Lab;
  readonly responses: readonly WireResponse[];
}

type Procedure = (outcome: Outcome) => Promise<readonly string[]> | readonly string[];

/** The named checks of the vectors. */
export const procedures: Readonly<Record<string, Procedure>> = {
  exactlyOneCreated: ({ responses }) => {
    const created = responses.filter(({ status }) => status === 201).length;
    const conflicts = responses.filter(({ status }) => status === 409).length;
    return created === 1 && conflicts === responses.length - 1 ? [] : [`${created} times 201 and ${conflicts} times 409 of ${responses.length}`];
  },
  singleMember: async ({ lab }) => {
    const { text } = await lab.ask('GET', `/Groups/${lab.lookup('A.staff')}`);
    const members = jsonOf(text)?.members as unknown[] | undefined;
    return members?.length === 1 ? [] : [`staff has the members ${JSON.stringify(members)}`];
  },
  basepathRace: ({ responses }) =>
    responses.flatMap(({ status, text }, index) => {
      const [own, other] = index < responses.length / 2 ? (['A', 'B'] as const) : (['B', 'A'] as const);
      const isOwn = status === 200 && text.includes(baseOf(own)) && !text.includes(baseOf(other));
      return isOwn ? [] : [`request ${index} of tenant ${own}: ${status} ${text.slice(0, 200)}`];
    }),
  sortOracle: async ({ lab, responses }) => {
    if (responses.every(({ status }) => status === 400)) return [];
    const [before] = responses;
    const swap = (id: string, password: string) =>
      lab.ask('PATCH', `/Users/${id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', path: 'password', value: password }] });
    await swap(lab.lookup('A.alice') ?? '', 'zzzz');
    await swap(lab.lookup('A.bob') ?? '', passwordCanary);
    const { text } = await lab.ask('GET', '/Users?sortBy=password');
    const order = (list: string): unknown => (jsonOf(list)?.Resources as { id: string }[] | undefined)?.map(({ id }) => id);
    return JSON.stringify(order(before?.text ?? '')) === JSON.stringify(order(text)) ? [] : ['the order follows the passwords'];
  },
  activeStringFalse: ({ responses: [patched, read] }) => {
    const active: unknown = jsonOf(read?.text ?? '')?.active;
    const isChanged = patched !== undefined && patched.status < 300;
    return active === 'False' || (isChanged && active !== false) ? [`answered ${patched?.status}, and active is ${JSON.stringify(active)}`] : [];
  },
};
