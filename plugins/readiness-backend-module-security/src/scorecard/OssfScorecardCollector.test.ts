import { JsonObject } from '@backstage/types';
import {
  afterwards,
  componentOf,
  observeAll,
} from '../__testUtils__/observeOne';
import { TestFolder } from '../__testUtils__/TestFolder';
import { PathPattern } from '../places';
import { OssfScorecardCollector } from './OssfScorecardCollector';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.delete());

const create = (pattern?: string) =>
  new OssfScorecardCollector({
    config: {
      files: ['.'],
      pattern: pattern
        ? new PathPattern(pattern, { key: 'k', requires: ['name'] })
        : undefined,
      maxReportAgeMs: 90 * 86_400_000,
    },
    schedule: { frequency: { hours: 1 }, timeToLive: { days: 3 } },
    workingDirectory: folder.path,
  });
const result = (name: string, date: string, further: JsonObject = {}) => ({
  date,
  repo: { name },
  findings: [{ probe: 'fuzzed', outcome: 'True' }],
  ...further,
});
const shop = componentOf('shop', { 'github.com/project-slug': 'Acme/Shop' });

it('takes the newest result of a repository, and of one time that of probes', async () => {
  await folder.write('a.json', result('github.com/acme/shop', '2026-05-01'));
  await folder.write('b.json', result('github.com/acme/shop', '2026-05-20'));
  await folder.write(
    'c.json',
    result('github.com/acme/shop', '2026-05-20', {
      findings: null,
      checks: [],
    }),
  );
  const { observations, problems } = await observeAll(create(), [shop]);
  expect(observations).toMatchObject([
    {
      status: 'observed',
      data: {
        repository: 'github.com/acme/shop',
        analysedAt: '2026-05-20T00:00:00.000Z',
        probes: [{ name: 'fuzzed', outcome: 'true' }],
      },
    },
  ]);
  expect(problems).toEqual([]);
});

it('says nothing of a repository whose result is too old, and keeps what was known', async () => {
  await folder.write('a.json', result('github.com/acme/shop', '2026-05-20'));
  await folder.write('b.json', result('github.com/acme/lib', '2026-05-20'));
  const first = await observeAll(create(), [shop]);
  await folder.write('a.json', result('github.com/acme/shop', '2026-01-20'));
  const again = afterwards(shop, first.observations[0]);
  const { observations, problems } = await observeAll(create(), [again]);
  expect(observations).toMatchObject([
    { status: 'failed', error: { message: expect.stringMatching(/a\.json/) } },
  ]);
  expect(problems).toMatchObject([
    { message: expect.stringMatching(/2026-01-20.*maxReportAge/) },
  ]);
});

it('goes by the path where it says whose it is, and tells what is nobody’s', async () => {
  await folder.write('till.json', result('org/name', '2026-05-20'));
  await folder.write('deep/x.json', result('org/name', '2026-05-20'));
  const { observations, problems } = await observeAll(create('{name}.json'), [
    componentOf('till'),
    componentOf('x'),
  ]);
  expect(observations.map(it => it.status)).toEqual(['observed', 'absent']);
  expect(problems).toMatchObject([
    { source: 'deep/x.json', message: expect.stringMatching(/names no host/) },
  ]);
});

it('is unchanged while the result is', async () => {
  await folder.write('a.json', result('github.com/acme/shop', '2026-05-20'));
  const first = await observeAll(create(), [shop]);
  const again = afterwards(shop, first.observations[0]);
  expect((await observeAll(create(), [again])).observations).toMatchObject([
    { status: 'unchanged' },
  ]);
});

it('does not believe a result of the future, which would be the newest for ever', async () => {
  await folder.write('a.json', result('github.com/acme/shop', '2099-01-01'));
  await folder.write(
    'b.json',
    result('github.com/acme/shop', '2026-05-20', {
      findings: [{ probe: 'fuzzed', outcome: 'False' }],
    }),
  );
  const { observations, problems } = await observeAll(create(), [shop]);
  expect(observations).toMatchObject([
    { data: { probes: [{ name: 'fuzzed', outcome: 'false' }] } },
  ]);
  expect(problems).toMatchObject([
    { source: 'a.json', message: expect.stringMatching(/2099-01-01.*future/) },
  ]);
});
