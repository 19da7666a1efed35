/**
 * PolicyReport and OpenReports documents of others, against a plain YAML parser
 * that counts reports, results and failures.
 */
import { readFileSync } from 'node:fs';
import { readPolicyReports } from '@team-readiness/backstage-plugin-readiness-backend-module-policy';
import { parseAllDocuments } from 'yaml';
import { Reading } from './Reading';
import { realFiles } from './realData';

const files = ['policy-report', 'policy-kyverno', 'policy-rego'].flatMap(
  topic =>
    ['yaml', 'yml', 'json'].flatMap(ending =>
      // Test suites of Kyverno lie in directories that begin with a dot.
      realFiles(`${topic}/**/*.${ending}`, `${topic}/**/.*/**/*.${ending}`),
    ),
);

/** Counted by hand: reports in a file, results in them, failures among these. */
const knownCounts = new Map([
  ['openreports/report.yaml', [1, 1, 0]],
  ['verify-image-background-audit/chainsaw-step-03-assert-1.yaml', [1, 2, 1]],
  ['background/two-rules-with-different-modes/reports-assert.yaml', [4, 8, 4]],
  ['samples/sample-falco-policy.yaml', [2, 2, 2]],
  ['samples/sample-rhacm-policy.yaml', [1, 1, 1]],
]);

const groups = /^(wgpolicyk8s\.io|openreports\.io|reports\.x-k8s\.io)\//;
const kinds = /^(Cluster)?(Policy)?Report$/;

interface PlainReport {
  results?: Array<{ result?: string; status?: string }> | null;
}

/** The reports of a text as the plainest reader sees them; a text that does not parse has none. */
function plainReports(text: string): PlainReport[] {
  const documents = parseAllDocuments(text.replace(/^\uFEFF/, ''));
  return (Array.isArray(documents) ? documents : [])
    .flatMap(document => (document.errors.length > 0 ? [] : document.toJS()))
    .flatMap(document =>
      /List$/.test(document?.kind) ? document.items ?? [] : document,
    )
    .filter(
      document =>
        groups.test(document?.apiVersion) && kinds.test(document?.kind),
    );
}

describe('policy reports of others', () => {
  const reading = new Reading('Files with policy reports');
  const holding = files.flatMap(file => {
    const text = readFileSync(file.path, 'utf8');
    const plain = plainReports(text);
    return plain.length > 0 ? [{ name: file.name, text, plain }] : [];
  });
  afterAll(() => reading.print());

  it('holds at least one file', () => {
    expect(holding.map(file => file.name)).not.toEqual([]);
  });

  it.each(holding)('finds every result of $name', ({ name, text, plain }) => {
    const found = readPolicyReports(text, name);
    expect(found.claimed).toBe(plain.length);
    if (found.broken > 0 || found.brokenResults > 0) {
      const [problem] = found.problems;
      reading.addUnread(
        `${problem.source}:${problem.line}:${problem.column}`,
        problem.message,
      );
    } else {
      reading.addRead();
    }
    const expected = plain.flatMap(report => report.results ?? []);
    const results = found.reports.flatMap(report => report.results);
    const counts = [
      found.claimed,
      results.length + found.brokenResults,
      results.filter(({ outcome }) => outcome === 'fail').length,
    ];
    expect(counts).toEqual([
      plain.length,
      expected.length,
      expected.filter(it => (it.result ?? it.status) === 'fail').length,
    ]);
    const known = [...knownCounts].find(([path]) => name.endsWith(path));
    expect(counts).toEqual(known?.[1] ?? counts);
  });

  it('reads nine files of ten', () => {
    expect(reading.read + reading.unread.length).toBe(holding.length);
    expect(reading.read / holding.length).toBeGreaterThanOrEqual(0.9);
  });

  it('is silent about files that hold none', () => {
    const names = new Set(holding.map(file => file.name));
    const noisy = files
      .filter(file => !names.has(file.name))
      .map(file =>
        readPolicyReports(readFileSync(file.path, 'utf8'), file.name),
      )
      .filter(found => found.claimed > 0 || found.problems.length > 0);
    expect(noisy).toEqual([]);
  });
});
