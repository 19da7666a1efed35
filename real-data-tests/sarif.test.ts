/**
 * SARIF of others: the tutorial's samples, Conftest, OpenSSF Scorecard. Runs and results against a plain reader that counts
 * them, findings against counts by hand.
 */
import { readFileSync } from 'node:fs';
import { readSarif } from '@team-readiness/backstage-plugin-readiness-backend-module-security';
import { Reading } from './Reading';
import { realFiles } from './realData';

const files = realFiles('sarif/**/*.sarif', 'sarif/**/*.json');

/** Counted by hand: runs, results, findings among these, findings that are suppressed with a reason. */
const knownCounts = new Map([
  ['samples/1-Introduction/simple-example.sarif', [1, 1, 1, 0]],
  // One run that found nothing.
  ['samples/2-Basics/empty-log.sarif.json', [1, 0, 0, 0]],
  // Four results, of which one is gone since the baseline; the others are of one rule and no place, so one finding.
  ['samples/Baseline.sarif', [1, 4, 1, 0]],
  ['samples/DefaultRuleConfiguration.sarif', [1, 2, 2, 0]],
  ['samples/OriginalUriBaseIds.sarif', [1, 3, 3, 0]],
  // Nine results of one rule and no place, none suppressed with a justification.
  ['samples/Suppressions.sarif', [1, 9, 1, 0]],
  ['ExceptionalConditions/No runs.sarif', [0, 0, 0, 0]],
  ['ExceptionalConditions/Empty runs.sarif', [0, 0, 0, 0]],
  ['ExceptionalConditions/One run no results.sarif', [1, 0, 0, 0]],
  ['ExceptionalConditions/One run empty results.sarif', [1, 0, 0, 0]],
  ['ExceptionalConditions/One run with results.sarif', [1, 1, 1, 0]],
  ['conftest-output-block01.json', [1, 1, 1, 0]],
  ['pkg/scorecard/testdata/check1.sarif', [1, 1, 1, 0]],
]);

/** Runs of which nothing follows. */
const knownFailures = new Map([
  ['One run no results.sarif', /no results/],
  ['Catastrophic configuration error.sarif', /not successful/],
  ['Catastrophic execution error.sarif', /not successful/],
  ['samples/Notifications.sarif', /not successful/],
]);

/** Severities and paths that were looked up by hand. */
const knownFindings: Array<[string, string, string, string | null]> = [
  // `error` by the rule that its index names.
  [
    'DefaultRuleConfiguration.sarif',
    'TUT1001',
    'high',
    'code/myProject/io/kb.c',
  ],
  [
    'DefaultRuleConfiguration.sarif',
    'TUT1002',
    'medium',
    'code/myProject/io/file.c',
  ],
  ['OriginalUriBaseIds.sarif', 'TUT1002', 'medium', 'src/io/kb.c'],
  ['OriginalUriBaseIds.sarif', 'TUT1001', 'medium', 'README.md'],
  // The whole repository, which is no file.
  ['OriginalUriBaseIds.sarif', 'TUT1003', 'medium', null],
  [
    'conftest-output-block01.json',
    'main/warn',
    'medium',
    'examples/kubernetes/service.yaml',
  ],
  // A `security-severity` of 7.0.
  ['testdata/check1.sarif', 'CheckNameID', 'high', 'src/file1.cpp'],
];

interface PlainLog {
  version?: string;
  runs?: Array<{ results?: unknown[] | null }> | null;
}

const plain = (text: string): PlainLog => JSON.parse(text);

describe('SARIF of others', () => {
  const reading = new Reading('SARIF files');
  afterAll(() => reading.print());

  it('is in 42 files', () => {
    expect(files).toHaveLength(42);
  });

  it.each(files)('finds every run and result of $name', ({ name, path }) => {
    const text = readFileSync(path, 'utf8');
    const expected = plain(text);
    let read: ReturnType<typeof readSarif> | undefined;
    try {
      read = readSarif(JSON.parse(text));
    } catch (error) {
      reading.addUnread(name, (error as Error).message);
    }
    expect(read === undefined).toBe(expected.version !== '2.1.0');
    if (!read) {
      return;
    }
    const { runs, problems } = read;
    const failure = runs.find(run => run.failure !== null)?.failure;
    const reason = failure ?? problems[0];
    if (reason === undefined) {
      reading.addRead();
    } else {
      reading.addUnread(name, reason);
    }
    const all = runs.flatMap(run => run.findings);
    const counts = [
      runs.length,
      runs.reduce((sum, run) => sum + run.results, 0),
      all.length,
      all.filter(it => it.suppressed).length,
    ];
    const plainRuns = expected.runs ?? [];
    expect(counts.slice(0, 2)).toEqual([
      plainRuns.length,
      plainRuns.reduce((sum, run) => sum + (run.results ?? []).length, 0),
    ]);
    const known = [...knownCounts].find(([ending]) => name.endsWith(ending));
    expect(counts).toEqual(known?.[1] ?? counts);
    const failing = [...knownFailures].find(([ending]) =>
      name.endsWith(ending),
    );
    expect(failure ?? '').toMatch(failing?.[1] ?? /^$/);
  });

  it.each(knownFindings)(
    'reads %s: %s is %s in %s',
    (ending, rule, severity, path) => {
      const file = files.find(({ name }) => name.endsWith(ending));
      const { runs } = readSarif(
        JSON.parse(readFileSync(file?.path ?? '', 'utf8')),
      );
      const found = runs
        .flatMap(run => run.findings)
        .find(it => it.rule === rule);
      expect(found).toMatchObject({ severity, path });
    },
  );

  it('leaves out six files only: two without a run, four of which nothing follows', () => {
    expect(
      reading.unread.map(({ place }) => place.split('/').at(-1)).sort(),
    ).toEqual([
      'Catastrophic configuration error.sarif',
      'Catastrophic execution error.sarif',
      'Empty runs.sarif',
      'No runs.sarif',
      'Notifications.sarif',
      'One run no results.sarif',
    ]);
    expect(reading.read).toBe(36);
  });
});
