/**
 * The guarantee of the type checker: what it lets through does not fail over
 * data that fits. Conditions are put together without regard to types and
 * guards, some of any parts, some of parts that are about the same thing; many
 * are refused, those that are not are run.
 */
import { defineFact } from '@team-readiness/backstage-plugin-readiness-common';
import { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { z } from 'zod';
import { arbitraryFact } from '../../__testUtils__/arbitraryFact';
import {
  propertyRuns,
  propertyTimeout,
} from '../../__testUtils__/propertyRuns';
import { CelFailure } from '../CelEngine';
import { checkEngine } from '../checkEngine';
import { Condition } from '../Condition';
import { checkTypes } from './checkTypes';
import { createTypeEnvironment } from './TypeEnvironment';

const fact = defineFact({
  collector: 't',
  title: 'the fact',
  description: 'Every form that a schema may have.',
  type: z.strictObject({
    n: z.number().describe('A number.'),
    n0: z.number().nullable().describe('A number or null.'),
    s: z.string().describe('A text.'),
    s0: z.string().nullable().describe('A text or null.'),
    e: z.enum(['low', 'high']).describe('One of two.'),
    b: z.boolean().describe('Yes or no.'),
    b0: z.boolean().nullable().describe('Yes, no or null.'),
    l: z.array(z.number()).describe('Numbers.'),
    ls: z.array(z.string().nullable()).describe('Texts and nulls.'),
    rows: z
      .array(
        z.strictObject({
          name: z.string().describe('A name.'),
          size: z.number().nullable().describe('A size.'),
          inner: z
            .strictObject({ x: z.number().describe('X.') })
            .nullable()
            .describe('An object or null.'),
        }),
      )
      .describe('Objects.'),
    m: z.record(z.string(), z.number()).describe('Numbers by name.'),
    o: z
      .strictObject({
        p: z.number().optional().describe('There or not.'),
        q: z
          .strictObject({ r: z.string().nullable().describe('R.') })
          .nullable()
          .describe('An object or null.'),
      })
      .describe('An object.'),
  }),
  example: {
    n: 1,
    n0: null,
    s: 'a',
    s0: null,
    e: 'low',
    b: true,
    b0: null,
    l: [],
    ls: [null],
    rows: [],
    m: {},
    o: { q: null },
  },
});

/** A text with expressions in its gaps. */
function write(
  parts: TemplateStringsArray,
  ...gaps: Array<fc.Arbitrary<string>>
): fc.Arbitrary<string> {
  return fc
    .tuple(...gaps)
    .map(texts =>
      parts.reduce((all, part, i) => `${all}${texts[i - 1]}${part}`),
    );
}

const paths = [
  ...Object.keys(fact.example).map(key => `facts.t.${key}`),
  'facts.t.o.p',
  'facts.t.o.q',
  'facts.t.o.q.r',
  'facts.t.m["a"]',
  'facts.t.m.b',
  'facts.t.m[facts.t.s]',
  'facts.t.l[0]',
  'facts.t.l[1]',
  'facts.t.ls[0]',
  'facts.t.l[size(facts.t.l) - 1]',
  'facts.t.rows[0].inner.x',
  'facts.t.rows[0].size',
  'params.n',
  'params.zero',
  'params.list',
  'v.name',
  'v.size',
  'v.inner',
  'v.inner.x',
  'v',
  'facts.t.m[v]',
];
const path = fc.constantFrom(...paths);
const literal = fc.constantFrom(
  'null',
  '0',
  '1',
  '2.0',
  '0.0',
  '"a"',
  '"low"',
  '"high"',
  'true',
  '[]',
  '[1.0, 2.0]',
  '["a", null]',
);
const lists = fc.constantFrom(
  'facts.t.l',
  'facts.t.ls',
  'facts.t.rows',
  'facts.t.m',
  'facts.t.rows.filter(v, v.size != null)',
  'facts.t.rows.filter(v, v.inner != null && v.inner.x > 1.0)',
  'facts.t.ls.filter(v, v != null)',
  'facts.t.rows.map(v, v.inner)',
  'facts.t.rows.map(v, v.size != null, v.size)',
  'params.list',
);
const comparison = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');

const { condition } = fc.letrec<{ condition: string; value: string }>(tie => ({
  value: fc.oneof(
    { maxDepth: 2 },
    { weight: 6, arbitrary: path },
    { weight: 2, arbitrary: literal },
    write`size(${lists})`,
    write`size(${path})`,
    write`double(size(${lists}))`,
    write`(${tie('value')} ${fc.constantFrom('+', '-', '*', '/')} ${tie(
      'value',
    )})`,
    write`(${tie('condition')} ? ${tie('value')} : ${tie('value')})`,
    write`${lists}.map(v, ${tie('value')})`,
    write`percent(${path}, ${tie('value')})`,
    write`cel.bind(w, ${path}, w)`,
    write`string(${path})`,
  ),
  condition: fc.oneof(
    { maxDepth: 4 },
    write`${path} != null`,
    write`${path} == null`,
    write`has(facts.t.o.p)`,
    write`has(facts.t.o.q.r)`,
    write`"a" in facts.t.m`,
    write`facts.t.s in facts.t.m`,
    write`${path} in ${lists}`,
    write`size(${lists}) ${comparison} ${fc.constantFrom('0', '1', '2')}`,
    write`${path} ${comparison} ${literal}`,
    write`${tie('value')} ${comparison} ${tie('value')}`,
    write`${path}`,
    write`${path}.startsWith("a")`,
    write`(${path} != null && ${tie('condition')})`,
    write`(${path} == null || ${tie('condition')})`,
    write`(${tie('condition')} && ${tie('condition')})`,
    write`(${tie('condition')} || ${tie('condition')})`,
    write`!(${tie('condition')})`,
    write`(${tie('condition')} ? ${tie('condition')} : ${tie('condition')})`,
    write`${lists}.${fc.constantFrom('exists', 'all', 'exists_one')}(v, ${tie(
      'condition',
    )})`,
    write`size(${lists}.filter(v, ${tie('condition')})) > 0`,
    write`cel.bind(w, ${path}, w == null || w > 1.0)`,
  ),
}));

/** Parts that make sure of something, and parts that rely on it. */
const themes: ReadonlyArray<{ guards: string[]; uses: string[] }> = [
  {
    guards: [
      'facts.t.n0 != null',
      'facts.t.n0 == null',
      'facts.t.n0 == 1.0',
      'facts.t.n0 in [1.0, 2.0]',
      'cel.bind(w, facts.t.n0, w != null)',
    ],
    uses: [
      'facts.t.n0 > 1.0',
      'facts.t.n0 + 1.0 < 3.0',
      'string(facts.t.n0) == "1"',
      'cel.bind(w, facts.t.n0, w > 1.0)',
    ],
  },
  {
    guards: [
      'facts.t.o.q != null',
      'has(facts.t.o.q.r)',
      'facts.t.o.q.r != null',
      'facts.t.o.q.r == "a"',
    ],
    uses: ['facts.t.o.q.r == "b"', 'facts.t.o.q.r.startsWith("a")'],
  },
  {
    guards: ['has(facts.t.o.p)', 'facts.t.n > 1.0'],
    uses: ['facts.t.o.p > 1.0', 'facts.t.o.p == facts.t.n'],
  },
  {
    guards: ['"a" in facts.t.m', 'has(facts.t.m.a)', 'facts.t.s in facts.t.m'],
    uses: [
      'facts.t.m["a"] > 1.0',
      'facts.t.m.a == 2.0',
      'facts.t.m[facts.t.s] > 1.0',
      'facts.t.m.all(k, facts.t.m[k] > 1.0)',
    ],
  },
  {
    guards: [
      'size(facts.t.l) > 0',
      'size(facts.t.l) == 0',
      'facts.t.l != []',
      'facts.t.l.exists(v, v > 1.0)',
      'facts.t.l.all(v, v > 1.0)',
      '1.0 in facts.t.l',
      '2 <= facts.t.l.size()',
    ],
    uses: [
      'facts.t.l[0] > 1.0',
      'facts.t.l[1] > 1.0',
      'facts.t.l[size(facts.t.l) - 1] == 1.0',
      'size(facts.t.s) / size(facts.t.l) > 0',
      'percent(1, size(facts.t.l)) > 0.5',
      'facts.t.l.map(v, v + 1.0)[0] > 2.0',
    ],
  },
  {
    guards: [
      'facts.t.n != 0.0',
      'facts.t.n > 0.0',
      'facts.t.n < 1.0',
      'facts.t.n == 2.0',
      'facts.t.n <= 0',
    ],
    uses: ['percent(1.0, facts.t.n) > 1.0', 'percent(1, params.n) > 1.0'],
  },
  {
    guards: [
      'facts.t.rows.all(v, v.size != null)',
      'facts.t.rows.exists(v, v.size == null)',
      'facts.t.rows.exists(v, v.size != null)',
    ],
    uses: [
      'facts.t.rows.all(v, v.size > 1.0)',
      'facts.t.rows.map(v, v.size).exists(w, w > 1.0)',
      'facts.t.rows.filter(v, v.size != null).all(v, v.size > 0.0)',
      'facts.t.rows[0].name == "a"',
    ],
  },
  {
    guards: [
      'facts.t.rows.all(v, v.inner != null && v.inner.x > 1.0)',
      'facts.t.rows.all(v, v.inner != null || v.size != null)',
    ],
    uses: [
      'facts.t.rows.all(v, v.inner.x > 1.0)',
      'facts.t.rows.all(v, v.inner == null ? v.size > 0.0 : v.inner.x > 0.0)',
      'facts.t.rows.filter(v, v.inner != null).map(v, v.inner.x).exists(x, x > 1.0)',
    ],
  },
  {
    guards: ['facts.t.ls.all(v, v != null)', 'facts.t.ls.exists(v, v == null)'],
    uses: [
      'facts.t.ls.join(",") == "a"',
      'facts.t.ls.filter(v, v != null).join(",") == "a"',
      'facts.t.ls.all(v, v.startsWith("a"))',
      'facts.t.ls.exists(v, v != null && size(v) > 1)',
    ],
  },
  {
    guards: ['facts.t.b0 != null', 'facts.t.b0 == true', 'facts.t.b'],
    uses: ['facts.t.b0', '!facts.t.b0', '(facts.t.b ? facts.t.b0 : true)'],
  },
  {
    guards: [
      'facts.t.e == "low"',
      'facts.t.e != "high"',
      'facts.t.e in ["low"]',
    ],
    uses: ['facts.t.e == "high"', 'facts.t.e < "low"'],
  },
  {
    guards: [
      'facts.t.s0 != null || facts.t.n0 != null',
      'facts.t.s0 == null',
      'facts.t.n0 == null',
      'facts.t.b',
      'facts.t.b && facts.t.s0 != null',
    ],
    uses: [
      'facts.t.s0.size() > 1',
      'facts.t.n0 > 1.0',
      '(facts.t.s0 == null ? facts.t.n0 > 1.0 : facts.t.s0 == "a")',
      '(facts.t.b ? facts.t.s0 == "a" : facts.t.n0 > 1.0)',
    ],
  },
];

/** Two conditions, joined of parts that are about one or two things. */
const themed = fc
  .tuple(fc.constantFrom(...themes), fc.constantFrom(...themes))
  .chain(([one, other]) => {
    const parts = [one, one, other].flatMap(({ guards, uses }) => [
      ...guards,
      ...uses,
    ]);
    const part = fc.constantFrom(...parts);
    const { tree } = fc.letrec<{ tree: string }>(tie => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        part,
        write`!(${tie('tree')})`,
        write`(${tie('tree')} && ${tie('tree')})`,
        write`(${tie('tree')} || ${tie('tree')})`,
        write`(${tie('tree')} ? ${tie('tree')} : ${tie('tree')})`,
      ),
    }));
    return fc.tuple(tree, tree);
  });
