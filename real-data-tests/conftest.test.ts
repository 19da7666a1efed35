/**
 * Output of Conftest as its documentation shows it.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readConftestReport } from '@team-readiness/backstage-plugin-readiness-backend-module-policy';
import { Reading } from './Reading';
import { realFiles } from './realData';

const files = realFiles('conftest-output/**/*.json');

/** Counted by hand: files that are named, results, failures; and entries that belong to no file. */
const knownCounts: Record<string, number[]> = {
  'conftest-output-block00.json': [1, 5, 0, 0],
  // Read from the standard input: there is no name of a file.
  'conftest-index-block00.json': [0, 0, 0, 1],
  'conftest-index-block01.json': [0, 0, 0, 1],
};

describe('output of Conftest', () => {
  const reading = new Reading('Files with output of Conftest');
  afterAll(() => reading.print());

  it('is all there', () => {
    expect(files.map(file => path.basename(file.name)).sort()).toEqual(
      Object.keys(knownCounts).sort(),
    );
  });

  it.each(files)('is read or said to be of no file: $name', file => {
    const { results, broken, problems } = readConftestReport(
      readFileSync(file.path, 'utf8'),
      file.name,
    );
    if (broken > 0) {
      const [{ source, line, message }] = problems;
      reading.addUnread(`${source}:${line}`, message);
    } else {
      reading.addRead();
    }
    expect([
      results.length,
      results.reduce((sum, it) => sum + it.results, 0),
      results.reduce((sum, it) => sum + it.failures.length, 0),
      broken,
    ]).toEqual(knownCounts[path.basename(file.name)]);
  });
});
