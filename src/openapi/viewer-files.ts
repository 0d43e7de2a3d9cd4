import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A file of the explorer, as it is sent. */
export interface ViewerFile {
  readonly mediaType: string;
  readonly entityTag: string;
  readonly bytes: Buffer;
}

const mediaTypes: Readonly<Record<string, string>> = Object.freeze({
  'explorer.js': 'text/javascript; charset=utf-8',
  'explorer.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'swagger-ui.css': 'text/css; charset=utf-8',
});

/** A file as it is sent. */
export function viewerFile(mediaType: string, bytes: Buffer): ViewerFile {
  return { mediaType, entityTag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`, bytes };
}

/** Reads the files of the viewer, each once, when it is first asked for; `undefined` for a name that is none of them. */
export function createViewerFiles(): (name: string) => Promise<ViewerFile> | undefined {
  const files = new Map<string, Promise<ViewerFile>>();
  return (name) => {
    const mediaType = Object.hasOwn(mediaTypes, name) ? mediaTypes[name] : undefined;
    if (mediaType === undefined) return undefined;
    const file = files.get(name) ?? readFile(pathOf(name)).then((bytes) => viewerFile(mediaType, bytes));
    files.set(name, file);
    return file;
  };
}

/** The build puts Swagger UI beside the rest; in a checkout it is still where it is copied from. */
function pathOf(name: string): string {
  const built = join(__dirname, 'viewer', name);
  return existsSync(built) ? built : join(dirname(createRequire(__filename).resolve('swagger-ui-dist/package.json')), name);
}
