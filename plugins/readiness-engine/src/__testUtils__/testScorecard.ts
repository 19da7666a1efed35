import {
  Check,
  FactSchema,
  factSchemas,
  FactSnapshot,
  Scorecard,
} from '@team-readiness/backstage-plugin-readiness-common';
import { stringify } from 'yaml';
import { CompiledScorecard } from '../definition/CompiledScorecard';
import { readScorecards } from '../definition/readScorecards';
import { EvaluationInput } from '../evaluation/EntityEvaluation';

/** A fact of which nothing is known but its name. */
export function anyFact(collector: string): FactSchema {
  return {
    collector,
    title: `the fact ${collector}`,
    description: 'For tests.',
    schema: {},
    example: null,
  };
}

/** The facts of Readiness, and those that tests make up. */
export const testFacts: readonly FactSchema[] = [
  ...factSchemas,
  ...['a', 'b', 'c', 'extra', 'never'].map(anyFact),
];

/** A check of which only what matters to a test is given. */
export type PartialCheck = Pick<Check, 'id'> & Partial<Check>;

/** A check with defaults: an enforced gate of level 1 that asks the fact `a`. */
export function toCheck(check: PartialCheck): Partial<Check> {
  return {
    title: `Title of ${check.id}`,
    question: 'Is it so?',
    rationale: 'Because.',
    area: 'ownership',
    level: 1,
    gate: true,
    effort: 1,
    condition: 'facts.a.ok',
    messages: { pass: 'It is so.', fail: 'It is not so.' },
    lookedFor: 'That it is so.',
    remediation: { text: 'Make it so.' },
    ...check,
  };
}

/** The text of a document with these checks. */
export function toText(
  checks: PartialCheck[],
  spec: Partial<Scorecard['spec']> = {},
): string {
  return stringify({
    apiVersion: 'team-readiness.dev/v1',
    kind: 'Scorecard',
    metadata: { name: 'demo', title: 'Demo', description: 'For tests.' },
    spec: {
      target: { kind: 'Component' },
      levels: [1, 2, 3].map(level => ({
        level,
        name: `Level ${level}`,
        description: 'A rung.',
      })),
      ...spec,
      checks: checks.map(toCheck),
    },
  });
}

/** A compiled scorecard with these checks. Throws where the document is not good. */
export function toScorecard(
  checks: PartialCheck[],
  spec: Partial<Scorecard['spec']> = {},
  facts: readonly FactSchema[] = testFacts,
): CompiledScorecard {
  const text = toText(checks, spec);
  const { scorecards, problems } = readScorecards([{ source: 'a', text }], {
    builtIn: [],
    facts,
  });
  if (problems.length > 0) {
    throw new Error(JSON.stringify(problems, null, 2));
  }
  return scorecards[0];
}

/** The moment of all evaluations, unless a test says otherwise. */
export const testNow = new Date('2026-06-15T10:00:00Z');

/** A fact as it is stored; seen an hour ago and good for a day. */
export function toFact(
  collector: string,
  data: FactSnapshot['data'],
  times: Partial<FactSnapshot> = {},
): FactSnapshot {
  return {
    collector,
    data,
    observedAt: '2026-06-15T09:00:00Z',
    expiresAt: '2026-06-16T09:00:00Z',
    ...times,
  };
}

/**
 * An input over these facts, for a tier 2 service; every collector of a fact is connected.
 */
export function toInput(
  facts: Record<string, FactSnapshot['data']>,
  change: Partial<EvaluationInput> = {},
): EvaluationInput {
  const all: Record<string, FactSnapshot['data']> = {
    catalog: {
      entity: {
        kind: 'Component',
        metadata: { name: 'shop', annotations: {} },
        spec: { type: 'service' },
      },
      tier: 2,
      lifecycle: 'production',
    },
    ...facts,
  };
  return {
    entityRef: 'component:default/shop',
    createdAt: null,
    connected: new Set(['a', 'b', 'c']),
    now: testNow,
    facts: Object.fromEntries(
      Object.entries(all).map(([id, data]) => [id, toFact(id, data)]),
    ),
    ...change,
  };
}
