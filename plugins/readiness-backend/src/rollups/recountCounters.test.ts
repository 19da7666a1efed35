import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { databaseCapabilities } from '../database/DatabaseCapabilities';
import { bulkUpsert } from '../database/operations/bulk';
import { TinyInstallation } from '../pipeline/__testUtils__/TinyInstallation';
import { tinyScorecard } from '../pipeline/__testUtils__/tinyScorecard';
import { repairCounters } from './recountCounters';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const farAway = 5_000;

describe.each(databases.eachSupportedId())('repairCounters, %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(id);
  });
  afterAll(() => knex.destroy());

  it('sees one state, also of a batch that changes no counter and so is not waited for', async () => {
    const tiny = new TinyInstallation(knex);
    await tiny.publish(
      1,
      tinyScorecard({
        name: 'first',
        contentHash: 'v1',
        types: ['service'],
        checks: [{ id: 'one', collector: 'a', area: 'ownership' }],
      }),
    );
    await tiny.putEntities([{ id: 1 }, { id: farAway }]);
    await tiny.putFacts('a', [1], { one: 'pass' });
    await tiny.putFacts('a', [farAway], { one: 'fail' });
    await tiny.pipeline().drain();
    // So that both are on different pages.
    await bulkUpsert(knex, {
      table: 'results',
      rows: Array.from({ length: 1_000 }, (_, index) => ({
        entity_id: index + 2,
        definition_id: 1,
        packed: '[]',
        input_hash: '',
      })),
    });
    const repair = () =>
      repairCounters(knex, {
        logger: mockServices.logger.mock(),
        at: new Date(tiny.now),
      });
    const nothing = { rollups: [], levels: [], movements: [] };
    expect(await repair()).toEqual(nothing);
    if (!databaseCapabilities(knex).concurrentWriters) {
      return;
    }
    const packed = new Map(
      (await knex('results').whereIn('entity_id', [1, farAway])).map(row => [
        row.entity_id,
        row.packed,
      ]),
    );
    expect(packed.get(1)).not.toEqual(packed.get(farAway));
    const batch = await knex.transaction();
    await batch('results')
      .where({ entity_id: 1 })
      .update({ packed: packed.get(farAway) });
    await batch('results')
      .where({ entity_id: farAway })
      .update({ packed: packed.get(1) });
    const commits: Array<Promise<unknown>> = [];
    knex.on(
      'query-response',
      (_response: unknown, { sql }: { sql: string }) => {
        // The first page was read.
        if (
          sql.includes('from results r join definitions d') &&
          !commits.length
        ) {
          commits.push(Promise.resolve(batch.commit()));
        }
      },
    );
    expect(await repair()).toEqual(nothing);
    expect(commits).toHaveLength(1);
    await Promise.all(commits);
    expect(await repair()).toEqual(nothing);
  });
});
