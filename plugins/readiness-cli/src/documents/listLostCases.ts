import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { LoadedDocuments } from './loadDocuments';

/** Names that are told; of more, nobody would find the right one. */
const maxNames = 12;

/**
 * Cases of checks that their scorecard does not have, as after a check was
 * renamed. Those of a scorecard that is broken are not told beside its problems.
 */
export function listLostCases({
  tests,
  scorecards,
}: LoadedDocuments): Problem[] {
  const checks = new Map(
    scorecards.map(scorecard => [
      scorecard.name,
      scorecard.checks.map(({ definition }) => definition.id),
    ]),
  );
  return tests.flatMap(({ document, source, casePlaces }) => {
    const { scorecard, cases } = document.spec;
    const known = checks.get(scorecard);
    if (!known) {
      return [];
    }
    const list = known.length > maxNames ? '' : `; it has ${known.join(', ')}`;
    const told = new Set(known);
    return cases.flatMap(({ check }, i): Problem[] => {
      if (told.has(check)) {
        return [];
      }
      // The other cases of it are mended with the first.
      told.add(check);
      return [
        {
          subject: 'definition',
          name: document.metadata.name,
          reporter: 'tests',
          message: `the scorecard "${scorecard}" has no check "${check}"${list}`,
          source,
          ...casePlaces[i],
        },
      ];
    });
  });
}
