/**
 * Reads a compiled Rego policy: a bare `policy.wasm`, or a bundle of OPA
 * (`opa build -t wasm`), a compressed tar file.
 *
 * Nothing of a bundle is written to disk, its names are only compared. It is
 * unpacked into bounded memory first, and one with links, several files of one
 * name, or names that lead out of it is refused as a whole.
 *
 * @see https://www.openpolicyagent.org/docs/management-bundles#bundle-file-format
 */
import { JsonObject, JsonValue } from '@backstage/types';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Parser, ReadEntry } from 'tar';
import { z } from 'zod';

/** A policy that can be run. */
export interface RegoBundle {
  wasm: Uint8Array;
  /** The data document as JSON, or null where there is none. */
  data: string | null;
}

const maxUnpackedBytes = 64 * 1_048_576;
const maxWasmBytes = 20 * 1_048_576;
const maxEntries = 5_000;
const hostNames = new Set(['__proto__', 'constructor', 'prototype']);

const manifestSchema = z.object({
  wasm: z
    .array(z.object({ entrypoint: z.string(), module: z.string() }))
    .max(1_000)
    .nullish(),
});

/** Is the file compressed by gzip? */
function isCompressed(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function unpack(bytes: Uint8Array): Promise<Buffer> {
  try {
    return await promisify(gunzip)(bytes, {
      maxOutputLength: maxUnpackedBytes,
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      code === 'ERR_BUFFER_TOO_LARGE'
        ? `The bundle has more than ${maxUnpackedBytes} bytes when it is unpacked.`
        : 'The bundle is no whole gzip file.',
    );
  }
}

function isWanted(name: string): boolean {
  const file = name.slice(name.lastIndexOf('/') + 1);
  return name === '.manifest' || name.endsWith('.wasm') || file === 'data.json';
}

/** A name within the bundle, without `/` or `./` before it. */
function toName(path: string): string {
  const name = path.replace(/^(\.?\/)+/, '');
  const segments = name.split('/');
  if (
    segments.includes('..') ||
    name.includes('\\') ||
    segments.some(it => hostNames.has(it))
  ) {
    throw new Error('The bundle holds a name that leads out of it.');
  }
  return name;
}

/** The files of the bundle that are read, by name. */
function readEntries(tar: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const files = new Map<string, Buffer>();
    let count = 0;
    const parser = new Parser({
      strict: true,
      onReadEntry: (entry: ReadEntry) => {
        try {
          count += 1;
          if (count > maxEntries) {
            throw new Error(`The bundle holds more than ${maxEntries} files.`);
          }
          const name = toName(entry.path);
          if (!['File', 'OldFile', 'Directory'].includes(entry.type)) {
            throw new Error('The bundle holds a link or a device.');
          }
          if (entry.type === 'Directory' || !isWanted(name)) {
            entry.resume();
            return;
          }
          if (files.has(name)) {
            throw new Error('The bundle holds two files of one name.');
          }
          files.set(name, Buffer.alloc(0));
          const chunks: Buffer[] = [];
          entry.on('data', chunk => chunks.push(chunk));
          entry.on('end', () => files.set(name, Buffer.concat(chunks)));
        } catch (error) {
          reject(error);
          entry.resume();
        }
      },
    });
    parser.on('error', () => reject(new Error('The bundle is no tar file.')));
    parser.on('end', () => resolve(files));
    parser.end(tar);
  });
}

function parseJson(text: string, name: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The bundle's ${name} is no JSON.`);
  }
}

/** Puts each `data.json` where its directory says. */
function readData(files: ReadonlyMap<string, Buffer>): string | null {
  const names = [...files.keys()].filter(
    name => name === 'data.json' || name.endsWith('/data.json'),
  );
  if (names.length === 0) {
    return null;
  }
  const data: JsonObject = Object.create(null);
  for (const name of names.sort((a, b) => a.length - b.length)) {
    const content = parseJson(files.get(name)?.toString('utf8') ?? '', name);
    if (typeof content !== 'object' || !content || Array.isArray(content)) {
      throw new Error(`The bundle's ${name} is no mapping.`);
    }
    let place = data;
    for (const segment of name.split('/').slice(0, -1)) {
      const below = place[segment];
      if (below !== undefined && (typeof below !== 'object' || !below)) {
        throw new Error(`The bundle's data disagree about ${segment}.`);
      }
      place[segment] = { ...(below as JsonObject | undefined) };
      place = place[segment] as JsonObject;
    }
    for (const [key, value] of Object.entries(content)) {
      Object.defineProperty(place, key, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
  }
  return JSON.stringify(data);
}

function findModule(
  files: ReadonlyMap<string, Buffer>,
  entrypoint: string,
): Buffer {
  const modules = [...files.keys()].filter(name => name.endsWith('.wasm'));
  const text = files.get('.manifest')?.toString('utf8');
  const manifest = text
    ? manifestSchema.safeParse(parseJson(text, '.manifest')).data
    : undefined;
  const named = manifest?.wasm?.find(it => it.entrypoint === entrypoint);
  const name = named
    ? named.module.replace(/^(\.?\/)+/, '')
    : modules.find(it => it === 'policy.wasm') ?? modules[0];
  const module = name === undefined ? undefined : files.get(name);
  if (!module) {
    throw new Error(
      'The bundle holds no compiled policy; build it with `opa build -t wasm`.',
    );
  }
  return module;
}

/**
 * @param bytes - of a WebAssembly module or a bundle
 * @param entrypoint - the rule that is going to be asked, e.g. `readiness/deny`
 * @throws Error with one plain sentence
 */
export async function readRegoBundle(
  bytes: Uint8Array,
  entrypoint: string,
): Promise<RegoBundle> {
  if (!isCompressed(bytes)) {
    return { wasm: bytes, data: null };
  }
  const files = await readEntries(await unpack(bytes));
  const module = findModule(files, entrypoint);
  if (module.length > maxWasmBytes) {
    throw new Error(`The policy has more than ${maxWasmBytes} bytes.`);
  }
  return { wasm: module, data: readData(files) };
}
