import { mockServices } from '@backstage/backend-test-utils';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { LevelChange, writeChanges } from '../../database/operations/reactions';
import { ScorecardWords } from '../ScorecardWords';
import { LevelNotifications } from './LevelNotifications';
import { Notifications } from './sendNotification';

const databases = MigratedDatabases.create();
const team = 'group:default/team';

describe.each(databases.eachSupportedId())('LevelNotifications, %s', id => {
  let knex: Knex;
  let sent: NotificationSendOptions[];
  let failure: Error | undefined;
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    knex = await databases.init(id);
    sent = [];
    failure = undefined;
    await knex('owner_sets').insert([
      { id: 1, owners: team },
      { id: 2, owners: 'group:default/other' },
    ]);
    await knex('active_definitions').insert({
      kind: 'Scorecard',
      name: 'first',
      definition_id: 1,
      position: 0,
    });
  });
  afterAll(() => knex.destroy());

  async function put(
    entityId: number,
    level: number,
    own: { owner_set_id?: number; title?: string; removed_at?: number } = {},
  ) {
    await knex('entities').insert({
      id: entityId,
      ref: `component:default/e${entityId}`,
      kind: 'component',
      namespace: 'default',
      name: `e${entityId}`,
      owner_set_id: 1,
      ...own,
    });
    await knex('scores').insert({
      entity_id: entityId,
      definition_id: 1,
      owner_set_id: 1,
      tier: 0,
      level,
      exemptions: 0,
      ceiling: 3,
      base_level: 0,
      base_ceiling: 3,
      fixes: 0,
      passed: 0,
      known: 0,
      applicable: 0,
      in_grace: false,
    });
  }
  const fall = (entityId: number, from: number, to: number): LevelChange => ({
    entityId,
    from,
    to,
    cause: 'data',
    at: 0,
    gates: [],
  });
  const notifications = new Notifications({
    logger,
    notifications: {
      send: async options => {
        if (failure) {
          throw failure;
        }
        sent.push(options);
      },
    },
  });
  const deliver = (changes: LevelChange[], count = changes.length) =>
    new LevelNotifications({
      knex,
      words: new ScorecardWords(() => []),
      notifications,
    }).deliver({
      id: 1,
      reaction: 'notifications',
      topic: 'drops',
      subject: team,
      scorecard: 'first',
      version: 0,
      windowAt: 0,
      changes: writeChanges(changes),
      changeCount: count,
      attempts: 1,
      ticket: 'x',
    });

  it('leaves out what has risen again, is gone or belongs to others by now', async () => {
    await put(1, 2);
    await put(2, 0, { removed_at: 1 });
    await put(3, 0, { owner_set_id: 2 });
    await deliver([fall(1, 2, 1), fall(2, 1, 0), fall(3, 1, 0), fall(9, 1, 0)]);
    expect(sent).toEqual([]);
    await put(4, 1);
    await deliver([fall(1, 2, 1), fall(4, 3, 2), fall(4, 2, 1)]);
    expect(sent.map(({ payload }) => payload.title)).toEqual([
      'e4 fell to level 1 (first)',
    ]);
    expect(sent[0].payload.description).toMatch(/^e4: level 3 → level 1\n/);
  });

  it('names five, the farthest falls first, and counts those that found no room', async () => {
    for (const entityId of [1, 2, 3, 4, 5, 6]) {
      await put(entityId, 0);
    }
    await deliver(
      [1, 2, 3, 4, 5, 6].map(entityId =>
        fall(entityId, entityId === 6 ? 3 : 1, 0),
      ),
      1_006,
    );
    expect(sent[0].payload.title).toBe(
      '1006 services are on a lower level (first)',
    );
    const lines = sent[0].payload.description?.split('\n') ?? [];
    expect(lines).toHaveLength(7);
    expect(lines[0]).toMatch(/^e6: /);
    expect(lines[5]).toBe('and 1001 more');
  });

  it('keeps names from outside on their line', async () => {
    await put(1, 0, { title: `${'a'.repeat(300)}` });
    await put(2, 0, { title: 'Two\n\u2028lines\u0007' });
    await deliver([fall(1, 1, 0), fall(2, 1, 0)]);
    const lines = sent[0].payload.description?.split('\n') ?? [];
    expect(lines).toHaveLength(3);
    expect(lines[0].length).toBeLessThan(150);
    expect(lines[1]).toMatch(/^Two lines: /);
  });

  it('is content where notifications are not installed, and tries again where they are away', async () => {
    await put(1, 0);
    failure = new Error(
      'Failed to send notifications: Error: Request failed with status 404',
    );
    await deliver([fall(1, 1, 0)]);
    await deliver([fall(1, 1, 0)]);
    expect(logger.info).toHaveBeenCalledTimes(1);
    failure = new Error('Request failed with status 503');
    await expect(deliver([fall(1, 1, 0)])).rejects.toThrow('503');
    jest.mocked(logger.info).mockClear();
  });
});
