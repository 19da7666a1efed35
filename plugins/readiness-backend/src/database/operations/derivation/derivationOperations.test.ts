import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../../initializeDatabase';
import {
  claimDerivation,
  finishDerivation,
  holdDerivation,
  wasDerived,
} from './derivationLease';
import { everything, markForDerivation } from './markForDerivation';
import { deleteMarks, selectDueMarks, selectMarks } from './selectMarks';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const now = new Date('2026-11-21T08:00:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const collector = 'readiness/relations';

describe.each(databases.eachSupportedId())('derivations, %s', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
  });
  beforeEach(async () => {
    await knex('derivations').delete();
    await knex('derivation_marks').delete();
  });
  afterAll(() => knex.destroy());

  it('are claimed by one at a time, and by others once the lease is over', async () => {
    const claim = { collector, leaseMs: 1_000 };
    const first = await claimDerivation(knex, { ...claim, now });
    expect(first?.collector).toBe(collector);
    expect(await claimDerivation(knex, { ...claim, now })).toBeUndefined();
    expect(
      await claimDerivation(knex, { ...claim, collector: 'other', now }),
    ).toBeDefined();
    const second = await claimDerivation(knex, { ...claim, now: later(1_000) });
    expect(second?.ticket).not.toBe(first?.ticket);

    const hold = (ticket = '') =>
      knex.transaction(trx =>
        holdDerivation(trx, {
          claim: { collector, ticket },
          now: later(1_500),
          leaseMs: 1_000,
        }),
      );
    expect(await hold(first?.ticket)).toBe(false);
    expect(await hold(second?.ticket)).toBe(true);
    expect(
      await claimDerivation(knex, { ...claim, now: later(2_499) }),
    ).toBeUndefined();
    expect(
      await claimDerivation(knex, { ...claim, now: later(2_500) }),
    ).toBeDefined();
  });

  it('rest for as long as is asked for after they were done', async () => {
    const claim = { collector, leaseMs: 1_000, pauseMs: 500 };
    const take = (at: Date) => claimDerivation(knex, { ...claim, now: at });
    const first = await take(now);
    expect(await wasDerived(knex, { collector })).toBe(false);
    await finishDerivation(knex, {
      claim: first ?? { collector, ticket: '' },
      derivedAt: later(100),
    });
    expect(await wasDerived(knex, { collector })).toBe(true);
    expect(await take(later(599))).toBeUndefined();
    const second = await take(later(600));
    // Left to others, so that nothing is said of when it was done.
    await finishDerivation(knex, {
      claim: second ?? { collector, ticket: '' },
    });
    expect(await take(later(601))).toBeDefined();
  });

  it('take up what is due, everything first, and delete just that', async () => {
    const mark = (refs: string[], at: Date) =>
      markForDerivation(knex, { marks: [{ collector, refs }], at });
    await mark(['a', 'b', 'a'], now);
    await mark(['late'], later(1));
    expect(await selectDueMarks(knex, { due: now })).toEqual(
      new Map([[collector, now.getTime()]]),
    );
    expect(await selectDueMarks(knex, { due: later(-1) })).toEqual(new Map());
    const page = await selectMarks(knex, { collector, due: now, limit: 10 });
    expect(page.refs).toEqual(['a', 'b']);
    await mark(['a'], now);
    await deleteMarks(knex, page);
    expect(await knex('derivation_marks').orderBy('id').pluck('ref')).toEqual([
      'late',
      'a',
    ]);
    await mark([everything], now);
    expect(
      await selectMarks(knex, { collector, due: now, limit: 1 }),
    ).toMatchObject({ refs: 'all' });
  });
});
