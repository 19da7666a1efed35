import { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { readChanges } from '../database/operations/reactions';
import { TinyInstallation } from './__testUtils__/TinyInstallation';
import { tinyScorecard } from './__testUtils__/tinyScorecard';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const hour = 3_600_000;
const windows = { soonMs: 5_000, dropsMs: hour };

const version = (contentHash: string, ids: string[]) =>
  tinyScorecard({
    name: 'first',
    contentHash,
    types: ['service'],
    checks: ids.map((id, index) => ({
      id,
      collector: index % 2 ? 'b' : 'a',
      area: 'ownership',
    })),
  });

describe.each(databases.eachSupportedId())('the outbox, %s', id => {
  let knex: Knex;
  let tiny: TinyInstallation;

  const entity = (number: number, ownerSetId: number) => ({
    id: number,
    ownerSetId,
  });

  const evaluate = (batchSize = 100) =>
    tiny.pipeline({ reactions: windows, batchSize }).drain();

  beforeEach(async () => {
    knex = await databases.init(id);
    tiny = new TinyInstallation(knex);
    await tiny.publish(1, version('v1', ['one', 'two']));
    await tiny.putEntities([entity(1, 7), entity(2, 7), entity(3, 8)]);
    await tiny.putFacts('a', [1, 2, 3], { one: 'pass' });
    await tiny.putFacts('b', [1, 2, 3], { two: 'pass' });
    await evaluate();
  });
  afterAll(() => knex.destroy());

  /** Takes what is there: topic, owner set, and entities with the levels between which they went. */
  async function take() {
    const rows = await knex('reaction_outbox').orderBy([
      'topic',
      'owner_set_id',
    ]);
    await knex('reaction_outbox').delete();
    return rows.map(row => [
      row.topic,
      row.owner_set_id,
      // Two workers of a process write in any order.
      ...readChanges(row.changes)
        .map(
          ({ entityId, from, to, cause }) =>
            `${entityId}: ${from} to ${to}, ${cause}`,
        )
        .sort(),
    ]);
  }

  it('is empty where nothing changed: at the first evaluation, and when nothing differs', async () => {
    expect(await take()).toEqual([]);
    await tiny.putFacts('a', [1, 2, 3], { one: 'pass', other: 1 });
    await evaluate();
    expect(await take()).toEqual([]);
  });

  it('has a row for each topic and owner set of a window, which batches share', async () => {
    await tiny.putFacts('a', [1, 2], { one: 'fail' });
    await tiny.putFacts('a', [3], { one: 'exempt' });
    await evaluate(1);
    const rows = await knex('reaction_outbox').where({ topic: 'drops' });
    expect(rows.map(row => Number(row.window_at))).toEqual([tiny.now]);
    expect(rows.map(row => Number(row.due_at))).toEqual([
      tiny.now + hour + 60_000,
    ]);
    expect(await take()).toEqual([
      ['drops', 7, '1: 1 to 0, data', '2: 1 to 0, data'],
      ['levels', 7, '1: 1 to 0, data', '2: 1 to 0, data'],
      ['results', 7],
      ['results', 8],
    ]);
  });

  it('does not write a row again that is there already for the window', async () => {
    await tiny.putFacts('a', [1], { one: 'exempt' });
    await evaluate();
    // Where PostgreSQL keeps the row: another place for each time that it is written.
    const place = async () =>
      id.startsWith('POSTGRES')
        ? (await knex.raw('select ctid::text from reaction_outbox')).rows
        : [];
    const before = await place();
    await tiny.putFacts('a', [2], { one: 'exempt' });
    await evaluate();
    expect(await knex('reaction_outbox')).toHaveLength(1);
    expect(await place()).toEqual(before);
  });

  it('tells owners of what they did, and not of what befell them', async () => {
    const drops = async () =>
      (await take()).filter(([topic]) => topic === 'drops');
    // Held over missing data, until that runs out.
    await tiny.putFacts('b', [1], {});
    await evaluate();
    tiny.now += 2 * hour;
    await evaluate();
    expect(await knex('scores').where({ entity_id: 1 }).first()).toMatchObject({
      level: 0,
    });
    expect(await drops()).toEqual([]);
    // It is gone.
    await tiny.removeEntity(2);
    await evaluate();
    expect(await drops()).toEqual([]);
    // A rise, and the end of an exemption.
    await tiny.putFacts('b', [1], { two: 'exempt' });
    await evaluate();
    expect(await drops()).toEqual([]);
    await tiny.putFacts('b', [1], { two: 'fail' });
    await evaluate();
    expect(await drops()).toEqual([['drops', 7, '1: 1 to 0, exemption']]);
    // The standard asks for more.
    await tiny.putFacts('a', [3], { one: 'pass', three: 'fail' });
    await evaluate();
    await tiny.publish(2, version('v2', ['one', 'two', 'three']));
    await evaluate();
    expect(await drops()).toEqual([['drops', 8, '3: 1 to 0, standard']]);
  });

  it('is silent on a level that fell while an entity is in grace', async () => {
    await tiny.putEntity({ id: 4, ownerSetId: 9, createdAt: tiny.now });
    await tiny.putFacts('a', [4], { one: 'pass' });
    await tiny.putFacts('b', [4], { two: 'pass' });
    await evaluate();
    await tiny.putFacts('b', [4], { two: 'fail' });
    await evaluate();
    expect(await take()).toEqual([
      ['levels', 9, '4: 1 to 0, data'],
      ['results', 9],
    ]);
  });

  it('is not written where nobody is told, as when the past is replayed', async () => {
    await tiny.putFacts('a', [1], { one: 'fail' });
    await tiny.pipeline().drain();
    expect(await knex('transitions')).toHaveLength(1);
    expect(await take()).toEqual([]);
  });

  it('takes no more changes than it has room for, and counts the others', async () => {
    const ids = Array.from({ length: 900 }, (_, index) => index + 10);
    await tiny.putEntities(ids.map(number => entity(number, 7)));
    await tiny.putFacts('a', ids, { one: 'pass' });
    await tiny.putFacts('b', ids, { two: 'pass' });
    await evaluate();
    await tiny.putFacts('a', ids, { one: 'fail' });
    await evaluate();
    const row = await knex('reaction_outbox')
      .where({ topic: 'levels' })
      .first();
    expect(row.change_count).toBe(900);
    expect(row.changes.length).toBeLessThan(25_000);
    expect(readChanges(row.changes).length).toBeGreaterThan(200);
  });
});
