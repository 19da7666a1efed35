import { checkEngine } from './checkEngine';
import { CelClock, CelFailure } from './CelEngine';

const clock: CelClock = { today: 20_000, flipsOn: () => {} };

/** What comes out where no fact is there, and where in the source. */
function runWithout(source: string) {
  const answer = checkEngine.run(
    checkEngine.compile(source, 'dyn'),
    { entity: { n: 1, list: [1] }, facts: {}, params: {} },
    clock,
  );
  return answer instanceof CelFailure
    ? [answer.message, answer.position]
    : answer;
}

describe('a fact that is missing', () => {
  it.each([
    ['facts.a.n > 1', 6],
    ['entity.n > 3.0 || facts.a.n > 1', 24],
    ['size(facts["a"].list) == 0', 5],
    ['has(facts.a.n)', 10],
    ['facts.a.list.exists(x, true)', 6],
    ['cel.bind(x, facts.a.n, true)', 18],
    ['[facts.a, 1].size() == 2', 7],
    ['facts.a.ok ? true : true', 6],
    ['!(facts.a.ok)', 8],
    ['"x" in facts.a.list', 13],
  ])('is the failure of %s', (source, position) => {
    expect(runWithout(source)).toEqual(['No such key: a', position]);
  });

  it.each([
    ['entity.n == 1.0 || facts.a.n > 1', true],
    ['facts.a.n > 1 || entity.n == 1.0', true],
    ['facts.a.n > 1 && entity.n == 2.0', false],
    ['entity.n == 1.0 ? true : facts.a.ok', true],
    ['entity.list.exists(x, x == 1.0 || facts.a.ok)', true],
    ['entity.list.filter(x, x > 5.0).all(x, true)', true],
    ['[].map(x, facts.a.ok).size() == 0', true],
    ['cel.bind(x, 1, entity.n == 1.0 || facts.a.ok)', true],
  ])('does not keep %s from its answer', (source, answer) => {
    expect(runWithout(source)).toBe(answer);
  });

  it('leaves the stacks of other errors as they are', () => {
    runWithout('entity.gone > 1');
    expect(new Error('x').stack).toMatch(/strictFacts\.test/);
  });
});
