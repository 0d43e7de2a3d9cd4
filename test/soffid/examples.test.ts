import { documentedExamples } from './examples';
import notYet from './not-yet.json';
import { Replay } from './replay';
import type { SoffidService } from './support/open-soffid';
import { openSoffid, soffidBackends } from './support/open-soffid';
import { standInFor } from './undocumented';

const pending: ReadonlySet<string> = new Set<string>(notYet);

describe.each(soffidBackends)('every example of the documents, on %s', (name, open) => {
  let service: SoffidService;
  let replay: Replay;
  const outcomes = new Map<string, 'as documented' | 'not yet'>();

  beforeAll(async () => {
    service = await openSoffid(open);
    replay = new Replay(service);
  }, 60_000);
  afterAll(async () => {
    await service.close();
    process.stdout.write(report(name, outcomes));
  });

  test.each(documentedExamples)('$id: $method $path', async (example) => {
    const faults = await replay.run(example).catch((error: unknown) => [String(error)]);
    outcomes.set(example.id, faults.length === 0 ? 'as documented' : 'not yet');
    if (!pending.has(example.id)) expect(faults).toEqual([]);
  });
});

/** How many examples were replayed, and in which way. */
function report(name: string, outcomes: ReadonlyMap<string, string>): string {
  const sent = documentedExamples.filter(({ id }) => outcomes.get(id) === 'as documented');
  const word = sent.filter((example) => standInFor(example) === undefined).length;
  const lines = [
    `${name}: ${documentedExamples.length} examples`,
    `  replayed to the letter: ${word}`,
    `  replayed by a request of the same kind, as only a title is left: ${sent.length - word}`,
    `  not as documented yet: ${documentedExamples.length - sent.length}`,
  ];
  const found = [...pending].filter((id) => outcomes.get(id) === 'as documented');
  if (found.length > 0) lines.push(`  no longer to be listed in not-yet.json: ${found.join(', ')}`);
  return `${lines.join('\n')}\n`;
}
