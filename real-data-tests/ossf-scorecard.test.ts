/**
 * Results of OpenSSF Scorecard, of its own tests and of its web application: each is read, and of the scores of checks only what
 * follows for certain.
 */
import { readFileSync } from 'node:fs';
import { readOssfScorecard } from '@team-readiness/backstage-plugin-readiness-backend-module-security';
import { Reading } from './Reading';
import { realFiles } from './realData';

const files = realFiles('ossf-scorecard/**/*.json');

const unprotected: Array<[string, string]> = [
  ['branchesAreProtected', 'false'],
];
const noReleases: Array<[string, string]> = [
  ['releasesAreSigned', 'not-applicable'],
  ['releasesHaveProvenance', 'not-applicable'],
];

/** Looked up by hand: the repository, and the probes. All others of these files tell of no probe. */
const known = new Map<string, [string, Array<[string, string]>]>([
  [
    'testdata/probe1.json',
    [
      'foo',
      [
        ['check for X', 'true'],
        ['check for Y', 'false'],
      ],
    ],
  ],
]);

interface PlainResult {
  repo: { name: string };
  checks?: Array<{
    name: string;
    score: number;
    reason: string;
    details: string[] | null;
  }>;
}

/** The plainest reader: the result itself, or the one that is kept as text. */
function plainResult(text: string): PlainResult {
  const json = JSON.parse(text);
  return json.JsonOutput ? JSON.parse(json.JsonOutput) : json;
}

/** What is certain of a result by its scores. */
function certain({ checks = [] }: PlainResult): Array<[string, string]> {
  return checks.flatMap(({ name, score, reason, details }) => {
    if (
      name === 'Branch-Protection' &&
      details?.some(it => /not enabled for branch/.test(it))
    ) {
      return unprotected;
    }
    return name === 'Signed-Releases' &&
      score === -1 &&
      /^no (GitHub )?releases found$/.test(reason)
      ? noReleases
      : [];
  });
}

describe('results of OpenSSF Scorecard of others', () => {
  const reading = new Reading('Results of OpenSSF Scorecard');
  let told = 0;
  afterAll(() => reading.print());

  it('are in 21 files', () => {
    expect(files).toHaveLength(21);
  });

  it.each(files)('reads $name', ({ name, path }) => {
    const text = readFileSync(path, 'utf8');
    const plain = plainResult(text);
    let read: ReturnType<typeof readOssfScorecard>;
    try {
      read = readOssfScorecard(JSON.parse(text));
    } catch (error) {
      reading.addUnread(name, (error as Error).message);
      return;
    }
    reading.addRead();
    const [result] = read.results;
    const expected = [...known].find(([ending]) => name.endsWith(ending))?.[1];
    expect([result.repository, [...result.probes]]).toEqual(
      expected ?? [plain.repo.name, certain(plain)],
    );
    expect(read.problems).toEqual([]);
    told += result.probes.size;
  });

  it('reads all of them, and finds what is certain', () => {
    expect(reading.unread).toEqual([]);
    expect(reading.read).toBe(21);
    expect(told).toBe(21);
  });
});
