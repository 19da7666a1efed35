import { ConflictError, NotFoundError } from '@backstage/errors';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { SpendAggregate } from '../attribution';
import { findFocusFiles, FocusFile, readFocusFile } from '../focus';
import { ProblemList } from './ProblemList';

/**
 * What all files together say.
 */
export interface Spend {
  aggregate: SpendAggregate;
  /** Rows that could not be read, per file. */
  problems: Problem[];
  /** Changes when a file changes, comes or goes. */
  fingerprint: string;
}

const fingerprintOf = (files: FocusFile[]) =>
  files.map(file => `${file.path} ${file.fingerprint}`).join('\n');

/**
 * Reads the configured files into sums, or returns the last sums if no file has changed.
 *
 * @param options.last - what the last call returned
 * @throws NotFoundError if a configured path matches no file or there is no charge in any;
 *   InputError if a file lacks a column; ConflictError if a file changed while it was read
 */
export async function readSpend(options: {
  files: readonly string[];
  tagKeys: readonly string[];
  directory: string;
  last?: Spend;
  signal: AbortSignal;
}): Promise<Spend> {
  const { directory, last, signal, tagKeys } = options;
  const search = { patterns: [...options.files], directory };
  const files = await findFocusFiles(search);
  const fingerprint = fingerprintOf(files);
  if (last?.fingerprint === fingerprint) {
    return last;
  }

  const aggregate = new SpendAggregate({ tagKeys });
  const problems: Problem[] = [];
  for (const file of files) {
    const broken = new ProblemList({ name: file.name });
    await readFocusFile(
      file,
      {
        onCharge(charge, row) {
          aggregate.add(charge);
          if (!charge.tags) {
            broken.add(
              'The Tags of this row cannot be read; expected is a JSON object. Its cost counts as not attributed.',
              row,
            );
          }
        },
        onBroken({ row, message }) {
          broken.add(`${message} The row is left out.`, row);
        },
      },
      { signal },
    );
    problems.push(...broken.toProblems());
  }
  if (!aggregate.charges) {
    throw new NotFoundError(
      `The FOCUS files hold no charge that can be read: ${files
        .slice(0, 5)
        .map(file => `'${file.name}'`)
        .join(', ')}.`,
    );
  }
  if (fingerprintOf(await findFocusFiles(search)) !== fingerprint) {
    throw new ConflictError('A FOCUS file changed while it was read.');
  }
  return { aggregate, problems, fingerprint };
}
