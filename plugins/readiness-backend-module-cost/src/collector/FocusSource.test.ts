import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { collectionTarget } from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { focusCsv, FocusRow } from '../__fixtures__/focusCsv';
import { costCollectors } from '../__testUtils__/costCollectors';
import { AccountOwners } from '../attribution';

const now = new Date('2026-03-20T12:00:00Z');
const signal = new AbortController().signal;

const rows = (count: number, effective = '1'): FocusRow[] =>
  Array.from({ length: count }, () => ({
    effective,
    tags: { service: 'shop' },
  }));

describe('FocusSource', () => {
  const directory = createMockDirectory();
  const shop = {
    apiVersion: 'x/v1',
    kind: 'Component',
    metadata: { name: 'shop' },
  };
  const owners = new AccountOwners([
    { pattern: '1', groupRef: 'group:default/a' },
  ]);

  beforeEach(() => directory.clear());

  const collectors = (focus = {}) =>
    costCollectors({
      directory: directory.path,
      entities: [shop],
      accounts: owners,
      focus: { files: ['*'], ...focus },
    });

  async function read(files: Record<string, string | Buffer>, focus = {}) {
    for (const [name, content] of Object.entries(files)) {
      await writeFile(directory.resolve(name), content);
    }
    const run = await collectors(focus).cost.open({ now, signal });
    const [observation] = await run.collect([collectionTarget(shop)]);
    const problems = run
      .problems()
      .filter(
        ({ subject, message }) =>
          subject === 'file' && !message.includes('has no column'),
      )
      .map(({ name, message }) => `${name}: ${message}`);
    return { observation, problems };
  }

  it('counts copies of a file once, packed or not, and says so', async () => {
    const content = focusCsv(rows(3));
    const { observation, problems } = await read({
      'a.csv': content,
      'b.csv.gz': gzipSync(content),
      'c.csv': content,
    });
    expect(observation).toMatchObject({ data: { monthToDate: 3 } });
    expect(problems).toEqual([
      "b.csv.gz: The file holds the same as 'a.csv' and is left out.",
      "c.csv: The file holds the same as 'a.csv' and is left out.",
    ]);
  });

  it('warns of a file that looks like another, and counts both', async () => {
    const many = rows(10);
    const { observation, problems } = await read({
      'a.csv': focusCsv(many),
      'b.csv': `${focusCsv(many)}\n`,
      'few.csv': focusCsv(rows(2)),
      'few-more.csv': `${focusCsv(rows(2))}\n`,
    });
    expect(observation).toMatchObject({ data: { monthToDate: 24 } });
    expect(problems).toEqual([
      "b.csv: The file has as many charges as 'a.csv', of the same time and with the same sum. If both are exports of the same charges, these count twice: leave one out of readiness.cost.focus.files.",
    ]);
  });

  it('takes files without a charge beside others', async () => {
    const { observation, problems } = await read({
      'a.csv': focusCsv([]),
      'b.csv': focusCsv([]),
      'c.csv': focusCsv(rows(1)),
    });
    expect(observation).toMatchObject({ data: { monthToDate: 1 } });
    expect(problems).toEqual([]);
  });

  it('refuses a file that is small only as long as it is packed', async () => {
    const bomb = gzipSync(
      Buffer.concat([
        Buffer.from(focusCsv(rows(1))),
        Buffer.alloc(3_000_000, '\n'),
      ]),
    );
    expect(bomb.length).toBeLessThan(10_000);
    await expect(
      read({ 'bomb.csv.gz': bomb }, { maxBytes: 1_000_000 }),
    ).rejects.toThrow(
      "The FOCUS file 'bomb.csv.gz' is larger than 1000000 bytes after decompression. See readiness.cost.focus.maxGigabytes.",
    );
  });

  it('fails as a whole where one file cannot be read: sums without it would be wrong', async () => {
    const damaged = gzipSync(focusCsv(rows(500))).subarray(0, 200);
    await expect(
      read({ 'a.csv': focusCsv(rows(1)), 'b.csv.gz': damaged }),
    ).rejects.toThrow(
      "The FOCUS file 'b.csv.gz' cannot be read (Z_BUF_ERROR).",
    );
  });

  it('reads the files once for both collectors, also at the same time', async () => {
    const file = directory.resolve('a.csv');
    await writeFile(file, focusCsv(rows(1)));
    const { cost, accountSpend } = collectors();
    await Promise.all([
      cost.open({ now, signal }),
      accountSpend.open({ now, signal }),
    ]);
    const { atimeMs, mtimeMs } = await stat(file);
    // Changed without a trace: whoever read it again would see another sum.
    await writeFile(file, focusCsv(rows(1, '9')));
    await utimes(file, atimeMs / 1_000, mtimeMs / 1_000);
    expect((await readFile(file, 'utf8')).includes(',9,')).toBe(true);
    const run = await cost.open({ now, signal });
    await accountSpend.open({ now, signal });
    expect(await run.collect([collectionTarget(shop)])).toMatchObject([
      { data: { monthToDate: 1 } },
    ]);
  });

  it('lets the second collector read where the first was stopped', async () => {
    await writeFile(directory.resolve('a.csv'), focusCsv(rows(1)));
    const { cost, accountSpend } = collectors();
    const stopped = cost.open({ now, signal: AbortSignal.abort() });
    const other = accountSpend.open({ now, signal });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    await expect(other).resolves.toHaveProperty('collect');
  });

  it('reads again on another day what held charges of days to come', async () => {
    await writeFile(
      directory.resolve('a.csv'),
      focusCsv(
        Array.from({ length: 20 }, (_, day) => ({
          effective: '1',
          tags: { service: 'shop' },
          start: `2026-03-${String(day + 1).padStart(2, '0')}`,
          end: `2026-03-${String(day + 2).padStart(2, '0')}`,
        })),
      ),
    );
    const { cost } = collectors();
    const factOn = async (day: string) => {
      const run = await cost.open({ now: new Date(day), signal });
      const [observation] = await run.collect([collectionTarget(shop)]);
      return observation;
    };
    expect(await factOn('2026-03-08T06:00:00Z')).toMatchObject({
      data: { daysObserved: 8 },
    });
    expect(await factOn('2026-03-20T06:00:00Z')).toMatchObject({
      data: {
        daysObserved: 20,
        forecast: 31,
        forecastRange: { low: 31, high: 31 },
        weekOverWeek: { from: '2026-03-06', to: '2026-03-13', amount: 0 },
      },
    });
  });
});
