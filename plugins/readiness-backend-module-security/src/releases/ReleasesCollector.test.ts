import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import {
  afterwards,
  componentOf,
  observeAll,
} from '../__testUtils__/observeOne';
import { TestFolder } from '../__testUtils__/TestFolder';
import { PathPattern } from '../places';
import { ReleasesCollector } from './ReleasesCollector';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.delete());

const create = (pattern = '{name}/{version}/**') =>
  new ReleasesCollector({
    config: {
      files: ['.'],
      pattern: new PathPattern(pattern, { key: 'k', requires: ['name'] }),
    },
    schedule: { frequency: { hours: 6 }, timeToLive: { days: 3 } },
    workingDirectory: folder.path,
  });
const bill = { bomFormat: 'CycloneDX', components: [{ name: 'left-pad' }] };
const till = componentOf('till');
const [may, june] = ['2026-05-01T10:00:00Z', '2026-06-01T10:00:00Z'];

it('tells of each release what lies beside it, the newest first', async () => {
  await folder.write('till/1.0.0/till.jar', 'x', may);
  await folder.write('till/1.0.0/checksums.txt', 'ab  till.jar', june);
  await folder.write('till/1.1.0/a/till.jar', 'x', june);
  await folder.write('till/1.1.0/a/till.jar.sig', 'MEUC', june);
  await folder.write('till/1.1.0/sbom.cdx.json', bill, june);
  await folder.write('till/1.2.0-rc.1/till.jar', 'x', june);
  await folder.write('stray.txt', 'x');
  const { observations, problems } = await observeAll(create(), [
    till,
    componentOf('nobody'),
  ]);
  expect(observations).toMatchObject([
    {
      data: {
        releases: [
          {
            name: '1.1.0',
            publishedAt: '2026-06-01T10:00:00.000Z',
            sbom: true,
            signed: true,
            provenance: false,
          },
          {
            name: '1.0.0',
            publishedAt: '2026-05-01T10:00:00.000Z',
            sbom: false,
            signed: false,
            provenance: false,
          },
        ],
      },
    },
    { status: 'absent' },
  ]);
  expect(problems).toMatchObject([
    { message: expect.stringMatching(/^1 files/) },
  ]);
});

it('reads nothing again of what did not change', async () => {
  await folder.write('till/1.0.0/sbom.json', bill, may);
  const first = await observeAll(create(), [till]);
  const again = afterwards(till, first.observations[0]);
  expect((await observeAll(create(), [again])).observations).toMatchObject([
    { status: 'unchanged' },
  ]);
});

it('says of a bill that names nothing where it is', async () => {
  await folder.write('till/1.0.0/sbom.json', { ...bill, components: [] });
  const { observations } = await observeAll(create(), [till]);
  expect(observations).toMatchObject([
    {
      data: { releases: [{ sbom: false }] },
      problems: [
        {
          entityRef: 'component:default/till',
          message:
            'till/1.0.0/sbom.json: The bill of materials names no component.',
        },
      ],
    },
  ]);
});

it('does not know what lies in a file that goes away', async () => {
  await folder.write('till/1.0.0/sbom.json', bill, may);
  const { signal } = new AbortController();
  const run = await create().open({ signal });
  await fs.rm(join(folder.path, 'till/1.0.0/sbom.json'));
  const [observation] = await run.collect([till], { signal });
  expect(observation).toMatchObject({
    status: 'observed',
    data: { releases: [{ sbom: null, signed: null, provenance: null }] },
    revision: undefined,
  });
});

it('does not know what a bill is that was cut off, and looks again', async () => {
  const half = JSON.stringify(bill).slice(0, -5);
  await folder.write('till/1.0.0/sbom.json', half, may);
  const { observations } = await observeAll(create(), [till]);
  expect(observations).toMatchObject([
    {
      data: { releases: [{ sbom: null }] },
      revision: undefined,
      problems: [{ message: expect.stringMatching(/sbom\.json: It begins/) }],
    },
  ]);
});

it('is no empty tree, nor one of another form', async () => {
  await expect(observeAll(create(), [till])).rejects.toThrow(
    /no file is there/,
  );
  await folder.write('a.json', bill);
  await expect(observeAll(create(), [till])).rejects.toThrow(
    /no path is of the form \{name\}\/\{version\}/,
  );
});

it('keeps to thirty releases', async () => {
  for (let index = 0; index < 40; index += 1) {
    await folder.write(`till/1.${index}.0/a.jar`, 'x', may);
  }
  const { observations } = await observeAll(create(), [till]);
  expect(observations).toMatchObject([{ data: { releases: { length: 30 } } }]);
});
