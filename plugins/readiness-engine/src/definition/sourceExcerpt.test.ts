import fc from 'fast-check';
import { testFacts } from '../__testUtils__/testScorecard';
import { readScorecards } from './readScorecards';
import { sourceExcerpt } from './sourceExcerpt';

describe('sourceExcerpt', () => {
  it.each<[string, string, string, string]>([
    ['a part', 'one two three', 'two', 'one two three\n    ^^^'],
    ['its beginning', 'one two', 'one', 'one two\n^^^'],
    ['control characters', 'a\tb\u0007c\u202ed', 'b', 'a b c d\n  ^'],
  ])('marks %s', (_name, text, part, expected) => {
    const start = text.indexOf(part);
    expect(
      sourceExcerpt(text, {
        lineStart: 0,
        lineEnd: text.length,
        start,
        end: start + part.length,
      }),
    ).toBe(expected);
  });

  it('stays within two lines of bounded length, and marks the part', () => {
    const line = fc.string({ maxLength: 400, unit: 'grapheme-ascii' });
    fc.assert(
      fc.property(line, line, fc.nat(600), fc.nat(600), (a, b, start, end) => {
        const text = `${a}\n${b}`;
        const lineStart = a.length + 1;
        const excerpt = sourceExcerpt(text, {
          lineStart,
          lineEnd: text.length,
          start: lineStart + start,
          end: lineStart + start + end,
        });
        const [shown, carets, ...more] = excerpt.split('\n');
        expect(more).toEqual([]);
        expect(shown.length).toBeLessThanOrEqual(122);
        expect(carets).toMatch(/^ *\^+$/);
        expect(carets.length).toBeLessThanOrEqual(123);
        const marked = shown[carets.indexOf('^')] ?? ' ';
        expect(marked).toBe(b[start] ?? marked);
      }),
    );
  });
});

describe('a problem of a document', () => {
  const document = (lines: string) => `apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata: { name: demo, title: Demo, description: For tests. }
spec:
  target: { kind: Component }
  levels: [{ level: 1, name: Running, description: It runs. }]
  checks:
    - id: one
      title: One
      question: Is it so?
      rationale: Because.
      area: slos
      level: 1
      effort: 1
${lines}
      lookedFor: One.
      remediation: { text: Do it. }
`;
  const texts = '      messages: { pass: It is., fail: It is not. }';

  it.each<[string, string, string]>([
    [
      'a condition',
      `      condition: facts.slo.brokn > 1\n${texts}`,
      `      condition: facts.slo.brokn > 1
                           ^^^^^`,
    ],
    [
      'a folded condition',
      `      condition: >-
        facts.slo.broken > 1 &&
        facts.slo.slos.exists(s,
          s.nme == "a")
${texts}`,
      `          s.nme == "a")
            ^^^`,
    ],
    [
      'what goes over several lines',
      `      condition: >-
        facts.slo.broken +
          1 > 3
${texts}`,
      `        facts.slo.broken +
        ^^^^^^^^^^^^^^^^^^`,
    ],
    [
      'a message',
      `      condition: facts.slo.broken > 1
      messages: { pass: "There are {{ facts.slo.brokn }}.", fail: No. }`,
      `      messages: { pass: "There are {{ facts.slo.brokn }}.", fail: No. }
                                                ^^^^^`,
    ],
    [
      'a key that is not known',
      `      condition: facts.slo.broken > 1\n${texts}\n      efort: 1`,
      `      efort: 1
      ^`,
    ],
    [
      'YAML',
      `      condition: facts.slo.broken > 1\n      area: cost\n${texts}`,
      `      area: cost
      ^`,
    ],
  ])('shows the place: %s', (_name, lines, expected) => {
    const { problems } = readScorecards(
      [{ source: 'a.yaml', text: document(lines) }],
      { builtIn: [], facts: testFacts },
    );
    expect(problems[0].excerpt).toBe(expected);
  });
});
