import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { CollectorLease } from './CollectorLease';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const signOfLifeMs = 20_000;

describe.each(databases.eachSupportedId())('CollectorLease, %s', id => {
  let knex: Knex;
  let now: number;
  const clock = { now: () => new Date(now) };

  beforeEach(async () => {
    now = Date.parse('2026-11-21T08:00:00Z');
    knex = await databases.init(id);
    jest.useFakeTimers({
      doNotFake: [
        'Date',
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'clearImmediate',
        'setTimeout',
        'clearTimeout',
      ],
    });
  });
  afterEach(async () => {
    jest.useRealTimers();
    await knex.destroy();
  });

  const claim = (signal = new AbortController().signal) =>
    CollectorLease.claim(knex, { collector: 'docs', clock, signal });
  const until = async (isSo: () => boolean | Promise<boolean>) => {
    while (!(await isSo())) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  };
  const leaseUntil = async () =>
    Number((await knex('collector_runs').first()).next_at);

  it('is kept by signs of life, and ends with them', async () => {
    const lease = await claim();
    expect(await leaseUntil()).toBe(now + 60_000);
    now += 50_000;
    jest.advanceTimersByTime(signOfLifeMs);
    await until(async () => (await leaseUntil()) === now + 60_000);
    expect(await claim()).toBeUndefined();
    expect(lease?.signal.aborted).toBe(false);
    const timers = jest.getTimerCount();
    lease?.end();
    expect(jest.getTimerCount()).toBe(timers - 1);
  });

  it('says so when another replica took over', async () => {
    const lost = await claim();
    now += 60_000;
    const own = await claim();
    jest.advanceTimersByTime(signOfLifeMs);
    await until(() => lost?.signal.aborted ?? true);
    expect(lost?.signal.reason).toEqual(new Error('Another replica took over'));
    expect(own?.signal.aborted).toBe(false);
    lost?.end();
    own?.end();
  });

  it('ends with the signal of whoever asked for the run', async () => {
    const asking = new AbortController();
    const lease = await claim(asking.signal);
    asking.abort(new Error('enough'));
    expect(lease?.signal.reason).toEqual(new Error('enough'));
    lease?.end();
  });
});
