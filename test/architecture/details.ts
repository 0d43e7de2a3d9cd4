import ts from 'typescript';

import type { Rule } from './layers';
import { topFolder } from './source-tree';
import type { SourceTree } from './source-tree';

/** What a client reads is made with the tag `detail`, or handed on: a plain string is English in every language. */
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
    const isError = ts.isNewExpression(node) && names.has(node.expression.getText());
    const [text] = (isError || isSuperOfError(node) ? node.arguments : undefined) ?? [];
    if (text !== undefined && !isDetail(text)) found.push(`${node.getText()} has a text without a template`);
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return found;
}

function isSuperOfError(node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.SuperKeyword) return false;
  const owner = ts.findAncestor(node, ts.isClassDeclaration);
  return owner !== undefined && /\bextends ScimError\b/.test(owner.getText());
}

function isDetail(text: ts.Expression): boolean {
  if (ts.isTaggedTemplateExpression(text)) return text.tag.getText() === 'detail';
  return (ts.isPropertyAccessExpression(text) && text.name.text === 'detail') || ts.isObjectLiteralExpression(text);
}
