import {
  Cause,
  Transition,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  readDefinitionTexts,
  TransitionRow,
} from '../../database/operations/history';
import { readStoredScorecard } from '../../definitions/versions/readStoredScorecard';
import { ReadingScope } from '../../permissions';
import { readOwners } from '../reading/entityRefs';
import { ReadableScorecard } from '../reading/ReadableScorecards';
import { HistoryContext } from './HistoryContext';

/**
 * Rows as the API shows them. A check that the present version does not have is named by the version of the
 * change, and left out where the reader could not see it there. One statement, or none.
 */
export async function toTransitions(
  context: HistoryContext,
  rows: readonly TransitionRow[],
  { scorecard, scope }: { scorecard: ReadableScorecard; scope: ReadingScope },
): Promise<Transition[]> {
  const titles = new Map(
    scorecard.checks.map(({ definition }) => [definition.id, definition.title]),
  );
  const isGone = (row: TransitionRow) =>
    row.check_id !== null && !titles.has(row.check_id);
  const texts = await readDefinitionTexts(
    context.knex,
    rows.filter(isGone).map(row => row.definition_id),
  );
  const versions = new Map(
    [...texts].map(([id, text]) => [id, readStoredScorecard(text)]),
  );
  const isShown = context.scorecards.stagesOf(scope, scorecard);
  return rows.flatMap((row): Transition[] => {
    const spec = isGone(row) && versions.get(row.definition_id)?.spec;
    const old = spec
      ? spec.checks.find(check => check.id === row.check_id)
      : undefined;
    if (spec && old && !isShown(old.stage ?? spec.stage)) {
      return [];
    }
    const isLevel = row.place === 0;
    return [
      {
        id: isLevel ? `level-${row.id}` : String(row.id),
        kind: isLevel ? 'level' : 'result',
        entity: { ref: row.ref, title: row.title },
        scorecard: scorecard.ref,
        version: row.version,
        check:
          row.check_id === null
            ? null
            : {
                id: row.check_id,
                title: titles.get(row.check_id) ?? old?.title ?? null,
              },
        from: row.from_value,
        to: row.to_value,
        at: new Date(Number(row.at)).toISOString(),
        // Written by ourselves.
        cause: row.cause as Cause,
        owners: readOwners(row.owners),
      },
    ];
  });
}
