import {
  AdoptionChange,
  CheckSummary,
  OutcomeCounts,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  CheckOutcomes,
  DaySnapshot,
  OwnerSetOutcome,
  readCheckOutcomes,
  readDayChanges,
  readTier1Failing,
} from '../../database/operations/reading';
import { ReadingScope } from '../../permissions';
import { readCollectorTitles } from '../reading/collectorTitles';
import {
  nameLevel,
  ReadableCheck,
  ReadableScorecard,
} from '../reading/ReadableScorecards';
import { changePeriod, toChange } from '../standing/toChange';
import { toAdoption, toOutcomeCounts } from './toOutcomeCounts';

// What is not connected has no title of its own.
const collectorTitles = readCollectorTitles();

/** The checks of some scorecards with their adoption. */
export class CheckSummaries {
  readonly #outcomes: CheckOutcomes;
  readonly #snapshots: readonly DaySnapshot[];
  readonly #now: Date;

  constructor(
    outcomes: CheckOutcomes,
    snapshots: readonly DaySnapshot[],
    now: Date,
  ) {
    this.#outcomes = outcomes;
    this.#snapshots = snapshots;
    this.#now = now;
  }

  /** One check. */
  get(scorecard: ReadableScorecard, check: ReadableCheck): CheckSummary {
    const { definition } = check;
    const counts = this.#counts(scorecard, check);
    const adoption = toAdoption(counts);
    return {
      scorecard: scorecard.ref.id,
      id: definition.id,
      title: definition.title,
      question: definition.question,
      area: definition.area,
      level: definition.level,
      levelName: nameLevel(scorecard, definition.level),
      gate: definition.gate,
      weight: definition.weight,
      effort: definition.effort,
      stage: check.stage,
      enforceFrom: check.enforceFrom,
      connected: check.connected,
      waitsFor: check.waitsFor.map(id => collectorTitles.get(id) ?? id),
      adoption,
      counts,
      tier1Failing: check.connected
        ? this.#outcomes.tier1Failing.find(
            row =>
              row.definitionId === scorecard.active.definitionId &&
              row.checkKey === check.key,
          )?.count ?? 0
        : 0,
      change: this.#change(scorecard, check, adoption),
    };
  }

  /** All checks of a scorecard, most tier-1 services failing first. */
  list(scorecard: ReadableScorecard): CheckSummary[] {
    return scorecard.checks
      .map(check => this.get(scorecard, check))
      .sort(
        (a, b) =>
          b.tier1Failing - a.tier1Failing ||
          b.counts.fail - a.counts.fail ||
          a.level - b.level ||
          a.title.localeCompare(b.title, 'en'),
      );
  }

  #counts(scorecard: ReadableScorecard, check: ReadableCheck): OutcomeCounts {
    if (!check.connected) {
      return toOutcomeCounts([]);
    }
    const ofScorecard = this.#outcomes.counts.filter(
      row => row.definitionId === scorecard.active.definitionId,
    );
    const ofCheck = ofScorecard.filter(row => row.checkKey === check.key);
    const counts = toOutcomeCounts(ofCheck);
    const all = ofScorecard.find(row => row.outcome === 'all');
    const others = ofCheck.reduce((sum, row) => sum + row.count, 0);
    return all ? { ...counts, pass: all.count - others } : counts;
  }

  #change(
    scorecard: ReadableScorecard,
    check: ReadableCheck,
    adoption: number | null,
  ): AdoptionChange | null {
    const snapshot = this.#snapshots.find(
      ({ scorecard: name, item }) =>
        name === scorecard.ref.id && item === `check:${check.definition.id}`,
    );
    return toChange(snapshot, adoption, this.#now);
  }
}

/**
 * Reads the checks of some scorecards with their adoption: three statements,
 * two for a reader who does not see all entities. History is kept for everybody
 * together, so that only who sees all is told of it.
 */
export async function readCheckSummaries(
  knex: Knex,
  options: {
    scorecards: readonly ReadableScorecard[];
    scope: ReadingScope;
    now: Date;
  },
): Promise<CheckSummaries> {
  const { scorecards, scope, now } = options;
  const { visibility } = scope;
  const [outcomes, snapshots] = await Promise.all([
    readCheckOutcomes(knex, {
      definitionIds: scorecards.map(({ active }) => active.definitionId),
      visibility,
    }),
    readCheckSnapshots(knex, { scope, now }),
  ]);
  return new CheckSummaries(outcomes, snapshots, now);
}

/** How checks stood before, for who sees all; one statement. Nothing for anybody else. */
async function readCheckSnapshots(
  knex: Knex,
  { scope, now }: { scope: ReadingScope; now: Date },
): Promise<DaySnapshot[]> {
  return scope.visibility.kind === 'all'
    ? readDayChanges(knex, {
        scope: 'organisation',
        scopeRef: '',
        ...changePeriod(now),
      })
    : [];
}

/**
 * Reads one check with its adoption: two statements, one for a reader who does not see all.
 *
 * @param options - `outcomes`: of the check, by owner set
 */
export async function readCheckSummary(
  knex: Knex,
  options: {
    scorecard: ReadableScorecard;
    check: ReadableCheck;
    outcomes: readonly OwnerSetOutcome[];
    scope: ReadingScope;
    now: Date;
  },
): Promise<CheckSummary> {
  const { scorecard, check, scope, now } = options;
  const { definitionId } = scorecard.active;
  const [tier1Failing, snapshots] = await Promise.all([
    readTier1Failing(knex, {
      definitionIds: [definitionId],
      visibility: scope.visibility,
      checkKeys: [check.key],
    }),
    readCheckSnapshots(knex, { scope, now }),
  ]);
  const counts = options.outcomes.map(row => ({ ...row, definitionId }));
  return new CheckSummaries({ counts, tier1Failing }, snapshots, now).get(
    scorecard,
    check,
  );
}
