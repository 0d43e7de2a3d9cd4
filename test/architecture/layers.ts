import { topFolder } from './source-tree';
import type { Import, SourceFile, SourceTree } from './source-tree';

/** A rule: what is wrong with a tree, one sentence for each place. */
export type Rule = (tree: SourceTree) => readonly string[];

const upToResource = ['errors', 'schema', 'filter', 'clients', 'messages', 'resource'];
const upToOperations = [...upToResource, 'store', 'authorization', 'hooks', 'passwords', 'operations'];
const upToHttp = [...upToOperations, 'http'];

/** What each top folder or file of src/ may import besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  schema: ['errors'],
  filter: ['errors', 'schema'],
  clients: ['errors', 'schema', 'filter'],
  messages: ['errors', 'schema', 'filter', 'clients'],
  resource: ['errors', 'schema', 'filter', 'clients', 'messages'],
  store: upToResource,
  authorization: [...upToResource, 'store'],
  hooks: [...upToResource, 'store'],
  passwords: [...upToResource, 'store'],
  operations: upToOperations,
  http: upToHttp,
  'create-scim-router.ts': upToHttp,
  'index.ts': [...upToHttp, 'create-scim-router.ts'],
  knex: ['errors', 'schema', 'filter', 'resource', 'store'],
  languages: ['errors'],
  testing: ['errors', 'schema', 'filter', 'resource', 'store'],
  soffid: [...upToHttp, 'languages'],
  provisioning: upToHttp,
  openapi: upToHttp,
};

/** The part of store/ that is no implementation of a store. */
const storeContract = ['store/context.ts', 'store/given-id.ts', 'store/resource-store.ts', 'store/stored-text.ts'];

/** Imports point downwards, or stay in their folder. */
export const importsPointDownwards: Rule = (tree) =>
  tree.flatMap((file) => {
    const from = topFolder(file.path);
    const allowed = mayImport[from];
    if (allowed === undefined) return [`${file.path}: ${from} has no place in the layers`];
    return file.imports
      .filter(({ target }) => target !== undefined && topFolder(target) !== from && !allowed.includes(topFolder(target)))
      .map(({ target }) => `${file.path} imports ${String(target)}`);
  });

/** Beside the layers: authorization and hooks know the types of store only, knex and testing its contract only. */
export const storesAreReachedByContract: Rule = (tree) =>
  tree.flatMap((file) =>
    file.imports
      .filter((each) => each.target?.startsWith('store/') === true && !mayReachStore(file, each))
      .map(({ target }) => `${file.path} imports ${String(target)}`),
  );

function mayReachStore(file: SourceFile, { target = '', typeOnly }: Import): boolean {
  switch (topFolder(file.path)) {
    case 'authorization':
    case 'hooks':
    case 'passwords':
      return typeOnly;
    case 'knex':
    case 'testing':
      return storeContract.includes(target);
    default:
      return true;
  }
}

/** Where each package may be imported; a package that is not named may be imported nowhere. */
const packages: Readonly<Record<string, readonly string[]>> = {
  ajv: ['schema'],
  'ajv-formats': ['schema'],
  cors: ['http'],
  express: ['http', 'create-scim-router.ts'],
  'passport-http': ['authorization'],
  knex: ['knex'],
  pg: ['knex'],
  '@electric-sql/pglite': ['knex'],
  'qrcode-generator': ['soffid'],
};

/** Parts that may use Node.js; below them, node:crypto only. */
const nodeFolders = ['operations', 'http', 'create-scim-router.ts', 'knex', 'testing', 'soffid', 'provisioning', 'openapi'];

/** Every package has the one folder that knows it. */
export const packagesStayInTheirFolder: Rule = (tree) =>
  tree.flatMap((file) =>
    file.imports
      .filter((each) => each.target === undefined && !mayImportPackage(file, each))
      .map(({ specifier }) => `${file.path} imports ${specifier}`),
  );

function mayImportPackage(file: SourceFile, { specifier, typeOnly }: Import): boolean {
  const from = topFolder(file.path);
  if (specifier === 'node:crypto') return true;
  if (specifier === 'node:http' && typeOnly && from === 'authorization') return true;
  if (specifier.startsWith('node:')) return nodeFolders.includes(from);
  return packages[packageName(specifier)]?.includes(from) ?? false;
}

function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** No file imports itself through others, not even types. */
export const noFileCycles: Rule = (tree) =>
  cycles(new Map(tree.map((file) => [file.path, file.imports.flatMap(({ target }) => target ?? [])])));

/** No two folders import each other, not even through others. */
export const noFolderCycles: Rule = (tree) => {
  const folders = new Map<string, string[]>();
  for (const file of tree) {
    const from = topFolder(file.path);
    const targets = file.imports.flatMap(({ target }) => (target === undefined ? [] : topFolder(target)));
    folders.set(from, [...(folders.get(from) ?? []), ...targets.filter((target) => target !== from)]);
  }
  return cycles(folders);
};

/** One sentence for each cycle that a depth-first walk closes. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (node: string, trail: readonly string[]): void => {
    const start = trail.indexOf(node);
    if (start >= 0) found.push([...trail.slice(start), node].join(' -> '));
    if (start >= 0 || done.has(node)) return;
    for (const next of graph.get(node) ?? []) walk(next, [...trail, node]);
    done.add(node);
  };
  for (const node of graph.keys()) walk(node, []);
  return [...new Set(found)];
}
