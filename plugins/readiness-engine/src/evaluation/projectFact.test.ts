import { JsonObject } from '@backstage/types';
import { factSchemas } from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { arbitraryCondition } from '../__testUtils__/arbitraryCondition';
import { arbitraryFact, arbitraryToday } from '../__testUtils__/arbitraryFact';
import { propertyRuns, propertyTimeout } from '../__testUtils__/propertyRuns';
import {
  PartialCheck,
  testNow,
  toFact,
  toInput,
  toScorecard,
} from '../__testUtils__/testScorecard';
import { readDay } from '../calendar/calendarDay';
import { checkEngine } from '../cel/checkEngine';
import { FactPaths, mergeFactPaths } from './factPaths';
import { projectFact } from './projectFact';

jest.setTimeout(propertyTimeout);

/** What is left of each fact, by its collector. */
function projected(
  paths: FactPaths,
  facts: Record<string, JsonObject>,
): Record<string, JsonObject> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([collector, data]) => {
      const read = paths.get(collector);
      return read ? [[collector, projectFact(data, read)]] : [];
    }),
  );
}

function ofCheck(check: Omit<PartialCheck, 'id'>): FactPaths {
  return toScorecard([{ id: 'one', ...check }]).checks[0].factPaths;
}

const optedOut = {
  kind: 'Component',
  metadata: {
    name: 'shop',
    annotations: {
      'opt-out.team-readiness.dev/one': 'Not meant for it.',
      'example.com/other': 'x',
    },
  },
  spec: { type: 'service' },
};

function ofOptOut(paths: FactPaths): string[] {
  const read = paths.get('catalog');
  const left = read ? projectFact({ entity: optedOut }, read) : {};
  const { metadata } = left.entity as { metadata: { annotations: object } };
  return Object.keys(metadata.annotations);
}

