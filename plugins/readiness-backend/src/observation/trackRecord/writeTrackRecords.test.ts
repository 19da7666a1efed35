import { defaultDeliveryRules } from '@team-readiness/backstage-plugin-readiness-engine';
import { DeliveryEventInput } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { putEvents } from '../../database/__testUtils__/putEvents';
import { removeEntities } from '../../database/operations/entities';
import {
  lockRecordStates,
  unpackDelivery,
} from '../../database/operations/record';
import {
  decision,
  RecordInstallation,
  recordNow,
} from './__testUtils__/RecordInstallation';
import { writeTrackRecords } from './writeTrackRecords';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const shop = 'component:default/shop';
const cart = 'component:default/cart';

const deployment = (
  id: string,
  at: string,
  change: object = {},
): DeliveryEventInput =>
  ({
    source: 'test',
    id: `${id} ${JSON.stringify(change)}`,
    at,
    targets: [`entity:${shop}`],
    kind: 'deployment',
    deployment: id,
    environment: 'production',
    status: 'succeeded',
    ...change,
  } as DeliveryEventInput);

describe.each(databases.eachSupportedId())('writing, %s', databaseId => {
  let knex: Knex;
  let installation: RecordInstallation;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    installation = new RecordInstallation(knex);
    await installation.putComponent('shop', 'group:default/team');
    await installation.putComponent('cart', 'group:default/team');
    await installation.putFact(shop, 'decisions', {
      location: 'here',
      decisions: [decision],
      broken: 0,
    });
  });
  afterAll(() => knex.destroy());

  const write = (options: { signal?: AbortSignal; on?: Knex } = {}) =>
    writeTrackRecords(options.on ?? knex, {
      entityIds: [shop, cart].map(ref => installation.idOf(ref)),
      rules: defaultDeliveryRules,
      now: recordNow,
      signal: options.signal ?? new AbortController().signal,
    });
  const rows = async () =>
    (
      await knex('track_record_entries').orderBy(['entity_id', 'at', 'key'])
    ).map(row => `${row.entity_id} ${row.kind} ${row.title}`);

  it('makes entries once, and again of what has changed only', async () => {
    await putEvents(knex, [deployment('d1', '2026-05-01T10:00:00Z')]);
    expect(await write()).toBe(2);
    expect(await rows()).toEqual([
      '1 adr Release by canary',
      '1 deployment Deployment d1',
    ]);
    expect(await write()).toBe(0);

    // A late event of an older time.
    await putEvents(knex, [deployment('d0', '2026-04-01T10:00:00Z')]);
    expect(await write()).toBe(1);
    expect(await rows()).toEqual([
      '1 adr Release by canary',
      '1 deployment Deployment d0',
      '1 deployment Deployment d1',
    ]);
    // What failed later is the same deployment.
    await putEvents(knex, [
      deployment('d1', '2026-05-01T12:00:00Z', { status: 'rolled-back' }),
    ]);
    await installation.putFact(shop, 'decisions', { decisions: [] });
    expect(await write()).toBe(1);
    expect(await rows()).toEqual([
      '1 deployment Deployment d0',
      '1 deployment-failed Failed deployment d1',
    ]);
    const [state] = await knex('track_record_states').orderBy('entity_id');
    expect(unpackDelivery(state.delivery)).toMatchObject({
      since: Date.parse('2026-04-01T10:00:00Z'),
      deployments: [
        { id: 'd0', environment: 'production', failure: null },
        {
          id: 'd1',
          failure: { recoveredAt: Date.parse('2026-05-01T12:00:00Z') },
        },
      ],
    });
  });

  it('leaves nothing behind when it is ended half-way, and goes on', async () => {
    await putEvents(knex, [deployment('d1', '2026-05-01T10:00:00Z')]);
    const ended = new AbortController();
    ended.abort(new Error('Ended'));
    await expect(write({ signal: ended.signal })).rejects.toThrow('Ended');
    let statements = 0;
    const fail = () => {
      statements += 1;
      if (statements === 11) {
        throw new Error('Killed');
      }
    };
    knex.on('query', fail);
    await expect(write()).rejects.toThrow('Killed');
    knex.removeListener('query', fail);
    expect(await rows()).toEqual([]);
    expect(await knex('track_record_states')).toEqual([]);
    expect(await write()).toBe(2);
    expect(await rows()).toHaveLength(2);
  });

  it('ends with the newest facts when several write at once', async () => {
    const change = async (index: number) => {
      await installation.putFact(shop, 'decisions', {
        location: 'here',
        decisions: [{ ...decision, title: `Decision ${index}` }],
        broken: 0,
      });
      await putEvents(knex, [
        deployment(`d${index}`, `2026-05-01T10:0${index}:00Z`),
      ]);
    };
    for (let index = 0; index < 5; index += 1) {
      await Promise.all([write(), change(index), write(), write()]);
    }
    await write();
    expect(await rows()).toEqual([
      '1 adr Decision 4',
      ...[0, 1, 2, 3, 4].map(index => `1 deployment Deployment d${index}`),
    ]);
    expect(await write()).toBe(0);
  });

  it('is forgotten with the entity', async () => {
    await write();
    await removeEntities(knex, {
      entityIds: [installation.idOf(shop)],
      at: recordNow,
    });
    expect(await rows()).toEqual([]);
    expect(await knex('track_record_states').pluck('entity_id')).toEqual([
      installation.idOf(cart),
    ]);
  });

  it('is forgotten with an entity that is removed while its record is written', async () => {
    await write();
    const shopId = installation.idOf(shop);
    let remove: Promise<void> = Promise.resolve();
    await knex.transaction(async trx => {
      await lockRecordStates(trx, { entityIds: [shopId] });
      remove = knex.transaction(removing =>
        removeEntities(removing, { entityIds: [shopId], at: recordNow }),
      );
      // Until the removal waits for the one who writes.
      await new Promise(resolve => setTimeout(resolve, 200));
      const [entry] = await trx('track_record_entries');
      await trx('track_record_entries').insert({ ...entry, key: 'later' });
    });
    await remove;
    expect(await rows()).toEqual([]);
  });

  it('keeps addresses of http and https only, and texts in one short line', async () => {
    await installation.putFact(shop, 'decisions', {
      location: 'here',
      decisions: [
        {
          ...decision,
          url: 'ftp://example.org/a',
          title: `A\u0007\n${'x'.repeat(300)}`,
        },
      ],
      broken: 0,
    });
    await write();
    const [row] = await knex('track_record_entries');
    expect(row.link).toBeNull();
    expect(row.title).toMatch(/^A x+…$/);
    expect(row.title).toHaveLength(200);
  });
});
