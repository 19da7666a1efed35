import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { runCommand, smallScorecard } from '../__testUtils__/runCommand';

// The library is read in some of the tests, which takes a second or more.
jest.setTimeout(30_000);

const fixtures = join(__dirname, '..', '__fixtures__');
const directory = createMockDirectory();

beforeEach(() => directory.clear());

const run = (...args: string[]) => runCommand(directory.path, args);
const inFixtures = (...args: string[]) => runCommand(fixtures, args);
/** Against a small scorecard, since the library takes a second. */
const evaluateOrders = (...args: string[]) =>
  inFixtures(
    'evaluate',
    'orders',
    '--catalog',
    'organisation.yaml',
    '--scorecards',
    directory.resolve('small.yaml'),
    ...args,
  );

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

describe('readiness init', () => {
  it('writes a scorecard that passes lint and test, and overwrites nothing', async () => {
    const first = await run('init', 'standards/ours.yaml');
    expect(first).toMatchObject({ code: 0 });
    expect(first.out.trim().split('\n')).toEqual([
      'standards/ours.yaml',
      'standards/ours.test.yaml',
      'standards/schemas/scorecard.schema.json',
      'standards/schemas/scorecard-test.schema.json',
    ]);
    expect((await run('lint', 'standards', '--strict')).out).toContain(
      '0 errors, 0 warnings',
    );
    const test = await run('test', 'standards', '--coverage-min', '100');
    expect(test).toMatchObject({ code: 0, err: '' });

    const path = directory.resolve('standards/ours.yaml');
    await fs.appendFile(path, '# mine\n');
    const second = await run('init', 'standards/ours.yaml');
    expect(second.code).toBe(2);
    expect(second.err).toMatch(/ours\.yaml is there already/);
    expect(await fs.readFile(path, 'utf8')).toMatch(/# mine\n$/);
    // Another scorecard shares the schemas.
    expect(
      (await run('init', 'standards/more.yaml')).out.trim().split('\n'),
    ).toEqual(['standards/more.yaml', 'standards/more.test.yaml']);
    expect((await run('test', 'standards')).code).toBe(0);
  });

  it.each(['Ours.yaml', 'ours', 'a b.yaml', '__proto__.yaml'])(
    'refuses to name a scorecard %s',
    async file => {
      expect(await run('init', file)).toMatchObject({ code: 2, out: '' });
      expect(await fs.readdir(directory.path)).toEqual([]);
    },
  );
});

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
    expect(out).toMatch(/1 of 8 cases failed/);
    expect(out).toMatch(
      /✗ owned-by-a-team: a team {2}ours\.test\.yaml:\d+:\d+\n +the outcome is pass, expected was fail/,
    );
    const junit = await run('test', '.', '--format', 'junit');
    expect(junit.out).toMatch(/tests="8" failures="1"/);
    const json = JSON.parse((await run('test', '.', '--format', 'json')).out);
    expect(json).toMatchObject({ passed: false, covered: null });
    expect((await run('test', '.', '--format', 'markdown')).out).toMatch(
      /\| `ours` \| 8 \| 1 \|/,
    );
  });

  it('tells what no case reaches, and fails below the coverage that is asked for', async () => {
    await change(/ {4}- check: readme-helps\n {6}name: none\n.*\n/, '');
    const { code, out } = await run('test', '.');
    expect(code).toBe(0);
    expect(out).toContain('never false: facts.repository.readme != null');
    expect(out).toContain('1 of 2 checks complete');
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
      join(__dirname, '../../../../docs/testing-checks.md'),
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
    const { code, err } = await run('test', '.');
    expect(code).toBe(2);
    expect(err).toMatch(
      /ours\.test\.yaml:\d+:14 error there is no scorecard "theirs"/,
    );
  });
});

