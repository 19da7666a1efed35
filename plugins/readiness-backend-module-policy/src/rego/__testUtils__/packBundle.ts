import { Header } from 'tar';
import { gzipSync } from 'node:zlib';

/** One entry of a tar file; anything but a file has no content. */
export interface PackedEntry {
  path: string;
  content?: Uint8Array | string;
  type?: 'File' | 'SymbolicLink' | 'Link' | 'Directory';
  linkpath?: string;
}

/** A compressed tar file with these entries as they are, however odd. */
export function packBundle(...entries: PackedEntry[]): Buffer {
  const blocks = entries.flatMap(entry => {
    const content = Buffer.from(entry.content ?? '');
    const block = Buffer.alloc(512);
    new Header({
      path: entry.path,
      mode: 0o644,
      size: content.length,
      type: entry.type ?? 'File',
      linkpath: entry.linkpath,
      mtime: new Date(0),
    }).encode(block, 0);
    const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
    return [block, content, padding];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1_024)]));
}
