import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import { runCommand, smallScorecard } from '../../__testUtils__/runCommand';

// The library is read in some of the tests, which takes a second or more.
jest.setTimeout(30_000);

const directory = createMockDirectory();

beforeEach(() => directory.clear());

const run = (...args: string[]) => runCommand(directory.path, args);

describe('readiness lint', () => {
  it('says nothing bad of the built-in library', async () => {
    const { code, out } = await run('lint');
    expect(out).toContain('0 errors');
    expect(code).toBe(0);
  });

  it('shows each problem with its place and a caret below it', async () => {
    directory.setContent({
      'standards.yaml': smallScorecard.replace('!= null &&', '= null &&'),
      'typo.yaml': smallScorecard
        .replace('name: small', 'name: other')
        .replace('facts.repository', 'facts.repositry'),
      'app.yaml': 'some: thing',
    });
    const { code, out, err } = await run('lint', '.');
    expect(code).toBe(1);
    expect(err).toBe('');
    const line = smallScorecard
      .split('\n')
      .findIndex(text => text.includes('condition:'));
    expect(out).toMatch(
      new RegExp(
        `^standards\\.yaml:${line + 1}:\\d+ error .*\\n +condition: .*\\n +\\^`,
      ),
    );
    expect(out).toMatch(/typo\.yaml.*did you mean .*repository/);
    expect(out).toContain('3 errors');
    expect(out).toContain('1 other file passed over');
    expect(out).not.toContain(directory.path);
  });

  it('warns of what is allowed and makes a scorecard worse; --strict fails over it', async () => {
    directory.setContent({
      'standards.yaml': smallScorecard
        .replace(', path: README.md, link: https://example.org/readme', '')
        .replace('{ words: 50 }', '{ words: 50, days: 3 }')
        .replace('owner: group:default/platform', ''),
    });
    const { code, out } = await run(
      'lint',
      'standards.yaml',
      '--format',
      'json',
    );
    expect(code).toBe(0);
    const { command, version, errors, warnings } = JSON.parse(out);
    expect({ command, version, errors }).toEqual({
      command: 'lint',
      version: 1,
      errors: [],
    });
    expect(warnings.map((each: { rule: string }) => each.rule).sort()).toEqual([
      'check-without-link',
      'check-without-test',
      'gate-without-path',
      'parameter-not-read',
      'scorecard-without-owner',
    ]);
    for (const each of warnings) {
      expect(each).toMatchObject({
        source: 'standards.yaml',
        line: expect.any(Number),
      });
    }
    expect((await run('lint', 'standards.yaml', '--strict')).code).toBe(1);
  });

  it('finds cases of checks that are not there, once for each check', async () => {
    await run('init', 'ours.yaml');
    const path = directory.resolve('ours.test.yaml');
    const text = await fs.readFile(path, 'utf8');
    await fs.writeFile(path, text.replace(/check: readme-helps/g, 'check: it'));
    const { code, out } = await run('lint', '.');
    expect(code).toBe(1);
    expect(out).toMatch(
      /^ours\.test\.yaml:\d+:7 error the scorecard "ours" has no check "it"; it has owned-by-a-team, readme-helps, slo-promised$/m,
    );
    expect(out).toMatch(/warning "readme-helps" has no test/);
    expect(out).toContain('2 files: 1 error, 1 warning');
  });

  it('does not say that tests are missing where they cannot be read', async () => {
    await run('init', 'ours.yaml');
    const path = directory.resolve('ours.test.yaml');
    const text = await fs.readFile(path, 'utf8');
    for (const broken of [
      text.replace('outcome: unknown', 'outcome: unkown'),
      text.replace('scorecard: ours', 'scorecard: our'),
    ]) {
      await fs.writeFile(path, broken);
      const { out } = await run('lint', '.');
      expect(out).toContain('2 files: 1 error, 0 warnings');
    }
  });

  it('writes JUnit, Markdown and SARIF', async () => {
    directory.setContent({
      'a.yaml': smallScorecard.replace('kind: S', 'kind: s'),
    });
    const junit = await run('lint', 'a.yaml', '--format', 'junit');
    expect(junit.out).toMatch(/<testsuites .*failures="1"/);
    expect(junit.out).toMatch(/<failure message="kind &quot;scorecard&quot;/);
    const markdown = await run('lint', 'a.yaml', '--format', 'markdown');
    expect(markdown.out).toContain('| error | `a.yaml:2:7` |');
    const sarif = JSON.parse(
      (await run('lint', 'a.yaml', '--format', 'sarif')).out,
    );
    expect(sarif.version).toBe('2.1.0');
    expect(sarif.runs[0].results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'a.yaml' },
      region: { startLine: 2, startColumn: 7 },
    });
  });
});
