import {
  Problem,
  ProblemItem,
} from '@team-readiness/backstage-plugin-readiness-common';
import { StoredProblem } from '../../database/operations/reading';

/**
 * A problem as the API shows it.
 *
 * @param entityRef - of the entity whose page shows it; null where there is none
 */
export function toProblemItem(
  problem: StoredProblem,
  entityRef: string | null,
): ProblemItem {
  return {
    // Only problems of this type are written.
    subject: problem.subject as Problem['subject'],
    name: problem.name,
    reporter: problem.reporter,
    message: problem.message,
    source: problem.source,
    line: problem.line,
    column: problem.column,
    excerpt: problem.excerpt,
    entityRef,
    seenAt: new Date(Number(problem.seen_at)).toISOString(),
  };
}
