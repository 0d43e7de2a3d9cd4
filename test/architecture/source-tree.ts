import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

/** One import, re-export, `import()` or `import` type of a file. */
export interface Import {
  readonly specifier: string;
  /** Whether nothing of it is left in JavaScript. */
  readonly typeOnly: boolean;
  /** Path of the imported file; `undefined` for a package. */
  readonly target: string | undefined;
}

/** One TypeScript file of src/. */
export interface SourceFile {
  /** Relative to src/, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly syntax: ts.SourceFile;
  readonly imports: readonly Import[];
}

export type SourceTree = readonly SourceFile[];

/** Parses files given as text by their path; imports resolve among them. */
export function parseTree(files: Readonly<Record<string, string>>): SourceTree {
  const paths = new Set(Object.keys(files));
  return Object.entries(files).map(([file, text]) => {
    const syntax = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
    const imports = importsOf(syntax).map((each) => ({ ...each, target: resolve(file, each.specifier, paths) }));
    return { path: file, text, syntax, imports };
  });
}

/** Reads every TypeScript file below a folder. */
export function readTree(folder: string): SourceTree {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const entries = files.map((file) => [file.split(path.sep).join('/'), readFileSync(path.join(folder, file), 'utf8')]);
  return parseTree(Object.fromEntries(entries) as Record<string, string>);
}

/** The first folder of a path, or the file itself at the top. */
export function topFolder(file: string): string {
  return file.split('/', 1)[0] ?? file;
}

function resolve(from: string, specifier: string, paths: ReadonlySet<string>): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const base = path.posix.join(path.posix.dirname(from), specifier);
  const found = [`${base}.ts`, `${base}/index.ts`].find((candidate) => paths.has(candidate));
  return found ?? `${base}.ts`;
}

function importsOf(syntax: ts.SourceFile): { specifier: string; typeOnly: boolean }[] {
  const found: { specifier: string; typeOnly: boolean }[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) found.push({ specifier, typeOnly: isTypeOnly(node) });
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return found;
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literalText(node.moduleSpecifier);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return literalText(node.argument.literal);
  if (ts.isExternalModuleReference(node)) return literalText(node.expression);
  const isLoad = ts.isCallExpression(node) && /^(import|require)$/.test(node.expression.getText());
  return isLoad ? literalText(node.arguments[0]) : undefined;
}

function literalText(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}
