import {
  Area,
  Movement,
  MovementQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  HistorySelection,
  picksByFields,
  readMovements,
  readScoreDifferences,
  readTeamHistory,
} from '../../database/operations/history';
import { countHidden, OwnerFilter } from '../../database/operations/reading';
import { ReadingScope } from '../../permissions';
import {
  findScorecard,
  ReadableScorecard,
} from '../reading/ReadableScorecards';
import { membersOn } from './DayCurve';
import { DayRange, readDayRange } from './DayRange';
import { HistoryContext } from './HistoryContext';
import { findHistorySubject } from './HistorySubject';
import {
  flowsOfDifferences,
  flowsOfMovements,
  MovementFlow,
  sumFlows,
  toMovementSum,
  toParts,
} from './MovementFlows';
import { readPresentSums } from './presentSums';

/** @see HistoryService.getMovement */
export async function readMovement(
  context: HistoryContext,
  query: MovementQuery,
  scope: ReadingScope,
): Promise<Movement> {
  const { knex } = context;
  const { visibility } = scope;
  const scorecard = findScorecard(
    context.scorecards.list(scope),
    query.scorecard,
  );
  const range = readDayRange(query, context.clock.now());
  const subject = await findHistorySubject(knex, query, visibility);
  const team = subject.scope === 'team' ? subject.ref : null;
  const [history, flows, hidden] = await Promise.all([
    team === null
      ? null
      : readTeamHistory(knex, {
          team,
          scorecard: scorecard.ref.id,
          days: range,
        }),
    readFlows(context, {
      scorecard,
      area: query.area,
      range,
      selection: subject.selection,
      owner: subject.present.owner,
      ofOwnerSets: team !== null || subject.ref === null,
    }),
    subject.entityId === null
      ? countHidden(knex, {
          definitionId: scorecard.active.definitionId,
          owner: subject.present.owner,
          visibility,
        })
      : 0,
  ]);
  const memberships = history?.memberships ?? null;
  const belongsOn = (day: string) => {
    const members = memberships && membersOn(memberships, day);
    return (ownerSetId: number) => members?.has(ownerSetId) ?? true;
  };
  const sums = sumFlows(flows, {
    before: belongsOn(range.from),
    after: belongsOn(range.to),
  });
  return {
    scope: subject.scope,
    ref: subject.ref,
    title: subject.title,
    scorecard: scorecard.ref,
    area: query.area ?? null,
    before: toMovementSum(range.from, sums.before),
    after: toMovementSum(range.to, sums.after),
    ...toParts(sums),
    hidden,
  };
}

/**
 * Reads what moved: for a reader who sees everything from the ledger of owner sets (three statements), else, and for
 * what owner sets do not tell, entity by entity (one, kept for a minute).
 *
 * @param options - `owner`: whose present is needed; undefined: everybody's. `ofOwnerSets`: they are enough
 */
export async function readFlows(
  context: HistoryContext,
  options: {
    scorecard: ReadableScorecard;
    area?: Area;
    range: DayRange;
    selection: HistorySelection;
    owner?: OwnerFilter;
    ofOwnerSets: boolean;
  },
): Promise<MovementFlow[]> {
  const { knex } = context;
  const { scorecard, area, range, selection } = options;
  const { visibility, team } = selection;
  if (
    visibility.kind === 'all' &&
    options.ofOwnerSets &&
    !picksByFields(selection)
  ) {
    // What left the team is not the team's now: its present is needed all the same.
    const [present, movements] = await Promise.all([
      readPresentSums(context, scorecard, { visibility, area }),
      readMovements(knex, {
        scorecard: scorecard.ref.id,
        area,
        team,
        days: range,
      }),
    ]);
    return flowsOfMovements(present, movements);
  }
  const asked = {
    ...selection,
    scorecard: scorecard.ref.id,
    definitionId: scorecard.active.definitionId,
    area,
    days: range,
    isOpen: range.isOpen,
    // Also of a check whose source went: that it did is what moved the sums.
    weights: scorecard.checks
      .filter(
        ({ stage, definition }) =>
          stage === 'enforced' &&
          (area === undefined || definition.area === area),
      )
      .map(({ key, definition }) => ({
        checkKey: key,
        weight: definition.weight,
      })),
  };
  // Of one entity it is cheap, and wanted as of this moment.
  const { differences, explained } =
    selection.entityId === undefined
      ? await context.sums.keep(
          { ...asked, what: 'differences' },
          () => readScoreDifferences(knex, asked),
          found => found.differences.length + found.explained.length,
        )
      : await readScoreDifferences(knex, asked);
  return flowsOfDifferences(differences, explained);
}
