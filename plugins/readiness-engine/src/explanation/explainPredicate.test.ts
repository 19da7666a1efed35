import {
  evaluateFilterPredicate,
  FilterPredicate,
} from '@backstage/filter-predicates';
import { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { describePredicate, explainPredicate } from './explainPredicate';

const entity: JsonObject = {
  kind: 'Component',
  metadata: {
    name: 'shop',
    tags: ['java', 'web'],
    annotations: { 'example.com/slug': 'a/b' },
  },
  spec: { type: 'service', lifecycle: 'production' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/a' }],
  readiness: { tier: 2 },
};

/** The lines as a drawing: depth, kind, truth, `*` where it decided. */
function draw(predicate: FilterPredicate): string[] {
  return explainPredicate(predicate, entity).map(
    ({ depth, kind, truth, text, decided }) =>
      `${'  '.repeat(depth)}${kind} ${truth}${decided ? '*' : ''} ${text}`,
  );
}

describe('explainPredicate', () => {
  it('shows a part with the value that it looked at', () => {
    expect(
      explainPredicate(
        { 'spec.type': { $in: ['website', 'library'] } },
        entity,
      ),
    ).toEqual([
      {
        role: 'applies',
        depth: 0,
        kind: 'part',
        text: 'spec.type: { $in: [website, library] }',
        truth: 'false',
        decided: true,
        seen: [{ path: 'spec.type', value: 'service' }],
      },
    ]);
  });

  it('takes several keys for parts that all have to hold, and stops where it is decided', () => {
    expect(
      draw({ kind: 'component', 'spec.type': 'library', 'readiness.tier': 1 }),
    ).toEqual([
      'all false* { kind: component, spec.type: library, readiness.tier: 1 }',
      '  part true kind: component',
      '  part false* spec.type: library',
      '  part not-reached readiness.tier: 1',
    ]);
  });

  it('shows groups, and the way to the part that decided', () => {
    expect(
      draw({
        $all: [
          { kind: 'Component' },
          {
            $not: {
              $any: [
                { 'spec.lifecycle': { $hasPrefix: 'dep' } },
                { 'metadata.tags': { $contains: 'web' } },
              ],
            },
          },
          { 'spec.type': { $exists: true } },
        ],
      }),
    ).toEqual([
      expect.stringMatching(/^all false\* \$all: \[/),
      '  part true kind: Component',
      expect.stringMatching(/^ {2}not false\* \$not: \{/),
      expect.stringMatching(/^ {4}any true\* \$any: \[/),
      '      part false spec.lifecycle: { $hasPrefix: dep }',
      '      part true* metadata.tags: { $contains: web }',
      '  part not-reached spec.type: { $exists: true }',
    ]);
  });

  it.each<[FilterPredicate, string]>([
    [{ kind: 'Component' }, 'kind is Component'],
    [{ kind: 'API' }, 'kind is Component, not API'],
    [{ 'spec.system': 'shop' }, 'spec.system is not there'],
    [
      { 'spec.type': { $in: ['website', 'library'] } },
      'spec.type is service, not one of website and library',
    ],
    [{ 'spec.type': { $exists: false } }, 'spec.type is there'],
    [
      { 'metadata.tags': { $contains: 'go' } },
      'metadata.tags (java and web) has no item with go',
    ],
    [
      { relations: { $contains: { type: 'ownedBy' } } },
      'relations has an item with type: ownedBy',
    ],
    [
      { 'spec.lifecycle': { $hasPrefix: 'exp' } },
      'spec.lifecycle is production and does not begin with exp',
    ],
    [
      { kind: 'Component', 'readiness.tier': 2 },
      'kind is Component and readiness.tier is 2',
    ],
    [
      { $any: [{ kind: 'API' }, { kind: 'Group' }] },
      'kind is Component, not API and kind is Component, not Group',
    ],
    [{ $not: { kind: 'Component' } }, 'kind is Component'],
    [{}, ''],
  ])('says of %j: %s', (predicate, words) => {
    expect(describePredicate(predicate, entity, 'target').words).toBe(words);
  });

  it('keeps its lines and texts bounded', () => {
    const many = {
      $any: Array.from({ length: 5_000 }, () => ({ a: 'x'.repeat(900) })),
    };
    const lines = explainPredicate(many, entity);
    expect(lines).toHaveLength(500);
    expect(lines.every(({ text }) => text.length <= 500)).toBe(true);
    expect(lines[0]).toMatchObject({ truth: 'false', decided: true });
  });

  describe('law', () => {
    const paths = [
      'kind',
      'metadata.name',
      'metadata.tags',
      'metadata.annotations.example.com/slug',
      'spec.type',
      'spec.gone',
      'readiness.tier',
      'relations',
      '$odd',
    ];
    const primitive = fc.constantFrom<string | number | boolean>(
      'component',
      'Component',
      'API',
      'service',
      'shop',
      'java',
      'a/b',
      2,
      '2',
      true,
    );
    const { predicate } = fc.letrec<{ predicate: FilterPredicate }>(tie => ({
      predicate: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.dictionary(
          fc.constantFrom(...paths),
          fc.oneof(
            primitive,
            fc.record({ $exists: fc.boolean() }),
            fc.record({ $in: fc.array(primitive, { maxLength: 3 }) }),
            fc.record({ $hasPrefix: fc.constantFrom('s', 'comp', 'x') }),
            fc.record({
              $contains: fc.oneof(primitive, fc.constant({ type: 'ownedBy' })),
            }),
          ),
          { maxKeys: 3 },
        ) as fc.Arbitrary<FilterPredicate>,
        primitive,
        fc.record({ $all: fc.array(tie('predicate'), { maxLength: 3 }) }),
        fc.record({ $any: fc.array(tie('predicate'), { maxLength: 3 }) }),
        fc.record({ $not: tie('predicate') }),
        // Backstage refuses these when it comes to them.
        fc.record({ $not: tie('predicate'), kind: primitive }),
      ) as fc.Arbitrary<FilterPredicate>,
    }));

    function evaluate(asked: FilterPredicate): string {
      try {
        return String(evaluateFilterPredicate(asked, entity));
      } catch {
        return 'failed';
      }
    }

    it('the first line says what Backstage answers', () => {
      fc.assert(
        fc.property(predicate, asked => {
          const [first] = explainPredicate(asked, entity);
          expect(first.truth).toBe(evaluate(asked));
        }),
        { numRuns: 2_000 },
      );
    });

    it('the lines that decided lead from the whole down to one line', () => {
      fc.assert(
        fc.property(predicate, asked => {
          const decided = explainPredicate(asked, entity).filter(
            line => line.decided,
          );
          expect(decided.map(({ depth }) => depth)).toEqual(
            decided.map((_, i) => i),
          );
          expect(decided.every(({ truth }) => truth !== 'not-reached')).toBe(
            true,
          );
        }),
      );
    });
  });
});
