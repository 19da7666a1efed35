import { JsonValue } from '@backstage/types';

/**
 * A place in a text that people can go to.
 *
 * @public
 */
export interface DocumentPlace {
  /** 1-based. */
  line: number;
  /** 1-based. */
  column: number;
}

/**
 * One document of a YAML or JSON text.
 *
 * @public
 */
export interface YamlDocument {
  /**
   * Plain JSON: no dates, no infinite numbers, no key that reaches a prototype,
   * aliases and merge keys resolved.
   */
  readonly data: JsonValue;
  /**
   * The place of a value, or of the nearest value around it that is there.
   *
   * @param path - keys and indexes from the root of `data`
   */
  placeOf(path: ReadonlyArray<PropertyKey>): DocumentPlace;
}

/**
 * One document of a text that could not be read.
 *
 * @public
 */
export interface UnreadableDocument extends DocumentPlace {
  /** One plain sentence. */
  message: string;
  /** The document as written, to find out what it would have been. */
  text: string;
}

/**
 * Bounds of what is read from one text.
 *
 * @public
 */
export interface YamlLimits {
  /** Characters of the text. Default 1,048,576. */
  characters?: number;
  /** Documents of the text. Default 1,000. */
  documents?: number;
  /**
   * Values of one document, after aliases are resolved. Default 100,000. A YAML text also ends at
   * eight tokens (keys, values, signs, white space) for each, and at two million.
   */
  nodes?: number;
  /** Nesting of lists and mappings, at most 200. Default 64. */
  depth?: number;
}
