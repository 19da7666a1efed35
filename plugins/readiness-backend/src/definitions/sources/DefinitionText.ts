import { ScorecardSource } from '@team-readiness/backstage-plugin-readiness-engine';

/** By which way a document came. */
export type DefinitionOrigin = 'built-in' | 'config' | 'file' | 'url';

/** A text with documents, and where it came from. */
export interface DefinitionText extends ScorecardSource {
  origin: DefinitionOrigin;
  /**
   * Of a text that nobody wrote as it is: the key that stands on a line (1-based), as a path below
   * `source`. Undefined: people know the text by its lines.
   */
  keyAt?: (line: number) => string;
}

/** Something that could not be read. */
export interface UnreadSource {
  /** A file or URL, or a directory if it ends with a slash: everything in it. */
  source: string;
  message: string;
}

/** The largest document text, in bytes. */
export const maxDefinitionBytes = 1_048_576;
