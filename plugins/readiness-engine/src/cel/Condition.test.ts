import fc from 'fast-check';
import { CelClock, CelFailure } from './CelEngine';
import { checkEngine } from './checkEngine';
import { Condition } from './Condition';

const clock: CelClock = { today: 20_000, flipsOn: () => {} };

function answer(source: string, variables: Record<string, unknown>) {
  const { value, deciding } = Condition.compile(checkEngine, source).answer(
    { facts: {}, ...variables },
    clock,
  );
  return { value, text: deciding.text, branch: deciding.branch };
}

describe('Condition', () => {
  const entity = { yes: true, no: false, n: 3 };

  it.each([
    ['entity.yes', true, 'entity.yes', 0],
    ['entity.yes && entity.no', false, 'entity.no', 1],
    ['entity.no && entity.yes', false, 'entity.no', 0],
    ['entity.yes || entity.no', true, 'entity.yes', 0],
    ['entity.no || entity.yes', true, 'entity.yes', 1],
    ['entity.yes && entity.n > 2.0', true, 'entity.yes && entity.n > 2.0', 0],
    ['entity.no || entity.n > 5.0', false, 'entity.no || entity.n > 5.0', 0],
    [
      'entity.yes && (entity.no || entity.n > 5.0)',
      false,
      'entity.no || entity.n > 5.0',
      1,
    ],
    ['!(entity.yes && entity.no)', true, 'entity.no', 1],
    ['entity.yes ? entity.no : entity.yes', false, 'entity.no', 1],
    ['entity.no ? entity.no : entity.n > 1.0', true, 'entity.n > 1.0', 2],
    ['entity.n > 1.0 ? true : false', true, 'entity.n > 1.0', 0],
    ['facts.gone.x || entity.yes', true, 'entity.yes', 1],
    ['facts.gone.x && entity.no', false, 'entity.no', 1],
    ['(entity.n - (entity.n - 1.0)) > 0.0', true, expect.any(String), 0],
  ])('tells what decided %s', (source, value, text, branch) => {
    expect(answer(source, { entity })).toEqual({ value, text, branch });
  });

  it.each([
    'entity.yes && daysSince("2026-01-01") > 3',
    'entity.yes && entity.list.exists(v, v.a > 1.0 && size(v.b) == 2)',
    'entity.yes && "x" in ["x", "y"] && entity.map["a b"].matches("^a\\\\d$")',
    'entity.yes && -1 < 2 && {"a": 1u}.size() == 1 && b"a" != b"b"',
    'entity.yes && cel.bind(a, 1, a + 1 == 2)',
  ])('takes %s apart', source => {
    const { whole } = Condition.compile(checkEngine, source);
    const { text } = answer(source, { entity: { yes: false } });
    expect(whole.source).toBe(source);
    expect(text).toBe('entity.yes');
  });

  it('tells which part failed', () => {
    const { value, text, branch } = answer('entity.yes && facts.gone.x', {
      entity,
    });
    expect(value).toBeInstanceOf(CelFailure);
    expect([text, branch]).toEqual(['facts.gone.x', 1]);
  });

  it('counts leaves in source order', () => {
    const condition = Condition.compile(
      checkEngine,
      '(entity.a || entity.b) && !(entity.c ? entity.d : entity.e)',
    );
    const { deciding } = condition.answer(
      { entity: { a: false, b: false, c: true, d: true, e: true } },
      clock,
    );
    expect(deciding).toMatchObject({
      kind: 'any',
      parts: [
        { text: 'entity.a', branch: 0 },
        { text: 'entity.b', branch: 1 },
      ],
    });
    expect(condition.leaves.map(({ text }) => text)).toEqual(
      [...'abcde'].map(name => `entity.${name}`),
    );
  });

  it('answers what the undivided expression answers', () => {
    const leaf = fc.constantFrom(
      'entity.t',
      'entity.f',
      'entity.n == 3.0',
      'facts.gone.x',
      'facts.there.x',
      'entity.text',
      'facts.there.list.exists(v, v > 1.0)',
    );
    const { tree } = fc.letrec<{ tree: string }>(tie => ({
      tree: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        leaf,
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(${a} && ${b})`),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(${a} || ${b})`),
        tie('tree').map(a => `!(${a})`),
        fc
          .tuple(tie('tree'), tie('tree'), tie('tree'))
          .map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      ),
    }));
    const variables = {
      entity: { t: true, f: false, n: 3, text: 'not a boolean' },
      facts: { there: { x: true, list: [1, 2] } },
    };
    fc.assert(
      fc.property(tree, source => {
        fc.pre(checkEngine.check(source, 'bool').length === 0);
        const condition = Condition.compile(checkEngine, source);
        const whole = checkEngine.run(condition.whole, variables, clock);
        const { value } = condition.answer(variables, clock);
        expect(value instanceof CelFailure ? 'failure' : value).toBe(
          whole instanceof CelFailure ? 'failure' : whole,
        );
      }),
      { numRuns: 500 },
    );
  });
});
