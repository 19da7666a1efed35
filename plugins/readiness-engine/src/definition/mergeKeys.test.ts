import { isYamlProblem, readYamlText } from './YamlText';

function read(text: string) {
  const [document] = readYamlText(text);
  return isYamlProblem(document) ? document : document.value;
}

describe('merge keys', () => {
  it('lay a map over others, whose later ones give way', () => {
    expect(
      read(`a: &a { x: 1, y: [1] }
b: &b { x: 2, z: { w: 1 } }
c: [{ <<: *a, x: 3 }, { y: 4, <<: [*b, *a] }, { "<<": 5 }]`),
    ).toMatchObject({
      c: [{ x: 3, y: [1] }, { x: 2, y: 4, z: { w: 1 } }, { '<<': 5 }],
    });
  });

  it.each([
    ['a map that merges', 'a: &a {x: 1}\nb: &b {<<: *a}\nc: {<<: *b}', 3],
    [
      'one that merges below',
      'a: &a {x: 1}\nb: &b {y: [{<<: *a}]}\nc: {<<: *b}',
      3,
    ],
    ['itself', 'a: &a\n  <<: *a', 2],
    ['a text', 'a: &a x\nb: {<<: *a}', 2],
    ['a map without an anchor', 'a: {<<: {x: 1}}', 1],
    ['nothing', 'a:\n  <<:', 2],
    ['a list of lists', 'a: &a {x: 1}\nb: {<<: [[*a]]}', 2],
  ])('are refused for %s', (_name, text, line) => {
    expect(read(text)).toMatchObject({
      message: expect.stringMatching(/<</),
      place: { line },
    });
  });

  it('are refused twice in one map, and for what is not there', () => {
    expect(read('a: &a {x: 1}\nb: {<<: *a, <<: *a}')).toMatchObject({
      message: expect.stringMatching(/unique/),
    });
    expect(read('b: {<<: *a}')).toMatchObject({
      message: expect.stringMatching(/alias/i),
    });
  });

  it('take no time that grows with every level, and end', () => {
    const levels = Array.from(
      { length: 40 },
      (_, i) => `a${i + 1}: &a${i + 1} {p: {<<: *a${i}}, q: {<<: *a${i}}}`,
    );
    const start = process.cpuUsage().user;
    expect(read(`a0: &a0 {x: 1}\n${levels.join('\n')}`)).toMatchObject({
      message: expect.stringMatching(/merge/),
    });
    const wide = Array.from({ length: 10_000 }, (_, i) => `k${i}: 1`);
    const many = Array.from({ length: 1_000 }, () => '- {<<: *a}');
    expect(
      read(`a: &a {${wide.join(', ')}}\nb:\n${many.join('\n')}`),
    ).toMatchObject({
      message: 'more than 50000 keys and values are merged by <<',
    });
    expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(2_000);
  });

  it('bring no keys that reach a prototype', () => {
    expect(read('a: &a {__proto__: {x: 1}}\nb: {<<: *a}')).toMatchObject({
      message: expect.stringMatching(/__proto__/),
    });
  });
});
