import { NotFoundError } from '@backstage/errors';
import { TransitionDetails } from '@team-readiness/backstage-plugin-readiness-common';
import { projectFact } from '@team-readiness/backstage-plugin-readiness-engine';
import {
  FactProjection,
  readFactVersions,
} from '../../database/operations/facts';
import {
  readTransition,
  TransitionRow,
} from '../../database/operations/history';
import { hasHiddenSources } from '../../database/operations/reading/hiddenSources';
import { ReadingScope } from '../../permissions';
import { isOfOthers } from '../explanation/withholdSources';
import { readCollectorTitles, readFactTitle } from '../reading/collectorTitles';
import { ReadableScorecard } from '../reading/ReadableScorecards';
import { cutFact } from './cutFact';
import { HistoryContext } from './HistoryContext';
import { readFactChanges } from './readFactChanges';
import { toTransitions } from './toTransitions';

/** @see HistoryService.getTransition */
export async function readTransitionDetails(
  context: HistoryContext,
  id: string,
  scope: ReadingScope,
): Promise<TransitionDetails> {
  const { knex } = context;
  const missing = () => new NotFoundError('There is no such change');
  // Of 15 digits at most, as the API has it, so that it is a whole number that every database holds.
  const row = /^\d{1,15}$/.test(id)
    ? await readTransition(knex, {
        id: Number(id),
        visibility: scope.visibility,
      })
    : null;
  const scorecard =
    row &&
    context.scorecards.list(scope).find(({ ref }) => ref.id === row.scorecard);
  if (!row || !scorecard || isHidden(row, scorecard)) {
    throw missing();
  }
  const [transition] = await toTransitions(context, [row], {
    scorecard,
    scope,
  });
  if (!transition) {
    throw missing();
  }
  const changes = readFactChanges(row.fact_versions);
  const versions = changes.flatMap(({ collector, before, after }) =>
    [before, after].flatMap(version =>
      version === null ? [] : [{ entityId: row.entity_id, collector, version }],
    ),
  );
  const found = new Map(
    (
      await readFactVersions(knex, {
        versions,
        projection: readBy(scorecard, row.check_id),
      })
    ).map(version => [`${version.collector} ${version.version}`, version]),
  );
  const isWithheld = await hasHiddenSources(knex, {
    ref: row.ref,
    visibility: scope.visibility,
  });
  const titles = readCollectorTitles(context.collection);
  const toVersion = (collector: string, version: number | null) => {
    const stored = found.get(`${collector} ${version}`);
    return version === null || !stored
      ? null
      : {
          observedAt: new Date(version).toISOString(),
          kept: stored.state !== 'lost',
          data:
            isWithheld && isOfOthers(collector, row.ref)
              ? null
              : cutFact(stored.data),
        };
  };
  return {
    transition,
    facts: changes.map(({ collector, before, after }) => ({
      collector,
      title: readFactTitle(collector, titles),
      before: toVersion(collector, before),
      after: toVersion(collector, after),
    })),
  };
}

/**
 * What a check reads of facts. What it reads by results of others, or to see who opts out, may be whatever
 * any of them reads; so it is for a check that is gone.
 */
function readBy(
  { active }: ReadableScorecard,
  checkId: string | null,
): FactProjection {
  const { compiled } = active;
  const check = compiled.checks.find(
    ({ definition }) => definition.id === checkId,
  );
  return (collector, data) => {
    const read =
      check?.factPaths.get(collector) ?? compiled.factPaths.get(collector);
    return read ? projectFact(data, read) : null;
  };
}

function isHidden(row: TransitionRow, scorecard: ReadableScorecard): boolean {
  const { checkKeys } = scorecard.active;
  return (
    row.check_key !== null &&
    !scorecard.checksByKey.has(row.check_key) &&
    [...checkKeys.values()].includes(row.check_key)
  );
}
