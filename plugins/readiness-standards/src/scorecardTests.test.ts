import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  readScorecards,
  readScorecardTests,
  testScorecard,
  TestReport,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  standardsRows,
  unfinishedDocuments,
} from './__testUtils__/standardsRows';
import { builtInScorecards } from './builtInScorecards';

const documents = resolvePackagePath(
  '@team-readiness/backstage-plugin-readiness-standards',
  'documents',
);

/** The texts of all test documents, by their place below `documents`. */
function testTexts() {
  return readdirSync(documents, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.test.yaml'))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
    .map(path => ({
      source: relative(documents, path),
      text: readFileSync(path, 'utf8'),
    }));
}

describe('tests of the built-in scorecards', () => {
  const { tests, problems } = readScorecardTests(testTexts());
  let reports: TestReport[];

  beforeAll(async () => {
    const { scorecards } = readScorecards([], {
      builtIn: await builtInScorecards(),
    });
    reports = scorecards
      .filter(({ name }) => !unfinishedDocuments.has(name))
      .map(scorecard =>
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
