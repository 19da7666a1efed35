import { mockServices } from '@backstage/backend-test-utils';
import { RetryLaterError } from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import {
  manyEntities,
  RunInstallation,
  SayingCollector,
} from '../runs/__testUtils__/RunInstallation';
import { RequestBudgets } from './RequestBudgets';

jest.setTimeout(120_000);

const databases = MigratedDatabases.create();
const start = Date.parse('2026-11-21T08:20:00Z');
const hour = 3_600_000;
const host = 'api.git.example';

describe.each(databases.eachSupportedId())('RequestBudgets, %s', id => {
  let knex: Knex;
  let now: number;
  const clock = { now: () => new Date(now) };
  const replica = (perHour: number) =>
    new RequestBudgets({
      knex,
      clock,
      logger: mockServices.logger.mock(),
      perHour: () => perHour,
    });
  const used = async () =>
    (await knex('request_budgets').orderBy('hour').pluck('used')) as number[];

  beforeEach(async () => {
    now = start;
    knex = await databases.init(id);
  });
  afterEach(async () => {
    await knex.destroy();
  });

  it('never gives more than there is, whatever the number of replicas', async () => {
    const budgets = Array.from({ length: 6 }, () =>
      replica(1_000).open('schedule'),
    );
    let taken = 0;
    const refusals: unknown[] = [];
    await Promise.all(
      budgets.map(async budget => {
        for (let request = 0; request < 200; request += 1) {
          try {
            await budget.take(host.toUpperCase());
            taken += 1;
          } catch (error) {
            refusals.push(error);
          }
        }
      }),
    );
    expect(taken).toBeLessThanOrEqual(800);
    // Others may hold lots of eight that they have not used.
    expect(taken).toBeGreaterThan(800 - 6 * 8);
    expect(taken + refusals.length).toBe(1_200);
    expect(refusals.every(refusal => refusal instanceof RetryLaterError)).toBe(
      true,
    );
    await Promise.all(budgets.map(budget => budget.close()));
    expect(await used()).toEqual([taken]);
  });

  it('leaves a fifth to people, and begins anew with the hour', async () => {
    const budget = replica(10).open('schedule');
    await budget.take(host, 8);
    const refusal = await budget.take(host).catch(error => error);
    expect(refusal).toBeInstanceOf(RetryLaterError);
    expect(refusal.message).toContain(host);
    const nextHour = Date.parse('2026-11-21T09:00:00Z');
    expect(refusal.retryAt.getTime()).toBeGreaterThanOrEqual(nextHour);
    expect(refusal.retryAt.getTime()).toBeLessThan(nextHour + 120_000);
    const onDemand = replica(10).open('demand');
    await onDemand.take(host, 2);
    await expect(onDemand.take(host)).rejects.toThrow(RetryLaterError);
    await onDemand.take('other.example');

    now = nextHour;
    await budget.take(host);
    await budget.close();
    expect(await used()).toEqual(expect.arrayContaining([10, 1]));
    await expect(budget.take(host, 0)).rejects.toThrow('whole numbers');
    await expect(budget.take('x'.repeat(300))).rejects.toThrow('characters');
  });

  it('takes nothing of one hour into the next, nor gives it back there', async () => {
    const budget = replica(5_000).open('schedule');
    await budget.take(host);
    expect(await used()).toEqual([25]);
    now += hour;
    await budget.take(host, 2);
    expect(await used()).toEqual([25, 25]);
    await budget.close();
    expect(await used()).toEqual([25, 2]);
  });

  it('says so where no hour would ever have enough', async () => {
    const budget = replica(10).open('schedule');
    await expect(budget.take(host, 9)).rejects.toThrow(
      '9 requests of api.git.example are needed at once, more than the 8',
    );
    await budget.take(host, 8);
    await replica(10).open('demand').take('other.example', 9);
  });

  it('asks the database seldom, and forgets hours that are over', async () => {
    let statements = 0;
    knex.on('query', () => {
      statements += 1;
    });
    const budget = replica(5_000).open('schedule');
    await Promise.all(Array.from({ length: 500 }, () => budget.take(host)));
    expect(statements).toBe(20);
    await budget.close();
    now += 30 * hour;
    await replica(5_000).open('demand').take(host);
    await replica(5_000).deleteOld();
    expect(await used()).toHaveLength(1);
  });

  it('fits 20,000 repositories into 5,000 requests an hour', async () => {
    const installation = new RunInstallation(knex, mockServices.logger.mock());
    installation.now = now;
    await installation.putEntities(manyEntities(20_000));
    const collector = new SayingCollector('docs', { source: 'files' });
    collector.requests = 1;
    collector.before = names => {
      // A batch takes a few seconds.
      installation.now += names.length * 30;
    };
    const done = async () =>
      (await installation.state('docs')).status === 'succeeded';
    const { signal } = new AbortController();
    do {
      await installation
        .replica([collector])
        .runAll('docs', { signal, force: false });
      if (!(await done())) {
        installation.now = Number((await installation.state('docs')).next_at);
      }
    } while (!(await done()));
    const made = await used();
    expect(Math.max(...made)).toBeLessThanOrEqual(4_000);
    // A batch that the end of an hour cut short is begun again.
    const requests = made.reduce((sum, inHour) => sum + inHour, 0);
    expect(requests).toBeGreaterThanOrEqual(20_000);
    expect(requests).toBeLessThan(20_000 + 100 * made.length);
    expect((await installation.facts('docs')).size).toBe(20_000);
    // Five hours of the day, of which the first one was not whole.
    expect(installation.now - start).toBeLessThan(6 * hour);
    expect(await installation.state('docs')).toMatchObject({
      observed: 20_000,
      failed: 0,
    });
  });
});
