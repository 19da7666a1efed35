import { NotFoundError } from '@backstage/errors';
import {
  Area,
  areas,
  Check,
  ScorecardRef,
  Stage,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  ActiveScorecard,
  ActiveScorecards,
} from '../../definitions/ActiveScorecards';
import { ReadingScope } from '../../permissions';
import { EntityCollection } from './EntityCollection';
import { toScorecardResource } from './toScorecardResource';

/** A check that a reader may see. */
export interface ReadableCheck {
  definition: Check;
  /** Key in `checks`. */
  key: number;
  stage: Stage;
  /** Day (UTC, `YYYY-MM-DD`) from which it counts, while it is at `warn` until then; else null. */
  enforceFrom: string | null;
  /** At least one of its sources is connected, or it needs none but the catalog. */
  connected: boolean;
  /** Ids of the collectors that it reads, without that of the catalog. */
  reads: readonly string[];
  /** Of these, where it is not connected, those that are not; otherwise empty. */
  waitsFor: readonly string[];
}

/** A scorecard that a reader may see, with those of its checks that the reader may see. */
export interface ReadableScorecard {
  active: ActiveScorecard;
  ref: ScorecardRef;
  /** In document order. */
  checks: readonly ReadableCheck[];
  /** By key. */
  checksByKey: ReadonlyMap<number, ReadableCheck>;
  /** Areas with a connected check, core areas first. */
  areas: readonly Area[];
}

/**
 * The active scorecards as one reader may see them: those that the permission
 * allows, and what is in shadow only for its owner. Drafts and what is retired
 * have no results, and are left out.
 */
export class ReadableScorecards {
  readonly #definitions: Pick<ActiveScorecards, 'current'>;
  readonly #collection: Pick<EntityCollection, 'connected'>;
  readonly #clock: { now(): Date };

  constructor(options: {
    definitions: Pick<ActiveScorecards, 'current'>;
    collection: Pick<EntityCollection, 'connected'>;
    clock: { now(): Date };
  }) {
    this.#definitions = options.definitions;
    this.#collection = options.collection;
    this.#clock = options.clock;
  }

  /** In the configured order. */
  list(scope: ReadingScope): ReadableScorecard[] {
    const connected = this.#collection.connected();
    const now = this.#clock.now();
    return [...this.#definitions.current()]
      .sort((a, b) => a.position - b.position)
      .flatMap(active => {
        const resource = toScorecardResource(active);
        const isShown = shownStages(scope, active);
        return isShown(active.compiled.document.spec.stage) &&
          scope.mayReadScorecard(resource)
          ? [toReadable(active, { isShown, connected, now })]
          : [];
      });
  }

  /** Which stages of checks of a scorecard the reader may see. */
  stagesOf(
    scope: ReadingScope,
    { active }: ReadableScorecard,
  ): (stage: Stage) => boolean {
    return shownStages(scope, active);
  }

  /** @throws NotFoundError for a scorecard that is not there or that the reader may not see */
  get(scope: ReadingScope, name: string): ReadableScorecard {
    return findScorecard(this.list(scope), name);
  }
}

function shownStages(
  { ownershipRefs }: ReadingScope,
  active: ActiveScorecard,
): (stage: Stage) => boolean {
  const { ownerRef } = toScorecardResource(active);
  const isOwner = ownerRef !== null && ownershipRefs.includes(ownerRef);
  return stage =>
    stage === 'enforced' || stage === 'warn' || (stage === 'shadow' && isOwner);
}

/**
 * Picks a scorecard.
 *
 * @param name - undefined: the first one over Components
 * @throws NotFoundError where it is not among them
 */
export function findScorecard(
  scorecards: readonly ReadableScorecard[],
  name: string | undefined,
): ReadableScorecard {
  const found =
    name === undefined
      ? scorecards.find(({ active }) => active.compiled.stratum === 0) ??
        scorecards[0]
      : scorecards.find(({ ref }) => ref.id === name);
  if (!found) {
    throw new NotFoundError(
      name === undefined
        ? 'There is no scorecard that you may read'
        : 'There is no such scorecard',
    );
  }
  return found;
}

/**
 * Picks a check.
 *
 * @throws NotFoundError where the scorecard has none of that id
 */
export function findCheck(
  scorecard: ReadableScorecard,
  id: string,
): ReadableCheck {
  const found = scorecard.checks.find(({ definition }) => definition.id === id);
  if (!found) {
    throw new NotFoundError('There is no such check');
  }
  return found;
}

/**
 * The name of a level.
 *
 * @param level - 0: below the first one
 */
export function nameLevel(scorecard: ReadableScorecard, level: number): string {
  const { levels } = scorecard.active.compiled.document.spec;
  const first = Math.min(...levels.map(rung => rung.level));
  return (
    levels.find(rung => rung.level === level)?.name ??
    (level === 0 ? `Not yet at ${first}` : `Level ${level}`)
  );
}

function toReadable(
  active: ActiveScorecard,
  options: {
    isShown: (stage: Stage) => boolean;
    connected: ReadonlySet<string>;
    now: Date;
  },
): ReadableScorecard {
  const { compiled, checkKeys } = active;
  const checks = compiled.checks.flatMap((check): ReadableCheck[] => {
    const stage = check.stageAt(options.now);
    const key = checkKeys.get(check.definition.id);
    const connected = check.isActive(options.connected);
    return key !== undefined && options.isShown(stage)
      ? [
          {
            definition: check.definition,
            key,
            stage,
            enforceFrom: check.enforcedFromAt(options.now),
            reads: check.reads,
            connected,
            waitsFor: connected
              ? []
              : check.reads.filter(read => !options.connected.has(read)),
          },
        ]
      : [];
  });
  const withChecks = new Set(
    checks.filter(check => check.connected).map(check => check.definition.area),
  );
  return {
    active,
    ref: { id: compiled.name, title: compiled.document.metadata.title },
    checks,
    checksByKey: new Map(checks.map(check => [check.key, check])),
    areas: areas.filter(area => withChecks.has(area)),
  };
}
