import { TestDatabases } from '@backstage/backend-test-utils';
import { scorecardReadPermission } from '@team-readiness/backstage-plugin-readiness-common';
import {
  createScorecardConditionalDecision,
  scorecardConditions,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { applyMigrations } from '../../database/initializeDatabase';
import { createReadinessServices } from '../createReadinessServices';
import {
  asUser,
  createTestServiceOptions,
  createTestServices,
  TestPolicy,
} from '../__testUtils__/createTestServices';
import { groupRef, Organisation } from '../__testUtils__/Organisation';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const cart = { kind: 'Component', namespace: 'default', name: 'CART' };
const late = { kind: 'component', namespace: 'default', name: 'late' };

describe.each(databases.eachSupportedId())('an entity, %s', databaseId => {
  let knex: Knex;
  let organisation: Organisation;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations(knex);
    organisation = new Organisation(knex);
  });
  beforeEach(async () => {
    await organisation.clear();
    await organisation.write(
      [{ name: 'team' }],
      [{ name: 'cart', tier: 2, owners: [groupRef('team')], readmeWords: 5 }],
    );
  });
  afterAll(() => knex.destroy());

  /** The events that are audited, as `<outcome> <entity ref>`. */
  function auditing(policy: TestPolicy = {}) {
    const audited: string[] = [];
    const options = createTestServiceOptions(organisation, policy);
    const services = createReadinessServices({
      ...options,
      auditor: {
        createEvent: async ({ eventId, meta }) => ({
          success: async () => {
            audited.push(`${eventId} success ${meta?.entityRef}`);
          },
          fail: async ({ error }) => {
            audited.push(`${eventId} ${error.name} ${meta?.entityRef}`);
          },
        }),
      },
    });
    return { services, audited, options };
  }

  it('is found whatever the case of its name', async () => {
    const { entities } = createTestServices(organisation);
    expect((await entities.getEntity(cart, asUser)).ref).toBe(
      'component:default/cart',
    );
  });

  it('tells why scorecards do or do not ask something of it', async () => {
    const { entities } = createTestServices(organisation);
    const answer = await entities.getApplicability(cart, asUser);
    expect(answer.ref).toBe('component:default/cart');
    const [service, team] = answer.scorecards;
    expect(service).toMatchObject({
      scorecard: { id: 'service-readiness' },
      applies: true,
      target: { level: 2, only: null, line: expect.any(Number) },
    });
    expect(service.conditions[0]).toMatchObject({
      role: 'target',
      depth: 0,
      truth: 'true',
      decided: true,
    });
    expect(service.target?.message).toBe(
      'Level 2 is asked of it, since kind is Component. This is line 5 of 5 in spec.targets.',
    );
    expect(
      service.target?.conditions.flatMap(line => line.seen),
    ).toContainEqual({ path: 'kind', value: 'Component' });
    expect(team).toMatchObject({
      scorecard: { id: 'team-readiness' },
      applies: false,
      message: 'It does not apply, since kind is Component, not Group.',
      target: null,
    });
    expect(team.conditions.flatMap(line => line.seen)).toContainEqual({
      path: 'kind',
      value: 'Component',
    });
  });

  it('tells nothing of scorecards that may not be read, and nothing while it is hidden', async () => {
    const only = createTestServices(organisation, {
      scorecards: createScorecardConditionalDecision(
        scorecardReadPermission,
        scorecardConditions.isScorecard({ names: ['team-readiness'] }),
      ),
    });
    const { scorecards } = await only.entities.getApplicability(cart, asUser);
    expect(scorecards.map(({ scorecard }) => scorecard.id)).toEqual([
      'team-readiness',
    ]);
    for (const policy of [{ hides: () => true }, { hidesAll: true }]) {
      await expect(
        createTestServices(organisation, policy).entities.getApplicability(
          cart,
          asUser,
        ),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
    }
  });

  it('is explained part by part', async () => {
    const { entities } = createTestServices(organisation);
    const { scorecards } = await entities.getEntity(cart, asUser);
    const readme = scorecards[0].results.find(
      ({ checkId }) => checkId === 'readme',
    );
    expect(readme).toMatchObject({
      outcome: 'fail',
      reason: 'condition',
      optOut: null,
      enforceFrom: null,
      owner: null,
      template: null,
    });
    expect(readme?.conditions[0]).toMatchObject({ depth: 0 });
    expect(
      readme?.conditions.filter(
        line =>
          line.role === 'condition' && line.decided && line.kind === 'part',
      ),
    ).toHaveLength(1);
  });

  it('waits until it is evaluated', async () => {
    await knex('results').delete();
    await knex('scores').delete();
    const { entities } = createTestServices(organisation);
    expect(await entities.getEntity(cart, asUser)).toMatchObject({
      state: 'waiting',
      scorecards: [],
      owners: [groupRef('team')],
    });
    await knex('facts').delete();
    expect(await entities.getEntity(cart, asUser)).toMatchObject({
      state: 'waiting',
      sourceUrl: null,
    });
  });

  it('is explained even if a fact is broken', async () => {
    await knex('facts')
      .where({ collector: 'repository' })
      .update({ data: '{' });
    const { entities } = createTestServices(organisation);
    const { scorecards } = await entities.getEntity(cart, asUser);
    expect(
      scorecards[0].results.find(({ checkId }) => checkId === 'readme')
        ?.outcome,
    ).toBe('unknown');
  });

  it('keeps since when outcomes stand', async () => {
    const { entities } = createTestServices(organisation);
    const since = async () =>
      (await entities.getEntity(cart, asUser)).scorecards[0].results.map(
        result => result.since,
      );
    const before = await since();
    organisation.now += 5 * 86_400_000;
    expect(await since()).toEqual(before);
    expect(new Set(before)).toEqual(new Set(['2026-11-21T08:00:00.000Z']));
  });

  it('is gone once it is removed', async () => {
    await knex('entities')
      .where({ ref: 'component:default/cart' })
      .update({ removed_at: 1 });
    const { entities } = createTestServices(organisation);
    await expect(entities.getEntity(cart, asUser)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    const { items } = await entities.listEntities({}, asUser);
    expect(items).toEqual([]);
  });

  it('is refreshed with what came out', async () => {
    const { services, audited } = auditing();
    organisation.entities.set('component:default/cart', {
      name: 'cart',
      tier: 2,
      owners: [groupRef('team')],
      readmeWords: 500,
    });
    await knex('facts')
      .where({ collector: 'repository' })
      .update({
        data: JSON.stringify(
          organisation.factsOf('component:default/cart').repository,
        ),
        hash: 'new',
      });
    const { scorecards } = await services.entities.refreshEntity(cart, asUser);
    expect(
      scorecards[0].results.find(({ checkId }) => checkId === 'readme')
        ?.outcome,
    ).toBe('pass');
    expect(organisation.refreshed).toEqual(['component:default/cart']);
    expect(audited).toEqual(['entity-refresh success component:default/cart']);
  });

  it('is refreshed although it is newer than what the reader is known to see', async () => {
    const { services, options } = auditing({ hides: () => false });
    await services.entities.getEntity(cart, asUser);
    await organisation.write([], [{ name: 'late', owners: [] }]);
    await expect(
      services.entities.getEntity(late, asUser),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    const refreshed = await services.entities.refreshEntity(late, asUser);
    expect(refreshed.ref).toBe('component:default/late');
    expect(options.catalogReads()).toBe(1);
  });

  it.each<[string, TestPolicy, string, typeof cart]>([
    ['without permission', { refresh: false }, 'NotAllowedError', cart],
    ['while it is hidden', { hides: () => true }, 'NotFoundError', cart],
    ['while all is hidden', { hidesAll: true }, 'NotFoundError', cart],
    ['where there is none', {}, 'NotFoundError', { ...cart, name: 'nothing' }],
  ])('is not refreshed %s', async (_, policy, error, name) => {
    const { services, audited } = auditing(policy);
    await expect(
      services.entities.refreshEntity(name, asUser),
    ).rejects.toMatchObject({ name: error });
    expect(organisation.refreshed).toEqual([]);
    expect(audited).toEqual([
      `entity-refresh ${error} component:default/${name.name.toLowerCase()}`,
    ]);
  });
});
