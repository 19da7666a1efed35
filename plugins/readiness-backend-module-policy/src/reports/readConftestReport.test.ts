import fc from 'fast-check';
import { readConftestReport } from './readConftestReport';

const read = (entries: unknown) =>
  readConftestReport(
    typeof entries === 'string' ? entries : JSON.stringify(entries, null, 2),
    'conftest.json',
  );

describe('readConftestReport', () => {
  it('counts everything, and takes failures with severity and rule', () => {
    const { results, broken, problems } = read([
      {
        filename: './deploy/../deploy/a.yaml',
        namespace: 'main',
        successes: 4,
        skipped: 0,
        warnings: [{ msg: 'hm', metadata: { query: 'data.main.warn' } }],
        exceptions: [{ msg: 'allowed' }],
        failures: [
          {
            msg: 'Runs as root.',
            loc: { file: 'x', line: 3 },
            metadata: { query: 'data.main.deny', severity: 'High', code: 'C1' },
          },
          { msg: 'No limits.' },
        ],
      },
      { filename: 'k8s\\b.yaml', namespace: '', successes: 2 },
    ]);
    expect({ broken, problems }).toEqual({ broken: 0, problems: [] });
    expect(results).toEqual([
      {
        path: 'deploy/a.yaml',
        results: 8,
        failures: [
          { policy: 'main', rule: 'C1', severity: 'high' },
          { policy: 'main', rule: 'No limits.', severity: 'medium' },
        ],
      },
      { path: 'k8s/b.yaml', results: 2, failures: [] },
    ]);
  });

  it.each([
    ['', /no file/],
    ['-', /standard input/],
    ['../other/a.yaml', /no file below/],
    ['/etc/passwd', /no file below/],
    ['C:\\a.yaml', /no file below/],
  ])(
    'gives what is about %j to no entity, and says so',
    (filename, message) => {
      const { results, broken, problems } = read([
        { filename, failures: [{ msg: 'x' }] },
        { filename: 'a.yaml', successes: 1 },
      ]);
      expect(results.map(it => it.path)).toEqual(['a.yaml']);
      expect(broken).toBe(1);
      expect(problems).toEqual([
        expect.objectContaining({
          source: 'conftest.json',
          line: 2,
          message: expect.stringMatching(message),
        }),
      ]);
    },
  );

  it.each([
    ['an HTML page', '<html>Not found</html>', /no list/],
    ['an object', '{"a": 1}', /no list/],
    ['half a report', '[{"filename": "a", "succ', /./],
    ['nothing', '', /no list/],
    ['a wrong type', [{ filename: 'a', failures: [{ msg: 3 }] }], /msg/],
    ['a wrong count', [{ filename: 'a', successes: -1 }], /successes/],
  ])('reports %s', (_, text, message) => {
    const { results, broken, problems } = read(text);
    expect(results).toEqual([]);
    expect(broken).toBe(1);
    expect(problems[0].message).toMatch(message);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.jsonValue()), text => {
        const { results, broken } = read(text);
        expect(results.length + broken).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
