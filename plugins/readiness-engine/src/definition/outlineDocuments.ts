import { isPlainObject } from '../catalog/boundedJson';
import { isYamlProblem, readYamlText, TextPlace } from './YamlText';

/**
 * What a document says it is, and where its parts stand.
 *
 * @public
 */
export interface DocumentOutline {
  /** `apiVersion` as written; null where it is no text. */
  apiVersion: string | null;
  /** `kind` as written; null where it is no text. */
  kind: string | null;
  /** `metadata.name`; null where it is no text. */
  name: string | null;
  /** The document as plain JSON; what is in it is not checked. */
  value: unknown;
  /**
   * Where something stands; a path that is not there gives the innermost part that is.
   *
   * @param offset - a character of the text at the path
   */
  placeOf(path: ReadonlyArray<string | number>, offset?: number): TextPlace;
}

/**
 * Lists the documents of a YAML text, good or not. Never throws.
 *
 * @returns without those that are no YAML; empty where the whole text is none
 * @public
 */
export function outlineDocuments(text: string): DocumentOutline[] {
  const toText = (value: unknown) => (typeof value === 'string' ? value : null);
  return readYamlText(text).flatMap(document => {
    if (isYamlProblem(document)) {
      return [];
    }
    const value = isPlainObject(document.value) ? document.value : {};
    const metadata = isPlainObject(value.metadata) ? value.metadata : {};
    return [
      {
        apiVersion: toText(value.apiVersion),
        kind: toText(value.kind),
        name: toText(metadata.name),
        value: document.value,
        placeOf: (path, offset) => document.placeOf(path, offset),
      },
    ];
  });
}
