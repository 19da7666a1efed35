import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { runCommand, smallScorecard } from '../../__testUtils__/runCommand';

// The library is read in some of the tests, which takes a second or more.
jest.setTimeout(30_000);

const fixtures = join(__dirname, '../../__fixtures__');
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
    expect(err).toBe(
      'Nothing is known of the owner group:default/ordering, who is in none of the files: name those that have it with --catalog.\n',
    );
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

  it('says nothing of owners that are in the files', async () => {
    const { err } = await evaluateOrders('--entity', 'orders');
    expect(err).toBe('');
  });

  it('shows what is exempt, and by whose leave', async () => {
    small(text =>
      text.replace('words: 50', 'words: 5000').replace(
        '  checks:',
        `  exemptions:
    - entity: component:default/orders
      check: readme
      reason: It is being rewritten.
      approver: user:default/hanna
      until: '2026-12-31'
  checks:`,
      ),
    );
    const { out } = await evaluateOrders('--entity', 'orders');
    expect(out).toMatch(
      /documentation: 1 exempt\n +– README \(readme; exempt, gate of level 1\)\n.*It is being rewritten/,
    );
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
    expect(readme.outcome).toBe('unknown');
    expect(out).not.toContain(directory.path);
  });
});
