import { CustomErrorBase } from '@backstage/errors';

/**
 * Something that whoever called the command can mend: an option, a path, a file
 * that cannot be read. It is shown as one sentence, and the exit code is 2.
 */
export class UsageError extends CustomErrorBase {
  name = 'UsageError' as const;
}
