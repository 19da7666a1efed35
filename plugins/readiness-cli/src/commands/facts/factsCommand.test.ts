import { createMockDirectory } from '@backstage/backend-test-utils';
import { runCommand } from '../../__testUtils__/runCommand';

// The library is read in some of the tests, which takes a second or more.
jest.setTimeout(30_000);

const directory = createMockDirectory();

beforeEach(() => directory.clear());

const run = (...args: string[]) => runCommand(directory.path, args);

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
