import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../../database/initializeDatabase';
import { ReadOptions } from '../reading/ReadOptions';
import {
  asService,
  asUser,
  createTestServices,
} from '../__testUtils__/createTestServices';
import {
  exampleGroups,
  hidesSecret,
} from '../__testUtils__/exampleOrganisation';
import {
  groupRef,
  Organisation,
  startOfTests,
  TestEntity,
} from '../__testUtils__/Organisation';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const entity = (name: string, more: Partial<TestEntity>): TestEntity => ({
  name,
  tier: 1,
  readmeWords: null,
  runbookSections: null,
  ...more,
});

describe.each(databases.eachSupportedId())('the overview, %s', databaseId => {
  let knex: Knex;
  let organisation: Organisation;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations(knex);
    organisation = new Organisation(knex);
    await organisation.write(
      [
        ...exampleGroups,
        { name: 'zeta', title: 'A team of two below target' },
        { name: 'department', type: 'department' },
      ],
      [
        entity('one', { owners: [groupRef('search')] }),
        entity('two', { owners: [groupRef('zeta')] }),
        entity('three', { owners: [groupRef('zeta')] }),
        entity('four', { owners: [groupRef('secret')] }),
      ],
    );
  });
  afterAll(() => knex.destroy());

  const titles = async (who: ReadOptions = asUser, policy = {}) =>
    (
      await createTestServices(organisation, policy).overview.getOverview(
        {},
        who,
      )
    ).teams.map(({ team, mine }) => `${team.title}${mine ? ' (mine)' : ''}`);

  it('shows my teams first, then most tier-1 services below target, then by title', async () => {
    // The reader is a member of `child`, which is below `shop`.
    expect(await titles()).toEqual([
      'The Shop (mine)',
      'Checkout (mine)',
      'A team of two below target',
      'search',
      'secret',
      'idle',
    ]);
    // Nothing is a service's own; a department without entities is not shown.
    expect(await titles(asService)).toEqual([
      'A team of two below target',
      'search',
      'secret',
      'The Shop',
      'Checkout',
      'idle',
    ]);
  });

  it('tells of the hierarchy only what the reader may see', async () => {
    const find = async (hides?: (ref: string) => boolean) => {
      const { teams } = await createTestServices(organisation, {
        hides,
      }).overview.getOverview({}, asUser);
      return Object.fromEntries(
        teams.map(({ team, childTeams }) => [
          team.ref,
          [team.parentRef, childTeams],
        ]),
      );
    };
    expect(await find()).toMatchObject({
      [groupRef('shop')]: [null, 2],
      [groupRef('child')]: [groupRef('shop'), 0],
    });
    expect(await find(ref => ref === groupRef('shop'))).toMatchObject({
      [groupRef('child')]: [null, 0],
    });
    expect(await find(ref => ref === groupRef('search'))).toMatchObject({
      [groupRef('shop')]: [null, 1],
    });
    expect(Object.keys(await find(hidesSecret))).not.toContain(
      groupRef('secret'),
    );
  });

  it('counts what belongs to a hidden team for nobody else', async () => {
    const { total, teams, unowned } = await createTestServices(organisation, {
      hides: ref =>
        ref === groupRef('secret') || ref === 'component:default/four',
    }).overview.getOverview({}, asUser);
    expect(total).toMatchObject({ entities: 3, hidden: 1 });
    expect(teams.every(({ standing }) => standing.hidden === 0)).toBe(true);
    expect(unowned).toBeNull();
  });

  it('says how far evaluation is', async () => {
    const { overview } = createTestServices(organisation);
    expect((await overview.getOverview({}, asUser)).evaluation).toEqual({
      waiting: 0,
      firstRunComplete: false,
      evaluatedAt: null,
    });
    await knex('collector_runs').insert({
      collector: 'catalog',
      status: 'succeeded',
      completed: 1,
      finished_at: startOfTests,
    });
    const queued = (id: number, nextAt: number) => ({
      stratum: 0,
      entity_id: id,
      ticket: `ticket-${id}`,
      next_at: nextAt,
      owner_set_id: 1,
    });
    await knex('evaluation_queue').insert([
      queued(organisation.idOf('component:default/one'), startOfTests - 1),
      queued(organisation.idOf('component:default/four'), startOfTests - 1),
      queued(organisation.idOf('component:default/two'), startOfTests + 1),
    ]);
    expect((await overview.getOverview({}, asUser)).evaluation).toEqual({
      waiting: 2,
      firstRunComplete: true,
      evaluatedAt: new Date(startOfTests).toISOString(),
    });
    const filtered = createTestServices(organisation, {
      hides: ref => ref === 'component:default/four',
    });
    expect(
      (await filtered.overview.getOverview({}, asUser)).evaluation.waiting,
    ).toBe(1);
    await knex('evaluation_queue').delete();
  });

  it('offers the scorecards that are about something that the reader may see', async () => {
    const offered = async (hides: (ref: string) => boolean, query = {}) =>
      (
        await createTestServices(organisation, { hides }).overview.getOverview(
          query,
          asUser,
        )
      ).scorecards.map(({ id }) => id);
    const ofTeams = { scorecard: 'team-readiness' };
    const isGroup = (ref: string) => ref.startsWith('group:');
    const both = ['service-readiness', 'team-readiness'];
    expect(await offered(() => false)).toEqual(both);
    expect(await offered(isGroup)).toEqual(['service-readiness']);
    // What somebody asks for is there, to be chosen away from.
    expect(await offered(isGroup, ofTeams)).toEqual(both);
  });

  it('shows teams by what is asked of teams', async () => {
    const { teams, unowned } = await createTestServices(
      organisation,
    ).overview.getOverview({ scorecard: 'team-readiness' }, asUser);
    const entities = Object.fromEntries(
      teams.map(({ team, standing }) => [team.ref, standing.entities]),
    );
    expect(entities[groupRef('shop')]).toBe(2);
    expect(entities[groupRef('child')]).toBe(1);
    expect(unowned).toBeNull();
  });

  it('offers domains and life cycles of what the reader may see, whatever is filtered by', async () => {
    const own = await databases.init(databaseId);
    await applyMigrations(own);
    const shop = new Organisation(own);
    await shop.write(exampleGroups, [
      { name: 'retail', kind: 'Domain', title: 'All of retail' },
      { name: 'finance', kind: 'Domain' },
      entity('cart', { domain: 'retail', lifecycle: 'production' }),
      entity('offers', { domain: 'retail', lifecycle: 'experimental' }),
      entity('ledger', { domain: 'finance', lifecycle: 'production' }),
      entity('other', {}),
    ]);
    const offered = async (
      hides: (ref: string) => boolean,
      query: { domain?: string } = {},
    ) =>
      (
        await createTestServices(shop, { hides }).overview.getOverview(
          query,
          asUser,
        )
      ).filters;
    const retail = { ref: 'domain:default/retail', title: 'All of retail' };
    const finance = { ref: 'domain:default/finance', title: 'finance' };
    const all = {
      domains: [retail, finance],
      lifecycles: ['experimental', 'production'],
    };
    expect(await offered(() => false)).toEqual(all);
    expect(await offered(() => false, { domain: 'finance' })).toEqual(all);
    expect(await offered(ref => /ledger|offers|domain:/.test(ref))).toEqual({
      domains: [{ ref: retail.ref, title: 'retail' }],
      lifecycles: ['production'],
    });
    await own.destroy();
  });
});
