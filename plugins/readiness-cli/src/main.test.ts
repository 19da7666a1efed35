import { createMockDirectory } from '@backstage/backend-test-utils';
import { runCommand, smallScorecard } from './__testUtils__/runCommand';

jest.setTimeout(30_000);

const directory = createMockDirectory();

const run = (...args: string[]) => runCommand(directory.path, args);

describe('readiness', () => {
  beforeEach(() => directory.setContent({ 'small.yaml': smallScorecard }));

  it.each([
    [['evaluate'], /missing required argument/],
    [
      ['evaluate', 'nowhere', '--scorecards', 'small.yaml'],
      /There is no file or directory "nowhere"/,
    ],
    [
      ['evaluate', '.', '--scorecards', 'small.yaml'],
      /There is no catalog-info\.yaml in \./,
    ],
    [['evaluate', '.', '--min-level', 'x'], /A level from 0 to 9/],
    [['evaluate', '.', '--not-worse'], /needs --compare or --portal/],
    [
      ['evaluate', '.', '--portal', 'file:///etc'],
      /takes the http\(s\) address/,
    ],
    [['evaluate', '.', '--portal', 'https://a:b@x.org'], /without credentials/],
    [['lint', '*.nope'], /No file matches/],
    [['lint', '--format', 'xml'], /One of text, json/],
    [['test', '--coverage-min', 'all'], /A percentage from 0 to 100/],
    [
      ['explain', '.', '--check', 'nope', '--scorecards', 'small.yaml'],
      /No scorecard has a check "nope"/,
    ],
    [['facts', 'nope'], /There is no fact "nope"/],
    [['lont'], /Did you mean lint/],
  ])('ends %j with one sentence and code 2', async (args, message) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(message);
    expect(err).not.toMatch(/ at .*\.[jt]s:\d+/);
  });
});
