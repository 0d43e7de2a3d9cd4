import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import ts from 'typescript';

/** A block of code of a page. */
export interface CodeBlock {
  readonly language: string;
  readonly code: string;
}

/** What the program of a page has printed, block by block. */
export interface RunPage<T> {
  readonly result: T;
  readonly printed: readonly (readonly unknown[])[];
}

const docs = join(__dirname, '../../docs');

/** The blocks of a page of docs/, in order. */
export function blocksOf(page: string): readonly CodeBlock[] {
  const text = readFileSync(join(docs, page), 'utf8');
  return Array.from(text.matchAll(/^```(\w+)\n([^]*?)^```/gm), ([, language = '', code = '']) => ({ language, code }));
}

interface Program {
  /** What a page takes from its surroundings. */
  readonly environment: Readonly<Record<string, string>>;
  /** The expression whose value is wanted in the end. */
  readonly result: string;
}

/**
 * Runs the TypeScript of a page as one program, from its first block to its last: what one block declares, later ones
 * use. Servers listen on any port.
 */
export async function runPage<T>(blocks: readonly CodeBlock[], { environment, result }: Program): Promise<RunPage<T>> {
  const sources = blocks.map(({ language, code }) => (language === 'ts' ? code.replaceAll('.listen(3000)', '.listen(0)') : ''));
  const imports = sources.flatMap((source) => source.match(/^import [^]*?;\n/gm) ?? []);
  const bodies = sources.map((source, index) => `at(${index});\n${source.replaceAll(/^import [^]*?;\n/gm, '').replaceAll(/^export /gm, '')}`);
  const program = `${imports.join('')}export async function run(at, console, process) {\n${bodies.join('\n')}\nreturn ${result};\n}`;
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
  const { outputText } = ts.transpileModule(program, { compilerOptions: options });
  const exported: { run?: (at: (index: number) => void, console: object, process: object) => Promise<T> } = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, no-new-func -- the page is the program
  (new Function('require', 'exports', outputText) as (load: unknown, exports: unknown) => void)(createRequire(__filename), exported);
  const printed: unknown[][] = blocks.map(() => []);
  let current = 0;
  const console = { log: (value: unknown) => printed[current]?.push(value) };
  const answer = await exported.run?.((index) => (current = index), console, { env: environment });
  return { result: answer as T, printed };
}

/** The files that a page of docs/ has links to. */
export function linksOf(page: string): readonly string[] {
  const file = join(docs, page);
  return Array.from(readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g), ([, path = '']) => join(dirname(file), path));
}