describe('projectFact', () => {
  const data: JsonObject = {
    ok: true,
    name: 'orders',
    note: 'long text',
    nested: { words: 12, title: 'x', url: 'https://example.com' },
    list: [
      { name: 'p99', target: 0.9, text: 'a' },
      { name: 'p50', text: 'b' },
    ],
    tags: ['a', 'b'],
    scores: { one: { points: 1, text: 'c' }, two: { points: 2 } },
    none: null,
  };

  it.each<[string, JsonObject]>([
    ['facts.a.ok', { ok: true }],
    ['facts["a"].ok && facts.b.other', { ok: true }],
    ['facts.a.nested.words > 3', { nested: { words: 12 } }],
    ['facts.a.none == null', { none: null }],
    ['facts.a.nested != null', { nested: {} }],
    ['has(facts.a.nested.gone)', { nested: {} }],
    ['size(facts.a.list) > 1', { list: [{}, {}] }],
    ['facts.a.list != null', { list: [] }],
    ['facts.a.list[0].target > 0.5', { list: [{ target: 0.9 }, {}] }],
    [
      'facts.a.list.exists(s, s.name == "p99")',
      { list: [{ name: 'p99' }, { name: 'p50' }] },
    ],
    [
      'facts.a.list.filter(s, has(s.target)).map(s, s.name).size() == 1',
      { list: [{ name: 'p99', target: 0.9 }, { name: 'p50' }] },
    ],
    ['"a" in facts.a.tags', { tags: ['a', 'b'] }],
    ['"one" in facts.a.scores', { scores: { one: {} } }],
    [
      'facts.a.name in facts.a.scores',
      {
        name: 'orders',
        scores: { one: {}, two: {} },
      },
    ],
    [
      'facts.a.scores.all(k, facts.a.scores[k].points > 0)',
      { scores: { one: { points: 1 }, two: { points: 2 } } },
    ],
    [
      'cel.bind(n, facts.a.nested, n.words > 3 && n.title != "")',
      { nested: { words: 12, title: 'x' } },
    ],
    [
      '(facts.a.ok ? facts.a.nested : facts.a.scores).words > 3',
      { ok: true, nested: { words: 12 }, scores: {} },
    ],
    ['facts.a.nested == {}', { nested: data.nested }],
    ['facts.a.tags == ["a"]', { tags: ['a', 'b'] }],
  ])('keeps of %s what is read', (condition, expected) => {
    expect(projected(ofCheck({ condition }), { a: data, c: data })).toEqual({
      a: expected,
    });
  });

  it('keeps what predicates, opt-outs and texts read of the entity', () => {
    const scorecard = toScorecard(
      [
        {
          id: 'one',
          appliesTo: {
            $all: [
              { 'metadata.annotations.example.com/tier': { $exists: true } },
              { 'metadata.tags': { $contains: 'public' } },
              { $not: { 'readiness.tier': 3 } },
            ],
          },
          condition: 'owner.exists',
          messages: {
            pass: 'It has {{ facts.b.words }} words.',
            fail: 'It has none.',
          },
        },
      ],
      { targets: [{ when: { 'spec.type': 'service' }, level: 1 }] },
    );
    const facts: Record<string, JsonObject> = {
      catalog: {
        tier: 2,
        lifecycle: 'production',
        onCall: true,
        entity: {
          kind: 'Component',
          metadata: {
            name: 'shop',
            tags: ['public'],
            annotations: {
              'example.com/tier': 'a',
              'example.com/other': 'b',
              'opt-out.team-readiness.dev/one': 'No.',
            },
          },
          spec: { type: 'service', owner: 'x' },
        },
      },
      'readiness/owner': { exists: true, members: 3 },
      b: { words: 7, text: 'x' },
    };
    const [check] = scorecard.checks;
    const decides = projected(check.factPaths, facts);
    expect(decides).toEqual({
      catalog: {
        tier: 2,
        lifecycle: 'production',
        entity: {
          metadata: {
            tags: ['public'],
            annotations: { 'example.com/tier': 'a' },
          },
        },
      },
      'readiness/owner': { exists: true },
    });
    const left = projected(scorecard.factPaths, facts);
    expect(left.b).toEqual({ words: 7 });
    expect(left.catalog).toMatchObject({
      entity: { kind: 'Component', spec: { type: 'service' } },
    });
    expect(JSON.stringify(left)).not.toMatch(/other|onCall|members|owner":"x/);
    expect(projected(mergeFactPaths([]), facts)).toEqual({});
    expect(
      projected(mergeFactPaths([scorecard.factPaths, check.factPaths]), facts),
    ).toEqual(left);
  });

  it('keeps the annotation of an opt-out, which has effect without the rest', () => {
    const scorecard = toScorecard([
      { id: 'one', condition: 'facts.a.ok', optOut: true },
    ]);
    const annotations = ofOptOut(scorecard.factPaths);
    expect(annotations).toEqual(['opt-out.team-readiness.dev/one']);
    const input = toInput({ a: { ok: false } });
    const catalog = {
      ...input.facts.catalog.data,
      entity: optedOut,
    } as JsonObject;
    const whole = {
      ...input,
      facts: { ...input.facts, catalog: toFact('catalog', catalog) },
    };
    const paths = scorecard.factPaths.get('catalog');
    const some = {
      ...whole,
      facts: {
        ...whole.facts,
        catalog: toFact('catalog', paths ? projectFact(catalog, paths) : {}),
      },
    };
    expect(scorecard.evaluate(whole).results[0].outcome).toBe('exempt');
    expect(scorecard.evaluate(some)).toEqual(scorecard.evaluate(whole));
  });

  it('changes nothing of what a condition answers, whatever it is and reads', () => {
    const clock = {
      today: readDay(arbitraryToday) as number,
      flipsOn: () => {},
    };
    const cases = fc
      .constantFrom(...factSchemas)
      .chain(schema =>
        fc.tuple(
          fc.constant(schema.collector),
          arbitraryCondition(schema),
          arbitraryFact(schema),
        ),
      );
    let fewer = 0;
    fc.assert(
      fc.property(cases, ([collector, source, fact]) => {
        fc.pre(checkEngine.check(source, 'dyn').length === 0);
        const expression = checkEngine.compile(source, 'dyn');
        const paths = expression.paths.get('facts')?.members.get(collector);
        const some = paths ? projectFact(fact as JsonObject, paths) : {};
        fewer +=
          JSON.stringify(some).length < JSON.stringify(fact).length ? 1 : 0;
        const run = (seen: unknown) =>
          checkEngine.run(
            expression,
            { facts: { [collector]: seen }, params: {}, now: testNow },
            clock,
          );
        expect(run(some)).toEqual(run(fact));
      }),
      propertyRuns,
    );
    expect(fewer).toBeGreaterThan(0);
  });
});
