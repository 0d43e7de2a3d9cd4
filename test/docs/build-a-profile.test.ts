import { existsSync } from 'node:fs';
import type { Server } from 'node:http';

import { blocksOf, linksOf, runPage } from './page';

const page = 'ecosystem/build-a-profile.md';
const blocks = blocksOf(page);

test('docs/ecosystem/build-a-profile.md: the program of the page runs, and prints what stands below each part', async () => {
  const { result: server, printed } = await runPage<Server>(blocks, { environment: {}, result: 'server' });
  await new Promise((resolve) => server.close(resolve));
  const answers = blocks.flatMap(({ language, code }, index) => (language === 'json' ? [{ answer: JSON.parse(code) as unknown, printed: printed[index - 1] ?? [] }] : []));
  expect(answers).toHaveLength(3);
  for (const { answer, printed: values } of answers) expect(values.length === 1 ? values[0] : values).toEqual(answer);
});

test('docs/ecosystem/build-a-profile.md: every link leads to a file', () => {
  const links = linksOf(page);
  expect(links.length).toBeGreaterThan(20);
  for (const path of links) expect([path, existsSync(path)]).toEqual([path, true]);
});
