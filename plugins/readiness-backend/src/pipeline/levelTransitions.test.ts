import { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { TinyInstallation } from './__testUtils__/TinyInstallation';
import { tinyScorecard } from './__testUtils__/tinyScorecard';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const hour = 3_600_000;

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

describe.each(databases.eachSupportedId())('changes of levels, %s', id => {
  let knex: Knex;
  let tiny: TinyInstallation;

  beforeEach(async () => {
    knex = await databases.init(id);
    tiny = new TinyInstallation(knex);
    await tiny.publish(1, version('v1', ['one', 'two']));
    await tiny.putEntity({ id: 1, ownerSetId: 7 });
    await tiny.putFacts('a', [1], { one: 'pass' });
    await tiny.putFacts('b', [1], { two: 'pass' });
    await tiny.pipeline().drain();
  });
  afterAll(() => knex.destroy());

  /** Evaluates, and takes what was written since the last time. */
  async function changes() {
    await tiny.pipeline().drain();
    const rows = await knex('level_transitions').orderBy('id');
    await knex('level_transitions').delete();
    return rows.map(row => [row.from_level, row.to_level, row.cause]);
  }

  it('are none at the first evaluation, nor while a level stays', async () => {
    expect(await changes()).toEqual([]);
    await tiny.putFacts('a', [1], { one: 'exempt' });
    expect(await changes()).toEqual([]);
    await tiny.putEntity({ id: 1, ownerSetId: 8 });
    expect(await changes()).toEqual([]);
  });

  it('carry owner, version and hour', async () => {
    tiny.now += 5 * hour + 1_234;
    await tiny.putFacts('a', [1], { one: 'fail' });
    await tiny.pipeline().drain();
    const [row] = await knex('level_transitions');
    expect({ ...row, at: Number(row.at), id: 0 }).toEqual({
      id: 0,
      entity_id: 1,
      definition_id: 1,
      from_level: 1,
      to_level: 0,
      at: tiny.now - 1_234,
      cause: 'data',
      owner_set_id: 7,
    });
  });

  it('name the cause of the gates that moved the level', async () => {
    await tiny.putFacts('a', [1], { one: 'fail' });
    expect(await changes()).toEqual([[1, 0, 'data']]);
    await tiny.putFacts('a', [1], { one: 'exempt' });
    expect(await changes()).toEqual([[0, 1, 'exemption']]);
    await tiny.publish(2, version('v2', ['one', 'three']));
    await tiny.putFacts('b', [1], { two: 'pass', three: 'fail' });
    expect(await changes()).toEqual([[1, 0, 'standard']]);
    tiny.connected.delete('b');
    await tiny.markAll();
    expect(await changes()).toEqual([[0, 1, 'collector']]);
  });

  it('are none while a level is held, and tell of time when it is let go', async () => {
    await tiny.putFacts('b', [1], {});
    expect(await changes()).toEqual([]);
    tiny.now += hour;
    expect(await changes()).toEqual([]);
    tiny.now += hour;
    expect(await changes()).toEqual([[1, 0, 'time']]);
  });

  it('end where nothing is asked any more, and begin anew', async () => {
    await tiny.putEntity({ id: 1, type: 'library' });
    expect(await changes()).toEqual([[1, null, 'applicability']]);
    await tiny.putEntity({ id: 1 });
    expect(await changes()).toEqual([]);
    await tiny.removeEntity(1);
    expect(await changes()).toEqual([[1, null, 'removed']]);
  });

  it('go on from one version to the next', async () => {
    await tiny.publish(2, version('v2', ['one', 'two', 'three']));
    expect(await changes()).toEqual([]);
    tiny.now += 2 * hour;
    expect(await changes()).toEqual([[1, 0, 'time']]);
    await tiny.retract('first');
    expect(await changes()).toEqual([[0, null, 'standard']]);
  });
});
