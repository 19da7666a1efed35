import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { LoadedDocuments } from './loadDocuments';

/**
 * Tests of scorecards that are nowhere. A scorecard that is there and broken has
 * problems of its own, and its tests are not told beside them.
 */
export function listOrphans({
  tests,
  scorecards,
  own,
}: LoadedDocuments): Problem[] {
  const names = scorecards.map(({ name }) => name);
  const known = new Set([...names, ...own.map(({ name }) => name)]);
  return tests
    .filter(({ document }) => !known.has(document.spec.scorecard))
    .map(({ document, source, scorecardPlace }) => ({
      subject: 'definition',
      name: document.metadata.name,
      reporter: 'tests',
      message: `there is no scorecard "${
        document.spec.scorecard
      }" to test; known are ${names.join(', ') || 'none'}`,
      source,
      ...scorecardPlace,
    }));
}
