import fc from 'fast-check';
import {
  hasRange,
  plainPromQl,
  promQlDuration,
  selectorOf,
  withWindow,
} from './promQlText';

describe('plainPromQl', () => {
  it.each([
    ['sum(a{b="c"}) # all', 'sum(a{b="c"})'],
    [' a # x\n + b ', 'a \n + b'],
    ['a{b="# no } comment"}', 'a{b="# no } comment"}'],
    ["a{b='\\'}'}", "a{b='\\'}'}"],
    ['a{b=`\\`}', 'a{b=`\\`}'],
    ['rate(a[{{.window}}])', 'rate(a[{{.window}}])'],
    ['rate(a[{{- .window }}])', 'rate(a[{{- .window }}])'],
  ])('keeps %j', (text, query) => {
    expect(plainPromQl(text)).toEqual({ query });
  });

  it.each([
    ['', 'empty'],
    ['# nothing', 'empty'],
    ['up) or vector(1', 'closes nothing'],
    ['sum(up', 'missing'],
    ['a{b="c}', 'no end'],
    ['(a]', 'closes nothing'],
    ['rate(a[{{.range}}])', 'template of something else'],
    ['a'.repeat(10_001), 'more than'],
  ])('refuses %j', (text, reason) => {
    expect(plainPromQl(text)).toEqual({
      refused: expect.stringContaining(reason),
    });
  });

  it('lets nothing out of the brackets that are put around it', () => {
    const pieces = fc.array(
      fc.constantFrom(
        'a',
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        '"',
        "'",
        '`',
        '\\',
        '#',
        '\n',
        ' or ',
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(pieces, parts => {
        const plain = plainPromQl(parts.join(''));
        if ('refused' in plain) {
          return;
        }
        // Whatever it is: with brackets around it, they still belong together, and what follows is read.
        const around = `f(${plain.query}, "x")`;
        expect(plainPromQl(around)).toEqual({ query: around });
        expect(plainPromQl(`${around})`)).toHaveProperty('refused');
        expect(plain.query).not.toMatch(/^\s|\s$/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('what a query is', () => {
  it.each([
    ['a_total', 'a_total'],
    ['a{b="}"}', 'a{b="}"}'],
    ['{__name__="a"}', '{__name__="a"}'],
    ['sum(a{b="c"})', 'a{b="c"}'],
    ['sum by (x, y) (a)', 'a'],
    ['sum without(x)(a)', 'a'],
    ['sum(rate(a[5m]))', undefined],
    ['a + b', undefined],
    ['max(a)', undefined],
    ['a[5m]', undefined],
  ])('the selector of %j is %j', (query, selector) => {
    expect(selectorOf(query)).toBe(selector);
  });

  it('tells whether it looks over a time of its own', () => {
    expect(hasRange('rate(a[5m])')).toBe(true);
    expect(hasRange('a{b="[5m]"}')).toBe(false);
    expect(withWindow('a[{{.window}}] / b[{{ .window }}]', '28d')).toBe(
      'a[28d] / b[28d]',
    );
    expect([1, 90, 3_600, 86_400 * 28].map(promQlDuration)).toEqual([
      '1s',
      '90s',
      '1h',
      '28d',
    ]);
  });
});
