/**
 * Runs the conditions of the built-in scorecards through a second
 * implementation of CEL, over generated facts, and compares the answers.
 */
import { celEnv, celFunc, CelScalar, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { CelFailure } from './CelEngine';
import { checkEngine } from './checkEngine';
import { readDay } from '../calendar/calendarDay';
import { Condition } from './Condition';

const documents = resolve(__dirname, '../../../readiness-standards/documents');
const today = Date.parse('2026-06-15') / 86_400_000;

interface Expressions {
  params: Record<string, unknown>;
  sources: string[];
}

function readExpressions(): Expressions[] {
  return readdirSync(documents).map(file => {
    const { spec } = parseYaml(
      readFileSync(resolve(documents, file), 'utf8'),
    ) as {
      spec: {
        params: Record<string, unknown>;
        checks: Array<
          Partial<Record<'condition' | 'appliesWhen' | 'unknownWhen', string>>
        >;
      };
    };
    return {
      params: spec.params,
      sources: spec.checks.flatMap(({ condition, appliesWhen, unknownWhen }) =>
        [condition, appliesWhen, unknownWhen].filter(
          source => source !== undefined,
        ),
      ),
    };
  });
}

const daysSince = celFunc(
  'daysSince',
  [CelScalar.DYN],
  CelScalar.INT,
  value => {
    const day = typeof value === 'string' ? readDay(value) : null;
    if (day === null) {
      throw new Error('no date');
    }
    return BigInt(today - day);
  },
);
const otherEnvironment = celEnv({ funcs: [...strings, daysSince] });

const date = fc
  .integer({ min: -400, max: 20 })
  .map(days => new Date((today + days) * 86_400_000).toISOString());
const day = date.map(text => text.slice(0, 10));
const count = fc.integer({ min: 0, max: 1_500 });
const amount = fc.integer({ min: 0, max: 300_000 }).map(cents => cents / 100);
const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });

const documentFact = fc.record({
  path: fc.constant('docs/a.md'),
  words: count,
  sections: fc.subarray([
    'impact',
    'symptoms',
    'diagnosis',
    'mitigation',
    'resolution',
    'rollback',
    'escalation',
  ]),
  hasCommandOrLink: fc.boolean(),
  reviewedAt: maybe(day),
  changedAt: maybe(date),
  dependenciesNamed: names,
});
const facts = fc.record(
  {
    catalog: fc.record({
      tier: maybe(fc.integer({ min: 1, max: 3 })),
      dependencies: names,
      runbookLinks: fc.array(fc.record({ url: fc.webUrl() }), { maxLength: 1 }),
      budget: maybe(
        fc.record({ amount, currency: fc.constantFrom('EUR', 'USD') }),
      ),
      onCall: fc.boolean(),
    }),
    repository: fc.record({
      readme: maybe(documentFact),
      runbook: maybe(documentFact),
      architecture: maybe(documentFact),
    }),
    slo: fc.record({
      slos: fc.array(
        fc.record({ complete: fc.boolean(), burnRateAlert: fc.boolean() }),
        { maxLength: 2 },
      ),
    }),
    manifests: fc.record({
      objects: fc.integer({ min: 0, max: 2 }),
      evaluations: fc.array(
        fc.record({
          policy: fc.constantFrom('pin-images', 'require-limits', 'other'),
          outcome: fc.constantFrom('pass', 'fail', 'unknown'),
        }),
        { maxLength: 4 },
      ),
      policies: fc.subarray(
        ['other', 'pin-images', 'require-limits', 'run-as-non-root'],
        { minLength: 2 },
      ),
      broken: fc.integer({ min: 0, max: 1 }),
    }),
    policy: fc.record({
      results: fc.integer({ min: 0, max: 3 }),
      violations: fc.array(
        fc.record({
          severity: fc.constantFrom('low', 'medium', 'high', 'critical'),
          firstSeen: date,
        }),
        { maxLength: 3 },
      ),
    }),
    cost: fc.record({
      attributed: fc.boolean(),
      currency: fc.constantFrom('EUR', 'USD'),
      forecast: amount,
      threeMonthMean: maybe(amount),
    }),
  },
  { requiredKeys: [] },
);
const owner = fc.record(
  {
    isTeam: fc.boolean(),
    members: maybe(fc.integer({ min: 0, max: 3 })),
    reachable: fc.boolean(),
    onCall: fc.boolean(),
  },
  { requiredKeys: [] },
);
const entity = fc.record({
  metadata: fc.record(
    {
      name: fc.constant('shop'),
      annotations: fc.dictionary(
        fc.constantFrom('backstage.io/techdocs-ref', 'x'),
        fc.constantFrom('dir:.', ''),
      ),
    },
    { requiredKeys: ['name'] },
  ),
  spec: fc.record(
    { type: fc.constant('service'), system: fc.constantFrom('', 'shop') },
    { requiredKeys: ['type'] },
  ),
});

type Answer = boolean | 'failure';

function toAnswer(value: unknown): Answer {
  return typeof value === 'boolean' ? value : 'failure';
}

const cases = readExpressions().flatMap(({ params, sources }) =>
  sources.map(source => ({ params, source })),
);

describe('conditions of the built-in scorecards', () => {
  it('are there', () => {
    expect(cases.length).toBeGreaterThan(20);
  });

  it.each(cases)(
    'have the same answer in another implementation: $source',
    ({ params, source }) => {
      const condition = Condition.compile(checkEngine, source);
      const other = plan(otherEnvironment, parse(source));
      const seen = new Set<Answer>();
      fc.assert(
        fc.property(entity, facts, owner, (e, f, o) => {
          // Null prototypes of generated records are no plain JSON.
          const variables = JSON.parse(
            JSON.stringify({ entity: e, facts: f, owner: o, params }),
          ) as Record<string, never>;
          const { value } = condition.answer(variables, {
            today,
            flipsOn: () => {},
          });
          const mine = value instanceof CelFailure ? 'failure' : value;
          seen.add(mine);
          expect(mine).toBe(toAnswer(other(variables)));
        }),
        { numRuns: 300 },
      );
      expect(seen.has(true)).toBe(true);
    },
  );
});
