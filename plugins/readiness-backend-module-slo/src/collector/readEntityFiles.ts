import { toError } from '@backstage/errors';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import {
  EntityFile,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';

/**
 * Reads all files. One that cannot be fetched is a problem and counts as
 * unread; when none can, the source is gone and the first error is thrown.
 *
 * @param files - of one entity
 * @param options.read - reads the content of a file; never throws
 * @param options.reporter - id of the collector, for problems
 * @param options.problems - to which problems are added
 * @throws RetryLaterError where the source has to be left alone
 */
export async function readEntityFiles<T>(
  files: EntityFile[],
  options: {
    read(text: string, path: string): T;
    reporter: string;
    problems: Problem[];
  },
): Promise<{ read: T[]; unread: number }> {
  const read: T[] = [];
  const errors: Error[] = [];
  for (const file of files) {
    try {
      read.push(options.read(await file.content(), file.path));
    } catch (error) {
      if (error instanceof RetryLaterError) {
        throw error;
      }
      errors.push(toError(error));
      options.problems.push({
        subject: 'file',
        name: file.path.slice(0, 300),
        reporter: options.reporter,
        message: 'The file could not be fetched from its source.',
        source: file.path,
      });
    }
  }
  if (errors.length > 0 && read.length === 0) {
    throw errors[0];
  }
  return { read, unread: errors.length };
}
