import { readFileSync } from 'node:fs';
import { LineCounter, parseAllDocuments } from 'yaml';
import { RealFile } from './realData';

/** One YAML document that says that it is an entity. */
export interface CatalogDocument {
  file: RealFile;
  /** 1-based. */
  line: number;
  kind: string;
  /** As the catalog would write it, also where the name is not valid. */
  entityRef: string;
}

/** A file or document that is no entity, and why. */
export interface OtherDocument {
  file: RealFile;
  line: number;
  reason: string;
}

/**
 * Reads catalog files in the plainest way, to know what there is before anybody judges it.
 */
export function readCatalogDocuments(files: RealFile[]): {
  documents: CatalogDocument[];
  others: OtherDocument[];
} {
  const documents: CatalogDocument[] = [];
  const others: OtherDocument[] = [];
  for (const file of files) {
    const lineCounter = new LineCounter();
    const parsed = parseAllDocuments(readFileSync(file.path, 'utf8'), {
      lineCounter,
    });
    for (const document of parsed) {
      const line = lineCounter.linePos(document.range[0]).line || 1;
      const [error] = document.errors;
      const value = error ? undefined : document.toJS();
      if (error) {
        others.push({ file, line, reason: error.message.split('\n')[0] });
      } else if (typeof value?.kind === 'string' && value.apiVersion) {
        const { name, namespace = 'default' } = value.metadata ?? {};
        documents.push({
          file,
          line,
          kind: value.kind,
          entityRef: `${value.kind}:${namespace}/${name}`.toLowerCase(),
        });
      } else {
        others.push({ file, line, reason: 'no apiVersion and kind' });
      }
    }
  }
  return { documents, others };
}
