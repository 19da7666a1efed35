import { CheckSummary } from '@team-readiness/backstage-plugin-readiness-common';
import { dayWords } from '@team-readiness/backstage-plugin-readiness-react';

/**
 * The note of a check, or a scorecard, that does not count like the others;
 * empty for those that do.
 *
 * @param check - `enforceFrom`: the day from which it counts, while it is at `warn`
 */
export function stageWords(
  check: Pick<CheckSummary, 'stage' | 'connected'> & {
    enforceFrom?: string | null;
  },
): string {
  if (!check.connected) {
    return 'Not connected to a data source';
  }
  switch (check.stage) {
    case 'warn':
      return check.enforceFrom
        ? `Announced, counts from ${dayWords(check.enforceFrom)}`
        : 'Announced, does not count yet';
    case 'shadow':
      return 'On trial, seen by its owner only';
    case 'draft':
      return 'Draft, not run';
    case 'retired':
      return 'Retired';
    default:
      return '';
  }
}
