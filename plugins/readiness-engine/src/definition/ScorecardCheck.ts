import {
  Check,
  Stage,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Condition } from '../cel/Condition';
import { factsReadBy, isFromCatalog } from '../evaluation/factReads';
import { CheckTexts } from '../explanation/CheckTexts';
import { CompiledCheck } from './CompiledScorecard';

/** A condition with the facts that it reads. */
export interface FactCondition {
  condition: Condition;
  /** Ids of collectors, sorted; those behind `entity` and `owner` included. */
  facts: readonly string[];
}

/** A compiled check with all that its evaluation and explanation need. */
export class ScorecardCheck implements CompiledCheck {
  readonly reads: readonly string[];
  /** As {@link ScorecardCheck.reads}, with the facts of the catalog. */
  readonly facts: readonly string[];
  readonly appliesWhen: FactCondition | null;
  readonly unknownWhen: FactCondition | null;
  readonly condition: FactCondition;
  readonly #stage: Stage;
  readonly #enforcedFrom: number;

  constructor(
    readonly definition: Check,
    conditions: {
      appliesWhen: Condition | null;
      unknownWhen: Condition | null;
      condition: Condition;
    },
    readonly texts: CheckTexts,
    scorecardStage: Stage,
  ) {
    this.appliesWhen = toFactCondition(conditions.appliesWhen);
    this.unknownWhen = toFactCondition(conditions.unknownWhen);
    this.condition = {
      condition: conditions.condition,
      facts: factsReadBy(conditions.condition.whole),
    };
    const facts = new Set(
      [this.appliesWhen, this.unknownWhen, this.condition].flatMap(
        part => part?.facts ?? [],
      ),
    );
    this.facts = [...facts].sort();
    this.reads = this.facts.filter(fact => !isFromCatalog(fact));
    this.#stage = definition.stage ?? scorecardStage;
    this.#enforcedFrom = definition.enforceFrom
      ? Date.parse(definition.enforceFrom)
      : -Infinity;
  }

  stageAt(now: Date): Stage {
    const isDated =
      this.definition.enforceFrom !== undefined &&
      (this.#stage === 'warn' || this.#stage === 'enforced');
    if (!isDated) {
      return this.#stage;
    }
    return now.getTime() >= this.#enforcedFrom ? 'enforced' : 'warn';
  }

  /** When the check begins to count, in milliseconds; null where no such change is ahead. */
  countsFrom(now: Date): number | null {
    return this.stageAt(now) === 'warn' && Number.isFinite(this.#enforcedFrom)
      ? this.#enforcedFrom
      : null;
  }
}

function toFactCondition(condition: Condition | null): FactCondition | null {
  return condition && { condition, facts: factsReadBy(condition.whole) };
}
