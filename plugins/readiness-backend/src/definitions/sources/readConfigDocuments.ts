import { JsonValue } from '@backstage/types';
import { DefinitionText } from './DefinitionText';

/** The key in the configuration below which documents stand. */
export const configDocumentsKey = 'readiness.definitions.documents';

/**
 * Documents that stand in the configuration, as texts that the engine reads.
 *
 * @param documents - Objects as they would stand in YAML.
 * @returns One text a document: indented JSON, which is YAML, with one key a line.
 */
export function readConfigDocuments(
  documents: readonly JsonValue[],
): DefinitionText[] {
  return documents.map((document, index) => {
    const text = JSON.stringify(document, null, 2);
    return {
      source: `${configDocumentsKey}[${index}]`,
      origin: 'config' as const,
      text,
      keyAt: line => findKey(text, line),
    };
  });
}

/** The path of what begins on a line of indented JSON: `spec.checks[2].condition`. */
function findKey(text: string, line: number): string {
  /** Where the walk is: keys of the objects and indexes of the lists around the line. */
  const path: Array<{ step: string; next: number | null }> = [];
  for (const written of text.split('\n').slice(0, line)) {
    const content = written.trim();
    const depth = (written.length - written.trimStart().length) / 2;
    if (/^[\]}]/.test(content)) {
      continue;
    }
    path.length = Math.min(path.length, depth);
    const around = path[depth - 1];
    const isItem = around !== undefined && around.next !== null;
    const key = isItem ? null : /^("(?:\\.|[^"\\])*"): /.exec(content);
    const opensList = /(?:^|": )\[$/.test(content);
    let step = '';
    if (isItem) {
      step = `[${around.next}]`;
      around.next = (around.next ?? 0) + 1;
    } else if (key) {
      step = `.${JSON.parse(key[1])}`;
    }
    path[depth] = { step, next: opensList ? 0 : null };
  }
  return path
    .map(({ step }) => step)
    .join('')
    .replace(/^\./, '');
}
