import {
  readScorecards,
  readScorecardTests,
  ReadScorecardTestsResult,
  testScorecard,
  TestReport,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { standardsRows } from './__testUtils__/standardsRows';
import { builtInScorecards } from './builtInScorecards';
import { builtInScorecardTests } from './builtInScorecardTests';

describe('tests of the built-in scorecards', () => {
  let tests: ReadScorecardTestsResult['tests'];
  let problems: ReadScorecardTestsResult['problems'];
  let reports: TestReport[];

  beforeAll(async () => {
    ({ tests, problems } = readScorecardTests(await builtInScorecardTests()));
    const { scorecards } = readScorecards([], {
      builtIn: await builtInScorecards(),
    });
    reports = scorecards.map(scorecard =>
      testScorecard(
        scorecard,
        tests.filter(
          ({ document }) => document.spec.scorecard === scorecard.name,
        ),
      ),
    );
  }, 120_000);

  it('can be read, and are about scorecards that are there', () => {
    expect(problems).toEqual([]);
    const names = Object.keys(standardsRows);
    for (const { document } of tests) {
      expect(names).toContain(document.spec.scorecard);
    }
  });

  it('pass', () => {
    const failed = reports
      .flatMap(({ cases }) => cases)
      .filter(({ passed }) => !passed)
      .map(
        ({ source, line, check, name, problems: why }) =>
          `${source}:${line} ${check}, ${name}: ${why.join('; ')}`,
      );
    expect(failed).toEqual([]);
  });

  it('reach every outcome and every branch of every check', () => {
    const missed = reports.flatMap(({ checks }) =>
      checks.flatMap(({ check, missedOutcomes, missedBranches }) => [
        ...missedOutcomes.map(outcome => `${check}: no case is ${outcome}`),
        ...missedBranches.map(
          ({ expression, text, value }) =>
            `${check}: ${expression} is never ${value} in ${text}`,
        ),
      ]),
    );
    expect(missed).toEqual([]);
  });
});
