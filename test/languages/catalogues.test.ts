import path from 'node:path';

import type { Language } from 'scim-router';
import * as catalogues from 'scim-router/languages';
import ts from 'typescript';

import { readTree } from '../architecture/source-tree';

/** Where each template of the source is. */
const templates = new Map(readTree(path.join(__dirname, '../../src')).flatMap(({ path: file, syntax }) => templatesIn(syntax).map((template) => [template, file] as const)));

function templatesIn(syntax: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'detail') found.push(templateOf(node.template));
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return found;
}

function templateOf(literal: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(literal)) return literal.text;
  return literal.templateSpans.reduce((text, span, index) => `${text}{${index}}${span.literal.text}`, literal.head.text);
}

const placesOf = (text: string): readonly string[] => (text.match(/\{\d+\}/g) ?? []).sort();

/** What must not be translated: names in quotes, sections, URLs and code points. */
const tokensOf = (text: string): readonly string[] =>
  (text.match(/"[^"]*"|(?:RFC|BCP|ISO) [\d-]+(?: §[\d.]+)?|\/[A-Z]\w+|[\w./]+\+json|U\+[0-9A-F]+|bulkId|[a-z]+[A-Z]\w*|https?:\S+/g) ?? []).sort();

test('the source has templates', () => {
  expect(templates.size).toBeGreaterThan(150);
});

test('no template has a text that looks like a place of its own', () => {
  const literal = [...templates.keys()].filter((template) => new Set(placesOf(template)).size !== placesOf(template).length);
  expect(literal).toEqual([]);
});

describe.each(Object.entries(catalogues) as readonly (readonly [string, Language])[])('%s', (name, { tag, templates: texts }) => {
  test('has the tag of its name', () => {
    expect(tag).toBe(name);
  });

  test('has a text for every template of the source', () => {
    expect([...templates].filter(([template]) => !Object.hasOwn(texts, template)).map(([template, file]) => `${file}: ${template}`)).toEqual([]);
  });

  test('has no text for a template that the source does not have', () => {
    expect(Object.keys(texts).filter((template) => !templates.has(template))).toEqual([]);
  });

  test('has the places of each template, once each', () => {
    const wrong = Object.entries(texts).filter(([template, text]) => String(placesOf(template)) !== String(placesOf(text)));
    expect(wrong).toEqual([]);
  });

  test('leaves names, quoted words, sections and media types as they are', () => {
    const wrong = Object.entries(texts).filter(([template, text]) => tokensOf(template).some((token) => !text.includes(token)));
    expect(wrong).toEqual([]);
  });

  test('begins with a capital letter, and ends with a punctuation mark, where the template does', () => {
    const begins = (text: string): boolean => /^\p{Lu}/u.test(text.replace(/^[¿¡]/, ''));
    const end = (text: string): string | undefined => /[?.…]$/.exec(text)?.[0];
    const wrong = Object.entries(texts).filter(([template, text]) => !/^[\p{P}{]/u.test(template) && !/^\{/.test(text) && begins(template) !== begins(text) && !/^[a-z]+[A-Z]/.test(text));
    expect(wrong).toEqual([]);
    expect(Object.entries(texts).filter(([template, text]) => end(template) !== end(text))).toEqual([]);
  });

  test('is in alphabetical order, so that what is missing is seen', () => {
    const keys = Object.keys(texts);
    expect(keys).toEqual([...keys].sort());
  });
});
