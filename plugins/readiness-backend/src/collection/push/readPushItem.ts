import { JsonObject } from '@backstage/types';
import {
  FactPushItem,
  FactSchema,
  readObservedAt,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  boundedJson,
  factBounds,
  factViolations,
  isPlainObject,
  readEntityRef,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { hashFact } from '../facts';
import { maxFactLength } from '../runs/readObservations';

/** Clocks of others may be ahead by this much. */
const clockSkewMs = 5 * 60_000;
const maxViolationsTold = 3;

/** An item that may be written, if its entity may. */
export interface PushedFact {
  collector: string;
  entityRef: string;
  observedAt: Date;
  /** Null: the fact is to be removed. */
  content: { data: string; hash: string } | null;
}

/** A fact that can be pushed. */
export interface PushableFact {
  schema: FactSchema;
  timeToLiveMs: number;
}

/**
 * Judges one item without looking at the database.
 *
 * @param item - as the OpenAPI document has it
 * @param options - `granted`: ids that the service may push; `facts`: those of them that are known
 * @returns what to write, or why not, as one sentence
 */
export function readPushItem(
  item: FactPushItem,
  options: {
    facts: ReadonlyMap<string, PushableFact>;
    granted: ReadonlySet<string>;
    now: Date;
  },
): PushedFact | { refused: string } {
  const { collector } = item;
  const { now } = options;
  const fact = options.facts.get(collector);
  if (!fact) {
    return {
      refused: options.granted.has(collector)
        ? 'No fact of that name is known here.'
        : 'This service may not push such a fact.',
    };
  }
  const entityRef = readEntityRef(item.entityRef);
  if (!entityRef) {
    return {
      refused:
        'The entity has to be named by its whole ref, such as component:default/checkout.',
    };
  }
  const observedAt =
    item.observedAt === undefined ? now : readObservedAt(item.observedAt);
  if (!observedAt) {
    return { refused: 'observedAt is no ISO time with its zone.' };
  }
  if (observedAt.getTime() > now.getTime() + clockSkewMs) {
    return { refused: 'observedAt lies in the future.' };
  }
  if (observedAt.getTime() + fact.timeToLiveMs <= now.getTime()) {
    return {
      refused: 'It was observed so long ago that it would be stale at once.',
    };
  }
  const target = { collector, entityRef, observedAt };
  return item.data === null
    ? { ...target, content: null }
    : readContent(target, item.data, fact.schema);
}

function readContent(
  target: Omit<PushedFact, 'content'>,
  input: unknown,
  schema: FactSchema,
): PushedFact | { refused: string } {
  const { value, complete } = boundedJson(input, factBounds);
  const data = JSON.stringify(value ?? null);
  if (!complete || !isPlainObject(value) || data.length > maxFactLength) {
    return {
      refused:
        'The data is too large, nested too deeply, or holds a name that is not allowed.',
    };
  }
  const violations = factViolations(schema, value);
  if (violations.length) {
    const told = violations.slice(0, maxViolationsTold).join('; ');
    return { refused: `The data does not fit the schema: ${told}.` };
  }
  const hash = hashFact(value as JsonObject, schema.schema);
  return { ...target, content: { data, hash } };
}
