import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import { runCommand } from '../../__testUtils__/runCommand';

// The library is read in some of the tests, which takes a second or more.
jest.setTimeout(30_000);

const directory = createMockDirectory();

beforeEach(() => directory.clear());

const run = (...args: string[]) => runCommand(directory.path, args);

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

  it('calls the scorecard as its file, whatever that is in YAML', async () => {
    await run('init', 'standards/true.yaml');
    await run('init', 'standards/web-shop.yaml');
    const test = await run('test', 'standards');
    expect(test).toMatchObject({ code: 0, err: '' });
    expect(test.out).toMatch(/^true: 11 cases passed$/m);
    const text = await fs.readFile(
      directory.resolve('standards/web-shop.yaml'),
      'utf8',
    );
    expect(text).toMatch(/name: web-shop\n {2}title: Web shop\n/);
  });

  it.each(['Ours.yaml', 'ours', 'a b.yaml', '__proto__.yaml'])(
    'refuses to name a scorecard %s',
    async file => {
      expect(await run('init', file)).toMatchObject({ code: 2, out: '' });
      expect(await fs.readdir(directory.path)).toEqual([]);
    },
  );
});
