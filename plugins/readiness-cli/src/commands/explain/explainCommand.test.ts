import { createMockDirectory } from '@backstage/backend-test-utils';
import { join } from 'node:path';
import { runCommand, smallScorecard } from '../../__testUtils__/runCommand';

// The library is read in some of the tests, which takes a second or more.
jest.setTimeout(30_000);

const fixtures = join(__dirname, '../../__fixtures__');
const directory = createMockDirectory();

beforeEach(() => directory.clear());

const inFixtures = (...args: string[]) => runCommand(fixtures, args);

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
