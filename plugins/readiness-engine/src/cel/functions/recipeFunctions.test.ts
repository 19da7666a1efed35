import { CelFailure } from '../CelEngine';
import { recipeEngine } from '../recipeEngine';

function run(source: string, response: unknown = {}): unknown {
  const compiled = recipeEngine.compile(source, 'dyn');
  const value = recipeEngine.run(compiled, { response });
  return value instanceof CelFailure ? `fails: ${value.message}` : value;
}

describe('functions of recipes', () => {
  it.each<[string, unknown, unknown]>([
    [
      'response.distinct()',
      ['b', 'a', 'b', 1, 1, null, null],
      ['b', 'a', 1, null],
    ],
    ['[1, 1.0, "1"].distinct()', null, [1n, '1']],
    ['response.sort()', ['b', 'B', 'a', 'ä'], ['B', 'a', 'b', 'ä']],
    ['response.sort()', [10, 9, null, 'x', -1], [null, -1, 9, 10, 'x']],
    ['response.sortBy("n").map(r, r.n)', [{ n: 2 }, { n: 1 }], [1, 2]],
    [
      'response.sortBy("n").map(r, r.k)',
      [{ n: 2, k: 'b' }, { k: 'a' }],
      ['a', 'b'],
    ],
    ['response.reverse()', [1, 2, 3], [3, 2, 1]],
    [
      'response.map(r, r.n).flatten()',
      [{ n: ['b', 'a'] }, { n: [] }, { n: [['c']] }],
      ['b', 'a', ['c']],
    ],
    ['response.first(2)', [1, 2, 3], [1, 2]],
    ['response.first(-1)', [1, 2, 3], []],
    ['response.first()', [7], 7],
    ['response.first()', [], null],
  ])('%s', (source, response, answer) => {
    expect(run(source, response)).toEqual(answer);
  });

  it('leave the answer as it was', () => {
    const response = [3, 1, 2];
    run('response.sort().reverse()', response);
    expect(response).toEqual([3, 1, 2]);
  });

  it.each([
    ['response.distinct()', [{}]],
    ['response.sort()', [[1]]],
    ['response.sortBy("n")', 'text'],
    ['response.flatten()', [1]],
    [
      'response.map(r, response).flatten()',
      Array.from({ length: 101 }, (_, i) => i),
    ],
  ])('%s does not take everything', (source, response) => {
    expect(run(source, response)).toMatch(/^fails: /);
  });

  it('reach no property of the host', () => {
    expect(
      run('response.sortBy("constructor").first().n', [{ n: 1 }, { n: 0 }]),
    ).toBe(1);
  });
});
