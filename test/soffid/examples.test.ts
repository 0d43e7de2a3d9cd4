import { documentedExamples } from './examples';
import { Replay } from './replay';
import type { SoffidService } from './support/open-soffid';
import { openSoffid, soffidBackends } from './support/open-soffid';
import { standInFor } from './undocumented';

describe.each(soffidBackends)('every example of the documents, on %s', (name, open) => {
  let service: SoffidService;
  let replay: Replay;
  const replayed = new Set<string>();

  beforeAll(async () => {
    service = await openSoffid(open);
    replay = new Replay(service);
  }, 60_000);
  afterAll(async () => {
    await service.close();
    process.stdout.write(report(name, replayed));
  });

  test.each(documentedExamples)('$id: $method $path', async (example) => {
    expect(await replay.run(example)).toEqual([]);
    replayed.add(example.id);
  });
});

/** How many examples were replayed, and in which way. */
function report(name: string, replayed: ReadonlySet<string>): string {
  const sent = documentedExamples.filter(({ id }) => replayed.has(id));
  const word = sent.filter((example) => standInFor(example) === undefined).length;
  return [
    `${name}: ${documentedExamples.length} examples`,
    `  replayed to the letter: ${word}`,
    `  replayed by a request of the same kind, as only a title is left: ${sent.length - word}`,
    `  not as documented, as the failures say: ${documentedExamples.length - sent.length}\n`,
  ].join('\n');
}
