import {
  Check,
  Stage,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Condition } from '../cel/Condition';
import { FactPaths, FactPathsBuilder } from '../evaluation/factPaths';
import {
  factsReadBy,
  isDerived,
  isFromCatalog,
  resultsReadBy,
} from '../evaluation/factReads';
import { CheckTexts } from '../explanation/CheckTexts';
import { CompiledCheck } from './CompiledScorecard';
import { Stratum } from './stratum';

/** A condition with the facts that it reads. */
export interface FactCondition {
  condition: Condition;
  /** Ids of collectors, sorted; those behind `entity` and `owner` included. */
  facts: readonly string[];
  /** Ids of checks whose outcomes it reads, sorted. */
  results: readonly string[];
}

/** The expressions of a check. */
export interface CheckConditions {
  appliesWhen: Condition | null;
  unknownWhen: Condition | null;
  condition: Condition;
}

/** A compiled check with all that its evaluation and explanation need. */
export class ScorecardCheck implements CompiledCheck {
  readonly reads: readonly string[];
  /** As {@link ScorecardCheck.reads}, with the facts of the catalog. */
  readonly facts: readonly string[];
  readonly results: readonly string[];
  readonly appliesWhen: FactCondition | null;
  readonly unknownWhen: FactCondition | null;
  readonly condition: FactCondition;
  readonly #conditions: CheckConditions;
  /** Facts of which one must be collected for the check to be active. */
  readonly #sources: readonly string[];
  readonly #stage: Stage;
  /** Day from which it counts; null: none is set. */
  readonly #enforcedFrom: string | null;
  #factPaths: FactPaths | undefined;

  /**
   * @param enforcedFrom - day (UTC) before which it is at `warn`, where neither the check itself
   *   says its stage or a later day, nor it is at a stage that does not count anyway; null: none
   */
  constructor(
    readonly definition: Check,
    conditions: CheckConditions,
    readonly texts: CheckTexts,
    readonly scorecardStage: Stage,
    readonly stratum: Stratum,
    enforcedFrom: string | null = null,
  ) {
    this.#conditions = conditions;
    const { appliesWhen, unknownWhen } = conditions;
    this.appliesWhen = appliesWhen && toFactCondition(appliesWhen);
    this.unknownWhen = unknownWhen && toFactCondition(unknownWhen);
    this.condition = toFactCondition(conditions.condition);
    const parts = [this.appliesWhen, this.unknownWhen, this.condition];
    const facts = new Set(parts.flatMap(part => part?.facts ?? []));
    const results = new Set(parts.flatMap(part => part?.results ?? []));
    this.facts = [...facts].sort();
    this.results = [...results].sort();
    this.reads = this.facts.filter(fact => !isFromCatalog(fact));
    const observed = this.reads.filter(fact => !isDerived(fact));
    this.#sources = observed.length > 0 ? observed : this.reads;
    this.#stage = definition.stage ?? scorecardStage;
    const isDated = this.#stage === 'warn' || this.#stage === 'enforced';
    const isSilent =
      definition.stage === undefined && this.#stage === 'enforced';
    const days = [
      isDated ? definition.enforceFrom : undefined,
      isSilent ? enforcedFrom : undefined,
    ];
    this.#enforcedFrom =
      days
        .filter(day => typeof day === 'string')
        .sort()
        .at(-1) ?? null;
  }

  /** The same check with another day from which it counts; null: at once. */
  enforcedFrom(day: string | null): ScorecardCheck {
    return new ScorecardCheck(
      this.definition,
      this.#conditions,
      this.texts,
      this.scorecardStage,
      this.stratum,
      day,
    );
  }

  get factPaths(): FactPaths {
    this.#factPaths ??= this.#findFactPaths();
    return this.#factPaths;
  }

  isActive(connected: ReadonlySet<string>): boolean {
    return (
      this.#sources.length === 0 ||
      this.#sources.some(fact => connected.has(fact))
    );
  }

  stageAt(now: Date): Stage {
    if (this.#enforcedFrom === null) {
      return this.#stage;
    }
    return now.getTime() >= Date.parse(this.#enforcedFrom)
      ? 'enforced'
      : 'warn';
  }

  enforcedFromAt(now: Date): string | null {
    return this.stageAt(now) === 'warn' ? this.#enforcedFrom : null;
  }

  #findFactPaths(): FactPaths {
    const { appliesTo } = this.definition;
    const paths = new FactPathsBuilder();
    for (const part of [this.appliesWhen, this.unknownWhen, this.condition]) {
      if (part) {
        paths.addExpression(part.condition.whole);
      }
    }
    if (appliesTo !== undefined) {
      paths.addPredicate(appliesTo);
    }
    return paths.facts;
  }

  /** When the check begins to count, in milliseconds; null where no such change is ahead. */
  countsFrom(now: Date): number | null {
    const day = this.enforcedFromAt(now);
    return day === null ? null : Date.parse(day);
  }
}

function toFactCondition(condition: Condition): FactCondition {
  const { whole } = condition;
  return {
    condition,
    facts: factsReadBy(whole),
    results: resultsReadBy(whole),
  };
}
