import ts from 'typescript';

import type { Rule } from './layers';
import type { SourceFile } from './source-tree';

const maximumLines = 400;
const usualLines = 250;

/** Names that say nothing, so that anything ends up in them. */
const drawers = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'types', 'shared', 'lib'];

/** RFC 7643 §3.1 calls its attributes common. */
const notDrawers = ['schema/core/common.ts'];

/** Files and folders are named after a concept, in kebab-case. */
export const namesAreConcepts: Rule = (tree) =>
  tree
    .filter(({ path }) => !notDrawers.includes(path))
    .filter(({ path }) => {
      const names = path.replace(/\.ts$/, '').split('/');
      return names.some((name) => drawers.includes(name) || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name));
    })
    .map(({ path }) => `${path} is not named after a concept, in kebab-case`);

/** No file is too long, and nine of ten are short. */
export const filesAreShort: Rule = (tree) => {
  const lengths = tree.map(({ text }) => lineCount(text)).sort((a, b) => a - b);
  const ninetieth = lengths[Math.ceil(lengths.length * 0.9) - 1] ?? 0;
  return [
    ...tree
      .filter(({ text }) => lineCount(text) > maximumLines)
      .map(({ path, text }) => `${path} has ${lineCount(text)} lines, more than ${maximumLines}`),
    ...(ninetieth > usualLines ? [`One file in ten has ${ninetieth} lines or more, more than ${usualLines}`] : []),
  ];
};

function lineCount(text: string): number {
  return text.split('\n').length - 1;
}

/** Unfinished work is finished, or not there. */
export const nothingIsLeftToDo: Rule = (tree) =>
  tree.filter(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text)).map(({ path }) => `${path} has something left to do`);

/** Everything is exported by its name. */
export const noDefaultExports: Rule = (tree) =>
  tree.filter(hasDefaultExport).map(({ path }) => `${path} has a default export`);

function hasDefaultExport({ syntax }: SourceFile): boolean {
  return syntax.statements.some(
    (statement) =>
      ts.isExportAssignment(statement) ||
      (ts.canHaveModifiers(statement) &&
        ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true) ||
      (ts.isExportDeclaration(statement) && /\bas default\b/.test(statement.getText())),
  );
}

/** Two routers in one process never meet: a module holds nothing that changes. */
export const noModuleState: Rule = (tree) =>
  tree.flatMap((file) =>
    file.syntax.statements
      .filter(ts.isVariableStatement)
      .flatMap(({ declarationList }) => declarationList.declarations.filter(isMutable))
      .map((declaration) => `${file.path}: ${declaration.name.getText()} can change`),
  );

function isMutable(declaration: ts.VariableDeclaration): boolean {
  const { initializer, type, parent } = declaration;
  if ((parent.flags & ts.NodeFlags.Const) === 0) return true;
  if (initializer === undefined) return false;
  const isReadonly = /^(Readonly|readonly\b)/.test(type?.getText() ?? '');
  return !isReadonly && /^(new (Weak)?(Map|Set)\b|\[\]$|\{\}$)/.test(initializer.getText());
}
