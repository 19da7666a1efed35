/**
 * Something that could not be read or computed. It is shown to those who can
 * mend it and stops nothing else.
 *
 * @public
 */
export interface Problem {
  /** What kind of thing is broken. */
  subject:
    | 'definition'
    | 'entity'
    | 'file'
    | 'collector'
    | 'evaluation'
    | 'reaction';
  /** Which one: a scorecard name, an entity ref, a collector id, what tells others. At most 300 characters. */
  name: string;
  /** The collector or part that noticed, e.g. `slo` or `definitions`. */
  reporter: string;
  /** One or two plain sentences: what is wrong, and what was expected. At most 1,000 characters. */
  message: string;
  /** A path relative to the source, or a URL, never an absolute path of the machine. */
  source?: string;
  /** 1-based line. For CSV the row, where the header is row 1. */
  line?: number;
  /** 1-based column. */
  column?: number;
  /** The line of the place with a mark below the column, on two lines. At most 2,000 characters. */
  excerpt?: string;
  /** The entity whose page shows this problem. */
  entityRef?: string;
}

/**
 * The largest message of a problem, in characters.
 *
 * @public
 */
export const maxProblemMessageLength = 1_000;
