/**
 * Runs the tests of the library, as `yarn readiness test --coverage-min 100`
 * does. What fails here is told in words: which case and how, and which outcome
 * or branch no case reaches.
 */
import {
  PlacedScorecardTest,
  readDocuments,
  readScorecardTests,
  testScorecard,
  TestReport,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { builtInScorecards } from './builtInScorecards';
import { builtInScorecardTests } from './builtInScorecardTests';

let reports: TestReport[];
let tests: PlacedScorecardTest[];
let problems: string[];

beforeAll(async () => {
  const builtIn = await builtInScorecards();
  const documents = readDocuments([], { builtIn });
  const read = readScorecardTests(await builtInScorecardTests());
  tests = read.tests;
  problems = [...documents.problems, ...read.problems].map(
    ({ source, line, message }) => `${source}:${line} ${message}`,
  );
  reports = documents.scorecards.map(scorecard =>
    testScorecard(
      scorecard,
      tests.filter(
        ({ document }) => document.spec.scorecard === scorecard.name,
      ),
    ),
  );
});

describe('the tests of the library', () => {
  it('can be read, and each is of a scorecard that is there', () => {
    expect(problems).toEqual([]);
    const names = new Set(reports.map(({ scorecard }) => scorecard));
    const orphans = tests
      .map(({ document }) => document.spec.scorecard)
      .filter(name => !names.has(name));
    expect(orphans).toEqual([]);
    expect(reports.length).toBeGreaterThan(0);
  });

  it('pass', () => {
    const failures = reports.flatMap(({ cases }) =>
      cases
        .filter(({ passed }) => !passed)
        .map(
          each =>
            `${each.source}:${each.line} ${each.check}: ${
              each.name
            }: ${each.problems.join('; ')}`,
        ),
    );
    expect(failures).toEqual([]);
  });

  it('reach every outcome of every check', () => {
    const missed = reports.flatMap(({ scorecard, checks }) =>
      checks.flatMap(({ check, missedOutcomes }) =>
        missedOutcomes.map(
          outcome => `${scorecard}/${check}: no case is ${outcome}`,
        ),
      ),
    );
    expect(missed).toEqual([]);
  });

  it('see every part of every condition true and false', () => {
    const missed = reports.flatMap(({ scorecard, checks }) =>
      checks.flatMap(({ check, missedBranches }) =>
        missedBranches.map(
          ({ expression, text, value }) =>
            `${scorecard}/${check}: ${expression} was never ${value}: ${text}`,
        ),
      ),
    );
    expect(missed).toEqual([]);
  });

  it('try to pass without doing the work, in every scorecard that asks services', () => {
    const gaming = reports
      .filter(({ cases }) => cases.some(each => each.gaming))
      .map(({ scorecard }) => scorecard);
    expect(gaming).toEqual(
      expect.arrayContaining(['service-readiness', 'ml-readiness']),
    );
  });
});