const conditions = fc.oneof(
  { weight: 4, arbitrary: themed },
  { weight: 1, arbitrary: fc.tuple(condition, condition) },
);

const params = { n: 2, zero: 0, list: ['a', 'b'] };
const environment = createTypeEnvironment([fact], params, []);
const data = arbitraryFact(fact, ['a', 'b']);

describe('what the type checker lets through', () => {
  it(
    'does not fail over data that fits',
    () => {
      let accepted = 0;
      fc.assert(
        fc.property(
          conditions,
          fc.array(data, { minLength: 8, maxLength: 8 }),
          ([before, source], all) => {
            const options = {
              engine: checkEngine,
              environment,
              returns: 'bool',
            } as const;
            const first = checkTypes(before, options);
            const isGood = first.problems.length === 0;
            // What is known of a condition that was true holds in the next one.
            const known = isGood ? first.whenTrue : null;
            const next = checkTypes(source, { ...options, known });
            fc.pre(next.problems.length === 0);
            accepted += 1;
            const answerOf = (text: string, each: JsonObject) =>
              Condition.compile(checkEngine, text).answer(
                { facts: { t: each }, params },
                { today: 20_000, flipsOn: () => {} },
              ).value;
            const failures = all
              .filter(each => !isGood || answerOf(before, each) === true)
              .map(each => answerOf(source, each))
              .filter(answer => answer instanceof CelFailure);
            expect(failures).toEqual([]);
          },
        ),
        { ...propertyRuns, maxSkipsPerRun: 1_000 },
      );
      expect(accepted).toBeGreaterThanOrEqual(propertyRuns.numRuns);
    },
    propertyTimeout,
  );
});
