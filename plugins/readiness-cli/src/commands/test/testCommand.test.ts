import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../__testUtils__/runCommand';

// The library is read in some of the tests, which takes a second or more.
jest.setTimeout(30_000);

const directory = createMockDirectory();

beforeEach(() => directory.clear());

const run = (...args: string[]) => runCommand(directory.path, args);

describe('readiness test', () => {
  beforeEach(async () => {
    await run('init', 'ours.yaml');
  });

  const change = async (from: RegExp | string, to: string) => {
    const path = directory.resolve('ours.test.yaml');
    const text = await fs.readFile(path, 'utf8');
    expect(text).toMatch(from);
    await fs.writeFile(path, text.replace(from, to));
  };

  it('tells which case fails and how', async () => {
    await change(
      'outcome: pass, messageIncludes',
      'outcome: fail, messageIncludes',
    );
    const { code, out } = await run('test', '.');
    expect(code).toBe(1);
    expect(out).toMatch(/1 of 11 cases failed/);
    expect(out).toMatch(
      /✗ owned-by-a-team: a team {2}ours\.test\.yaml:\d+:\d+\n +the outcome is pass, expected was fail/,
    );
    const junit = await run('test', '.', '--format', 'junit');
    expect(junit.out).toMatch(/tests="11" failures="1"/);
    const json = JSON.parse((await run('test', '.', '--format', 'json')).out);
    expect(json).toMatchObject({ passed: false, covered: null });
    expect((await run('test', '.', '--format', 'markdown')).out).toMatch(
      /\| `ours` \| 11 \| 1 \|/,
    );
  });

  it('tells what no case reaches, and fails below the coverage that is asked for', async () => {
    await change(/ {4}- check: readme-helps\n {6}name: none\n.*\n/, '');
    const { code, out } = await run('test', '.');
    expect(code).toBe(0);
    expect(out).toContain('never false: facts.repository.readme != null');
    expect(out).toContain('2 of 3 checks complete');
    const short = await run('test', '.', '--coverage-min', '100');
    expect(short.code).toBe(1);
    expect(short.err).toContain('below the 100 %');
    expect((await run('test', '.', '--coverage-min', '80')).code).toBe(0);
    const junit = await run(
      'test',
      '.',
      '--coverage-min',
      '100',
      '--format',
      'junit',
    );
    expect(junit.out).toContain('cases reach 100 % of readme-helps');
  });

  it('runs the example of the docs', async () => {
    await run('init', 'our-standards.yaml');
    const page = await fs.readFile(
      join(__dirname, '../../../../../docs/testing-checks.md'),
      'utf8',
    );
    const [, example] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    await fs.writeFile(directory.resolve('our-standards.test.yaml'), example);
    const { code, out, err } = await run(
      'test',
      'our-standards.yaml',
      'our-standards.test.yaml',
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('2 cases passed');
  });

  it('runs chosen checks only', async () => {
    const { out } = await run('test', '.', '--check', 'owned-by-a-team');
    expect(out).toContain('3 cases passed');
    expect(await run('test', '.', '--check', 'nope')).toMatchObject({
      code: 2,
      err: expect.stringContaining('No tested scorecard has a check "nope"'),
    });
  });

  it('says that what it reads is broken', async () => {
    await change('scorecard: ours', 'scorecard: theirs');
    const { code, out, err } = await run('test', '.');
    expect(code).toBe(2);
    // Not that nothing is covered: that is not known.
    expect(out).toBe('');
    expect(err).toMatch(
      /ours\.test\.yaml:\d+:14 error there is no scorecard "theirs"/,
    );
  });
});
