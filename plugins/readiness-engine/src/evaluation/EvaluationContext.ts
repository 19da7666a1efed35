/**
 * What all checks of a scorecard see of one entity at one time. Made once an
 * evaluation; nothing in it is copied from the facts.
 */
import {
  FactSnapshot,
  Outcome,
} from '@team-readiness/backstage-plugin-readiness-common';
import { JsonObject, JsonValue } from '@backstage/types';
import { BusinessCalendar } from '../calendar/BusinessCalendar';
import { dayInMilliseconds } from '../calendar/calendarDay';
import { WorkingDays } from '../calendar/WorkingDays';
import { BusinessClock } from '../cel/BusinessClock';
import { CelClock } from '../cel/CelEngine';
import { OnLeaf } from '../cel/Condition';
import { EvaluationInput } from './EntityEvaluation';
import { catalogFact, ownerFact } from './factReads';

/** The day in the zone of a business calendar, and the earliest on which some answer flips. */
class BusinessDayClock implements BusinessClock {
  readonly today: number;
  #nextFlip = Infinity;

  constructor(readonly calendar: WorkingDays, now: Date) {
    this.today = calendar.dayAt(now.getTime());
  }

  /** Milliseconds; Infinity: never. */
  get flipsAt(): number {
    return Number.isFinite(this.#nextFlip)
      ? this.calendar.startOf(this.#nextFlip)
      : Infinity;
  }

  flipsOn(day: number): void {
    this.#nextFlip = Math.min(this.#nextFlip, day);
  }
}

/** The time of an evaluation, and the earliest at which some answer flips. */
export class DayClock implements CelClock {
  readonly today: number;
  readonly #now: Date;
  readonly #calendar: BusinessCalendar | undefined;
  /** Days since 1970-01-01; Infinity: never. */
  #nextFlip = Infinity;
  #business: BusinessDayClock | undefined;

  /** @param calendar - default: Monday to Friday, UTC */
  constructor(now: Date, calendar?: BusinessCalendar) {
    this.today = Math.floor(now.getTime() / dayInMilliseconds);
    this.#now = now;
    this.#calendar = calendar;
  }

  /** Made when it is first asked for: few checks do. */
  get business(): BusinessClock {
    this.#business ??= new BusinessDayClock(
      WorkingDays.of(this.#calendar),
      this.#now,
    );
    return this.#business;
  }

  /** Milliseconds; Infinity: never. */
  get flipsAt(): number {
    return Math.min(
      this.#nextFlip * dayInMilliseconds,
      this.#business?.flipsAt ?? Infinity,
    );
  }

  flipsOn(day: number): void {
    this.#nextFlip = Math.min(this.#nextFlip, day);
  }
}

/** @see EvaluationContext.ts */
export interface EvaluationContext {
  readonly input: EvaluationInput;
  readonly clock: DayClock;
  /** For CEL; facts that are missing or stale are not in it. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Outcomes that checks of stratum 1 read, by id; filled as they come. */
  readonly results: Record<string, Outcome>;
  /** For predicates: the entity with `readiness.tier` and `readiness.lifecycle`. */
  readonly entity: JsonObject;
  /** Ids of facts that are past their time to live. */
  readonly stale: ReadonlySet<string>;
  /** Told of each part of a condition that is run, for the coverage of tests. */
  readonly onLeaf?: OnLeaf;
}

/** A fact past its time to live. */
export function isStale(fact: FactSnapshot, now: Date): boolean {
  return fact.expiresAt !== null && Date.parse(fact.expiresAt) <= now.getTime();
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The entity as the catalog serves it; empty where it is not there.
 *
 * @param catalog - data of the catalog fact
 */
export function readEntity(catalog: JsonObject | undefined): JsonObject {
  return isObject(catalog?.entity) ? catalog.entity : {};
}

/**
 * The entity as predicates see it. What is not declared is left out, so that
 * `$exists` tells.
 *
 * @param catalog - data of the catalog fact
 */
export function toPredicateEntity(catalog: JsonObject | undefined): JsonObject {
  const entity = readEntity(catalog);
  const readiness: JsonObject = {};
  if (typeof catalog?.tier === 'number') {
    readiness.tier = catalog.tier;
  }
  if (typeof catalog?.lifecycle === 'string') {
    readiness.lifecycle = catalog.lifecycle;
  }
  return { ...entity, readiness };
}

/**
 * @param input - of the evaluation
 * @param params - of the scorecard
 * @param results - outcomes of checks of a lower stratum, where they are known already
 */
export function createContext(
  input: EvaluationInput,
  params: Readonly<Record<string, unknown>>,
  results: Readonly<Record<string, Outcome>> = {},
): EvaluationContext {
  const facts: Record<string, unknown> = {};
  const stale = new Set<string>();
  for (const id of Object.keys(input.facts)) {
    const fact = input.facts[id];
    if (isStale(fact, input.now)) {
      stale.add(id);
    } else {
      facts[id] = fact.data;
    }
  }
  const known = { ...results };
  const clock = new DayClock(input.now, input.calendar);
  const catalog = facts[catalogFact] as JsonObject | undefined;
  return {
    input,
    clock,
    stale,
    results: known,
    entity: toPredicateEntity(input.facts[catalogFact]?.data),
    variables: {
      entity: isObject(catalog?.entity) ? catalog.entity : undefined,
      facts,
      owner: facts[ownerFact],
      params,
      results: known,
      now: new Date(clock.today * dayInMilliseconds),
    },
  };
}
