import { isError } from '@backstage/errors';
import { Charge } from './Charge';
import { FocusUse } from './FocusColumns';

/**
 * What a file is told to, row by row.
 */
export interface FocusReader {
  onCharge(charge: Charge, row: number): void;
  /** A row that is left out. In CSV the header is row 1; in Parquet the first row is 1. */
  onBroken(problem: { row: number; message: string }): void;
  /** Something is wrong with the file as a whole, and it is read all the same. */
  onProblem(message: string): void;
}

/** How a file is read. */
export interface FocusReading {
  use: FocusUse;
  /** The most bytes of one file after decompression. */
  maxBytes: number;
  signal: AbortSignal;
}

/**
 * Messages of the file system and of libraries hold absolute paths or say nothing; only the code
 * of such an error is passed on.
 *
 * @param name - of the file, for people
 */
export function namedError(error: unknown, name: string): Error {
  if (!isError(error)) {
    return new Error(`The FOCUS file '${name}' cannot be read.`);
  }
  if (error.name === 'InputError' || error.name === 'AbortError') {
    return error;
  }
  return new Error(
    `The FOCUS file '${name}' cannot be read (${error.code ?? error.name}).`,
  );
}
