import { mockServices } from '@backstage/backend-test-utils';
import { EventParams } from '@backstage/plugin-events-node';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { writeChanges } from '../../database/operations/reactions';
import { ReactionDeliveries } from '../ReactionDeliveries';
import { ChangeEvents } from './ChangeEvents';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const start = Date.parse('2026-11-21T08:00:00.000Z');

describe.each(databases.eachSupportedId())('ChangeEvents, %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(id);
    await knex('definitions').insert({
      id: 1,
      kind: 'Scorecard',
      name: 'first',
      version: 3,
      content_hash: 'x',
      source: 'test',
      document: '{}',
      created_at: 0,
      created_by: 'config',
    });
    await knex('entities').insert(
      [1, 2].map(number => ({
        id: number,
        ref: `component:default/e${number}`,
        kind: 'component',
        namespace: 'default',
        name: `e${number}`,
        owner_set_id: 1,
      })),
    );
  });
  afterAll(() => knex.destroy());

  const change = (entityId: number) =>
    knex('reaction_outbox').insert({
      topic: 'levels',
      definition_id: 1,
      owner_set_id: 1,
      window_at: start,
      due_at: start + 5_000,
      changes: writeChanges([
        { entityId, from: 2, to: 1, cause: 'data', at: start, gates: [] },
      ]),
      change_count: 1,
    });

  it('has the same id when it is told again, and another one for changes that came after it was told', async () => {
    let now = start + 5_000;
    const published: EventParams[] = [];
    let isDown = true;
    const deliveries = new ReactionDeliveries({
      knex,
      reactions: [
        new ChangeEvents({
          knex,
          events: {
            publish: async params => {
              published.push(params);
              if (isDown) {
                throw new Error('Nobody knows whether it arrived');
              }
            },
            subscribe: async () => {},
          },
        }),
      ],
      clock: { now: () => new Date(now) },
      logger: mockServices.logger.mock(),
      maximumAgeMs: 86_400_000,
    });
    await change(1);
    await deliveries.drain();
    isDown = false;
    now += 60_000;
    await deliveries.drain();
    // A batch that began in the window, and was committed late.
    await change(2);
    await deliveries.drain();
    const told = published.map(({ eventPayload }) => {
      const { id: eventId, data } = eventPayload as {
        id: string;
        data: { changes: Array<{ entityRef: string }> };
      };
      return [eventId, data.changes.map(({ entityRef }) => entityRef)] as const;
    });
    expect(told.map(([, refs]) => refs)).toEqual([
      ['component:default/e1'],
      ['component:default/e1'],
      ['component:default/e2'],
    ]);
    expect(told[1][0]).toBe(told[0][0]);
    expect(told[2][0]).not.toBe(told[0][0]);
  });
});