describe('readiness evaluate', () => {
  const small = (change: (text: string) => string = text => text) =>
    directory.addContent({ 'small.yaml': change(smallScorecard) });

  beforeEach(() => small());

  it('tells level, target, fixes and what is known of the built-in standards, offline', async () => {
    const { code, out, err } = await inFixtures(
      'evaluate',
      'orders',
      '--entity',
      'orders',
    );
    expect(code).toBe(0);
    expect(err).toBe('');
    expect(out).toMatch(
      /^component:default\/orders {2}orders\/catalog-info\.yaml:1\n {2}Service readiness: Not yet at 1; \d+ fixes to target, target level 2 \(Owned\)/,
    );
    expect(out).toMatch(/Runbook \(runbook\).*docs\/runbook\.md/);
    expect(out).toMatch(/ownership: \d+ met/);
    expect(out).toMatch(
      /not asked, since no source is connected here: [\s\S]*cost/,
    );
    expect(out).not.toContain('orders-db  ');
  });

  it('writes each result, and knows no owner without the file that has it', async () => {
    const { out } = await evaluateOrders('--format', 'json');
    const { command, version, at, entities } = JSON.parse(out);
    expect({ command, version, at }).toEqual({
      command: 'evaluate',
      version: 1,
      at: '2026-06-15T10:00:00.000Z',
    });
    expect(entities).toHaveLength(1);
    const [report] = entities[0].scorecards;
    expect(report).toMatchObject({
      name: 'small',
      level: 1,
      levelName: 'Known',
      target: 1,
      onTarget: true,
      score: 1,
      coverage: 1,
      fixes: [],
      results: [
        { check: 'readme', outcome: 'pass', from: 'files' },
        { check: 'owned', outcome: 'pass' },
      ],
      notConnected: [{ check: 'spend', reads: ['cost'] }],
    });
    const without = await inFixtures(
      'evaluate',
      'orders',
      '--scorecards',
      directory.resolve('small.yaml'),
      '--format',
      'json',
    );
    const [, owned] = JSON.parse(without.out).entities[0].scorecards[0].results;
    expect(owned).toMatchObject({ outcome: 'unknown', reason: 'not-observed' });
  });

  it('decides the exit code by level and target', async () => {
    expect(
      await evaluateOrders('--on-target', '--min-level', '1'),
    ).toMatchObject({ code: 0, err: '' });
    small(text => text.replace('words: 50', 'words: 5000'));
    const { code, out } = await evaluateOrders();
    expect(code).toBe(0);
    expect(out).toContain(
      'Small: Not yet at 1; 1 fix to target, target level 1 (Known)',
    );
    expect(out).toMatch(
      /1\. README \(readme\) {2}1 h · README\.md · reaches level 1/,
    );
    expect(await evaluateOrders('--on-target')).toMatchObject({
      code: 1,
      err: 'component:default/orders is not on target of small\n',
    });
    expect(await evaluateOrders('--min-level', '1')).toMatchObject({ code: 1 });
    small(text => text.replace('level: 1\n', 'level: 7\n'));
    expect(await evaluateOrders()).toMatchObject({
      code: 2,
      err: expect.stringContaining('have to be mended'),
    });
  });

  it('compares with an earlier run', async () => {
    const good = await evaluateOrders('--format', 'json');
    small(text => text.replace('words: 50', 'words: 5000'));
    const bad = await evaluateOrders('--format', 'json');
    directory.addContent({
      'good.json': good.out,
      'bad.json': bad.out,
      'other.json': '{"a": 1}',
    });
    const compare = (file: string, ...args: string[]) =>
      evaluateOrders('--compare', directory.resolve(file), ...args);

    const worse = await compare('good.json', '--not-worse');
    expect(worse).toMatchObject({
      code: 1,
      err: expect.stringContaining('something that was met is not'),
    });
    expect(worse.out).toMatch(
      /Change, compared with [\s\S]*level 1 → 0\n[\s\S]*README +met +✗ not met/,
    );
    small();
    const better = await compare(
      'bad.json',
      '--not-worse',
      '--format',
      'markdown',
    );
    expect(better.code).toBe(0);
    expect(better.out).toContain('| 0 → 1 | better |');
    expect(better.out).toContain('| not met → met |');
    expect((await compare('good.json')).out).toContain('nothing changed');
    expect(await compare('other.json')).toMatchObject({
      code: 2,
      err: expect.stringContaining('is no report of'),
    });
  });

  it('writes JUnit', async () => {
    small(text => text.replace('words: 50', 'words: 5000'));
    const { out } = await evaluateOrders('--format', 'junit');
    expect(out).toMatch(/tests="2" failures="1"/);
    expect(out).toMatch(
      /<testcase name="readme" classname="small\.component:default\/orders" file="orders\/catalog-info\.yaml" line="1">\n +<failure message="There is none that helps\.">/,
    );
  });

  it('reads nothing outside of the directory of the entity, and says what is broken', async () => {
    directory.addContent({
      'secret.md': 'secret '.repeat(200),
      shop: {
        'catalog-info.yaml': [
          'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: shop, annotations: { backstage.io/source-location: "file:/etc/" } }\nspec: { type: service, owner: a }',
          'kind: Component',
          'kind: [',
        ].join('\n---\n'),
      },
    });
    await fs.symlink('../secret.md', directory.resolve('shop/README.md'));
    const { code, out, err } = await run(
      'evaluate',
      'shop',
      '--format',
      'json',
    );
    expect(code).toBe(2);
    expect(err).toMatch(/shop\/catalog-info\.yaml:6:1 error this is no entity/);
    expect(err).toMatch(/shop\/catalog-info\.yaml:\d+:\d+ error/);
    const [entity] = JSON.parse(out).entities;
    const readme = entity.scorecards[0].results.find(
      ({ check }: { check: string }) => check === 'readme',
    );
    expect(readme.outcome).toBe('fail');
    expect(out).not.toContain(directory.path);
  });

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

describe('readiness explain', () => {
  it('shows the condition part by part, what decided and the fix', async () => {
    const { code, out } = await inFixtures(
      'explain',
      'orders',
      '--check',
      'runbook',
      '--entity',
      'orders',
      '--catalog',
      'organisation.yaml',
    );
    expect(code).toBe(0);
    expect(out).toMatch(/^component:default\/orders {2}Runbook .*: not met\n/);
    expect(out).toMatch(/✗ .*facts\.repository\.runbook.*\n/);
    expect(out).toMatch(/✗ facts\.repository\.runbook\.words >= /);
    expect(out).toMatch(
      /Sources\n[\s\S]*repository {2}docs\/runbook\.md {2}seen 2026-06-15T10:00:00\.000Z/,
    );
    expect(out).toMatch(/How to fix it \(\d+ h, docs\/runbook\.md\)/);
  });

  it('says why a check is not asked', async () => {
    directory.setContent({ 'small.yaml': smallScorecard });
    const explain = (...args: string[]) =>
      inFixtures(
        'explain',
        'orders',
        '--scorecards',
        directory.resolve('small.yaml'),
        ...args,
      );
    const other = await explain('--entity', 'orders-db', '--check', 'readme');
    expect(other.out).toMatch(
      /not asked\n +It does not apply, since kind is Resource/,
    );
    const spend = await explain('--check', 'spend');
    expect(spend.out).toMatch(
      /not asked\n +It is not asked, since no source is connected here: cost/,
    );
    const json = JSON.parse(
      (await explain('--check', 'readme', '--format', 'json')).out,
    );
    expect(json.explanations[0].explanation.conditions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          role: 'condition',
          kind: 'all',
          truth: 'true',
        }),
      ]),
    );
    const markdown = await explain('--check', 'owned', '--format', 'markdown');
    expect(markdown.out).toMatch(
      /^## `component:default\/orders`: Owner is no data\n/,
    );
  });
});

describe('readiness facts and functions', () => {
  it('lists facts, and shows one with fields and an example', async () => {
    expect((await run('facts')).out).toMatch(/^slo +the SLO documents$/m);
    const { out } = await run('facts', 'slo');
    expect(out).toMatch(/^facts\.slo: the SLO documents\n/);
    expect(out).toMatch(/ {2}slos\[\]\.service {2}string or null\n/);
    expect(out).toMatch(/Example\n {2}location: /);
    const all = JSON.parse((await run('facts', '--format', 'json')).out);
    expect(all.facts.length).toBeGreaterThan(10);
    expect(Object.keys(all.facts[0])).toEqual([
      'collector',
      'title',
      'description',
      'schema',
      'example',
    ]);
    expect((await run('facts', '--format', 'markdown')).out).toMatch(
      /^# Facts\n/,
    );
  });

  it('lists functions with examples', async () => {
    expect((await run('functions')).out).toMatch(
      /^daysSince\(date: date\): int\n/m,
    );
    expect((await run('functions', '--format', 'markdown')).out).toContain(
      '`daysSince(',
    );
  });
});
