/**
 * What an evaluation depends on, as digests of twelve hex digits joined by dashes: standard (with
 * the calendar), connected collectors, entity, facts, freshness, and, where it reads any, facts made
 * of the results of other entities. Equal: nothing is evaluated until the clock can flip an answer.
 * Different: the part that differs tells why a result changed.
 *
 * Twelve digits are 48 bits: a change is missed with a probability of 4e-15.
 */
import { createHash, hash as hashOnce } from 'crypto';
import {
  dependenciesFact,
  ownerFact,
  relationsFact,
  rollupFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  BusinessCalendar,
  defaultBusinessCalendar,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { ActiveScorecard } from '../definitions/ActiveScorecards';
import { EntityInputRow, FactDigest } from '../database/operations/inputs';
import { calendarDigest } from './calendarDigest';

/** Raised when what is stored of an equal input changes its form. */
const storedForm = 2;

/** The parts of an input hash, in order. */
export type InputPart =
  | 'standard'
  | 'connected'
  | 'entity'
  | 'facts'
  | 'fresh'
  | 'others';

const parts: readonly InputPart[] = [
  'standard',
  'connected',
  'entity',
  'facts',
  'fresh',
  'others',
];

/**
 * The part of the hash that is the same for all entities of a batch.
 */
export interface StandardHash {
  /** Ids of the collectors that the scorecard reads. */
  reads: ReadonlySet<string>;
  /** Digests of standard and connected collectors. */
  head: string;
}

/**
 * Digests a scorecard and the collectors of it that are connected.
 *
 * @param scorecard - An active scorecard.
 * @param connected - Ids of connected collectors.
 * @param calendar - Of the evaluations. The default one leaves no trace in the digest.
 */
export function hashStandard(
  scorecard: ActiveScorecard,
  connected: ReadonlySet<string>,
  calendar: BusinessCalendar = defaultBusinessCalendar,
): StandardHash {
  const { compiled, enforcement } = scorecard;
  const calendarPart = calendarDigest(calendar);
  const reads = new Set(compiled.checks.flatMap(check => check.reads));
  const present = [...reads].filter(id => connected.has(id)).sort();
  return {
    reads,
    head: `${digest([
      String(storedForm),
      compiled.name,
      compiled.contentHash,
      ...(calendarPart ? [calendarPart] : []),
      ...(enforcement.size ? [JSON.stringify([...enforcement])] : []),
    ])}-${digest(present)}`,
  };
}

/**
 * The hash of an input, and for how long it stays what it is if nobody does anything.
 */
export interface InputHash {
  /** 64 characters, or 77. */
  hash: string;
  /** Epoch ms at which the first fresh fact expires; null: never. */
  freshUntil: number | null;
}

/**
 * Digests all that an evaluation of one entity depends on, save the clock.
 *
 * @param standard - From {@link hashStandard}.
 * @param entity - Row of the entity.
 * @param facts - Its facts, sorted by collector.
 * @param hour - The UTC hour of the evaluation: facts that expired by then are stale.
 */
export function hashInput(
  standard: StandardHash,
  entity: EntityInputRow,
  facts: readonly FactDigest[],
  hour: Date,
): InputHash {
  const described = [String(entity.created_at)];
  const observed: string[] = [];
  const ofOthers: string[] = [];
  const stale: string[] = [];
  let freshUntil: number | null = null;
  for (const fact of facts) {
    if (!isAlwaysRead(fact) && !standard.reads.has(fact.collector)) {
      continue;
    }
    const list = isFromCatalog(fact) ? described : observed;
    (isMadeOfResults(fact.collector) ? ofOthers : list).push(
      fact.collector,
      fact.hash,
    );
    if (fact.expires_at !== null) {
      const expiry = Number(fact.expires_at);
      if (expiry <= hour.getTime()) {
        stale.push(fact.collector);
      } else {
        freshUntil = Math.min(freshUntil ?? expiry, expiry);
      }
    }
  }
  const hash = [
    standard.head,
    digest(described),
    digest(observed),
    digest(stale),
    ...(ofOthers.length ? [digest(ofOthers)] : []),
  ].join('-');
  return { hash, freshUntil };
}

/**
 * Which parts differ between two input hashes.
 *
 * @param before - A stored hash.
 * @param after - A new one.
 */
export function changedParts(before: string, after: string): Set<InputPart> {
  const old = before.split('-');
  const now = after.split('-');
  return new Set(parts.filter((_, index) => old[index] !== now[index]));
}

/**
 * Is the fact made of the results of other entities?
 *
 * @param collector - Id.
 */
export function isMadeOfResults(collector: string): boolean {
  return (
    collector === dependenciesFact.collector ||
    collector === rollupFact.collector
  );
}

/** Facts behind variables that every scorecard has, and that tell what it is about. */
function isAlwaysRead({ collector }: FactDigest): boolean {
  return collector === 'catalog' || collector === ownerFact.collector;
}

/** Facts that the catalog collector writes, and what is derived from the catalog alone. */
function isFromCatalog(fact: FactDigest): boolean {
  return isAlwaysRead(fact) || fact.collector === relationsFact.collector;
}

/** In one call where Node has it (20.12), which takes half as long for so little text. */
const sha256: (text: string) => string =
  typeof hashOnce === 'function'
    ? text => hashOnce('sha256', text, 'hex')
    : text => createHash('sha256').update(text).digest('hex');

const nothing = sha256('[]').slice(0, 12);

function digest(values: readonly string[]): string {
  return values.length ? sha256(JSON.stringify(values)).slice(0, 12) : nothing;
}
