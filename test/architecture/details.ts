import ts from 'typescript';

import type { Rule } from './layers';
import { topFolder } from './source-tree';
import type { SourceTree } from './source-tree';

/**
 * What a client reads is made with the tag `detail`, or handed on: a plain string is English in every language. An error
 * has no other name, under which a plain string could pass.
 */
export const errorTextsCanBeTranslated: Rule = (tree) => {
  const names = errorNames(tree);
  return tree
    .filter(({ path }) => topFolder(path) !== 'testing')
    .flatMap(({ path, syntax }) => constructions(syntax, names).map((text) => `${path}: ${text}`));
};

/** The classes of errors that reach a client. */
function errorNames(tree: SourceTree): ReadonlySet<string> {
  const names = ['ScimError'];
  for (const { syntax } of tree) {
    for (const statement of syntax.statements) {
      const isError = ts.isClassDeclaration(statement) && /\bextends ScimError\b/.test(statement.getText());
      if (isError && statement.name !== undefined) names.push(statement.name.text);
    }
  }
  return new Set(names);
}

function constructions(syntax: ts.SourceFile, names: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isError = ts.isNewExpression(node) && isNamed(node.expression, names);
    const [text] = (isError || isSuperOfError(node) ? node.arguments : undefined) ?? [];
    if (text !== undefined && !isDetail(text)) found.push(`${node.getText()} has a text without a template`);
    if (isOtherName(node, names)) found.push(`${node.getText()} gives an error another name`);
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return found;
}

/** The name of an error, or of one of two: `new (isFilter ? InvalidFilterError : InvalidValueError)(…)`. */
function isNamed(constructor: ts.Expression, names: ReadonlySet<string>): boolean {
  if (ts.isParenthesizedExpression(constructor)) return isNamed(constructor.expression, names);
  if (!ts.isConditionalExpression(constructor)) return names.has(constructor.getText());
  return isNamed(constructor.whenTrue, names) || isNamed(constructor.whenFalse, names);
}

function isOtherName(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (!ts.isVariableDeclaration(node) && !ts.isPropertyAssignment(node)) return false;
  return node.initializer !== undefined && isNamed(node.initializer, names);
}

function isSuperOfError(node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.SuperKeyword) return false;
  const owner = ts.findAncestor(node, ts.isClassDeclaration);
  return owner !== undefined && /\bextends ScimError\b/.test(owner.getText());
}

function isDetail(text: ts.Expression): boolean {
  if (ts.isConditionalExpression(text)) return isDetail(text.whenTrue) && isDetail(text.whenFalse);
  if (ts.isTaggedTemplateExpression(text)) return text.tag.getText() === 'detail';
  return (ts.isPropertyAccessExpression(text) && text.name.text === 'detail') || ts.isObjectLiteralExpression(text);
}
