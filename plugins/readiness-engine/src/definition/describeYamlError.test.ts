import { isYamlProblem, readYamlText } from './YamlText';

/** The only problem of a text, as `line:column message`. */
function readProblem(text: string): string {
  const read = readYamlText(text);
  expect(read).toHaveLength(1);
  const [problem] = read;
  return isYamlProblem(problem)
    ? `${problem.place?.line}:${problem.place?.column} ${problem.message}`
    : `good: ${JSON.stringify(problem.value)}`;
}

const deeper = 'what continues the value above is indented deeper than its key';

function misplaced(what: string, column: number, meant: number): string {
  return `the indentation does not fit: ${what} begin in one column, and this line begins in column ${column}; did you mean column ${meant}?`;
}

describe('a mistake in YAML', () => {
  it.each([
    [
      'a key that begins too early',
      'spec:\n  checks:\n    - id: x\n     area: y\n      level: 1\n',
      `4:6 ${misplaced('keys of a map', 6, 7)}`,
    ],
    [
      'a key below the dash',
      'spec:\n  checks:\n    - id: x\n    area: y\n',
      `4:5 ${misplaced('keys of a map', 5, 7)}`,
    ],
    [
      'a key that begins too late',
      'spec:\n  checks:\n    - id: x\n       area: y\n      level: 1\n',
      `4:8 ${misplaced('keys of a map', 8, 7)}`,
    ],
    [
      'a key that begins too late, outside of a list',
      'spec:\n  a: 1\n\n   # why\n   b: 2\n',
      `5:4 ${misplaced('keys of a map', 4, 3)}`,
    ],
    [
      'a key that goes back too little',
      'spec:\n   a: 1\n  b: 2\n',
      `3:3 ${misplaced('keys of a map', 3, 4)}`,
    ],
    [
      'an item that begins too early',
      'spec:\n  checks:\n    - id: x\n      messages:\n        pass: y\n   - id: z\n',
      `6:4 ${misplaced('items of a list', 4, 5)}`,
    ],
    [
      'an item that begins too late',
      'spec:\n  checks:\n    - id: x\n      - id: z\n',
      `4:7 ${misplaced('items of a list', 7, 5)}`,
    ],
    [
      'a colon in a text',
      'spec:\n  fail: Bad: There is none.\n',
      '2:9 a text that holds ": " has to be in quotes',
    ],
    [
      'a colon in a text between braces',
      'spec:\n  messages: { pass: Yes: really., fail: No. }\n',
      '2:21 between braces or brackets a text that holds ": " has to be in quotes',
    ],
    [
      'a grave accent',
      'spec:\n  fail: `x` is not there.\n',
      '2:9 a text that begins with "`" has to be in quotes',
    ],
    [
      'a star',
      'spec:\n  fail: *x is not there.\n',
      '2:12 a text that begins with "*" has to be in quotes',
    ],
    [
      'a negation, of which the parser makes a tag and no text',
      'spec:\n  condition: !has(x.y)\n',
      '2:14 a text that begins with "!" has to be in quotes',
    ],
    [
      'a text of CEL that begins with a quote',
      'spec:\n  condition: "a" in entity.metadata.tags\n',
      '2:18 nothing may follow the closing quote: put the whole text in the other kind of quotes, or below ">-"',
    ],
    [
      'an apostrophe within quotes',
      "spec:\n  fail: 'it's not there'\n",
      '2:13 nothing may follow the closing quote: put the whole text in the other kind of quotes, or below ">-"',
    ],
    [
      'a quote that is not closed',
      "spec:\n  fail: 'There is none.\n  lookedFor: A file.\n",
      "2:9 a quote (') is not closed",
    ],
    [
      'a brace that is not closed',
      'spec:\n  remediation: { text: Write it., path: x\n  gate: true\n',
      '3:3 a "{" above is not closed with "}"',
    ],
    [
      'a bracket that is not closed',
      'spec:\n  remove: [a, b\n  params: {}\n',
      '3:3 a "[" above is not closed with "]"',
    ],
    [
      'brackets in a text between braces',
      'spec:\n  query: { query: sum(rate(ok[5m])) }\n',
      '2:30 a text with brackets or braces in it has to be in quotes here',
    ],
    [
      'a key without a space behind the colon',
      'spec:\n  effort:1\n  level: 1\n',
      '2:3 a key is followed by ": " and its value',
    ],
    [
      'a folded text that is not indented',
      'spec:\n  condition: >-\n  a && b\n  level: 1\n',
      `3:3 ${deeper}`,
    ],
    [
      'a condition over two lines that is not indented',
      'spec:\n  condition: a &&\n  b == 1\n  level: 1\n',
      `3:3 ${deeper}`,
    ],
    [
      'a folded text that goes back too early',
      'spec:\n  condition: >-\n    a &&\n   b\n  level: 1\n',
      `4:4 this line begins in column 4, and is neither a key nor an item: ${deeper}`,
    ],
    [
      'a tab',
      'spec:\n\tlevel: 1\n',
      '2:1 tabs are not allowed as indentation; write spaces',
    ],
  ])('such as %s is told at its place', (_name, text, expected) => {
    expect(readProblem(text)).toBe(expected);
  });

  it('is found in linear time, however long the line', () => {
    const spaces = ' '.repeat(400_000);
    const start = process.cpuUsage().user;
    for (const text of [
      `a: "b"${spaces}c: ${spaces}d`,
      `a:${spaces}"b" c:${spaces}d`,
      `a: 'b${spaces}\n${"- '".repeat(60_000)}\n`,
      `a: 1\n b:${spaces}2${spaces}: 3\n`,
    ]) {
      readYamlText(text);
    }
    expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(3_000);
  });
});
