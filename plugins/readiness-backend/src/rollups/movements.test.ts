/**
 * Movements through the real pipeline: which part a change counts as. That they add up is checked
 * wherever the pipeline is, see `expectConsistent`.
 */
import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../database/initializeDatabase';
import { expectConsistent } from '../pipeline/__testUtils__/consistency';
import { TinyInstallation } from '../pipeline/__testUtils__/TinyInstallation';
import { tinyScorecard } from '../pipeline/__testUtils__/tinyScorecard';
import { sumColumns } from './contribution';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const versionOf = (
  name: string,
  checks: string[],
  types: string[] = ['service'],
) =>
  tinyScorecard({
    name,
    contentHash: `${name} ${checks} ${types}`,
    types,
    checks: checks.map(id => ({
      id,
      collector: id === 'two' ? 'b' : 'a',
      area: id === 'two' ? 'documentation' : 'ownership',
    })),
  });

describe.each(databases.eachSupportedId())('movements, %s', id => {
  let knex: Knex;
  let tiny: TinyInstallation;
  let seen: Map<string, number[]>;

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
  });
  afterAll(() => knex.destroy());

  const totals = async () =>
    new Map<string, number[]>(
      (await knex('movements').orderBy(['part', 'owner_set_id', 'area'])).map(
        row => [
          `${row.scorecard} ${row.day.slice(5)} ${row.part} ${
            row.owner_set_id
          } ${row.area}`.trimEnd(),
          sumColumns.map(column => row[column]),
        ],
      ),
    );

  /**
   * What an evaluation of everything that waits adds, by scorecard, day, part, owner set and area: passed, known
   * and applicable weight, entities, those with a target, those on it.
   */
  const added = async () => {
    await tiny.pipeline().drain();
    await expectConsistent(tiny);
    const now = await totals();
    const rows = [...now].flatMap(([key, sums]) => {
      const delta = sums.map(
        (value, index) => value - (seen.get(key)?.[index] ?? 0),
      );
      return delta.some(Boolean) ? [[key, delta] as const] : [];
    });
    seen = now;
    return Object.fromEntries(rows);
  };

  beforeEach(async () => {
    tiny = new TinyInstallation(knex);
    await tiny.clear();
    seen = new Map();
    await tiny.putEntities([{ id: 1 }]);
    await tiny.publish(1, versionOf('first', ['one', 'two']));
    await tiny.putFacts('a', [1], { one: 'pass' });
    await tiny.putFacts('b', [1], { two: 'fail' });
  });

  it('tell what got better, what got worse and what is not known any more', async () => {
    expect(await added()).toEqual({
      'first 11-21 new 1': [1, 2, 2, 1, 1, 0],
      'first 11-21 new 1 ownership': [1, 1, 1, 1, 0, 0],
      'first 11-21 new 1 documentation': [0, 1, 1, 1, 0, 0],
    });

    await tiny.putFacts('b', [1], { two: 'pass' });
    expect(await added()).toEqual({
      'first 11-21 improved 1': [1, 0, 0, 0, 0, 1],
      'first 11-21 improved 1 documentation': [1, 0, 0, 0, 0, 0],
    });

    tiny.now += dayMs;
    await tiny.putFacts('a', [1], { one: 'fail' });
    await tiny.putFacts('b', [1], {});
    expect(await added()).toEqual({
      'first 11-22 declined 1': [-1, 0, 0, 0, 0, -1],
      'first 11-22 declined 1 ownership': [-1, 0, 0, 0, 0, 0],
      'first 11-22 data 1': [-1, -1, 0, 0, 0, 0],
      'first 11-22 data 1 documentation': [-1, -1, 0, 0, 0, 0],
    });

    await tiny.putFacts('a', [1], { one: 'exempt' });
    expect(await added()).toEqual({
      'first 11-22 exemption 1': [0, -1, -1, 0, 0, 0],
      'first 11-22 exemption 1 ownership': [0, -1, -1, -1, 0, 0],
    });

    tiny.connected.delete('b');
    await tiny.markAll();
    expect(await added()).toEqual({
      'first 11-22 data 1': [0, 0, -1, 0, 0, 1],
      'first 11-22 data 1 documentation': [0, 0, -1, -1, 0, 0],
    });
  });

  it('tell a level that could be held no longer from one that was lost', async () => {
    await tiny.putFacts('b', [1], { two: 'pass' });
    await added();
    await tiny.putFacts('b', [1], { two: 'unknown' });
    expect(await added()).toEqual({
      'first 11-21 data 1': [-1, -1, 0, 0, 0, 0],
      'first 11-21 data 1 documentation': [-1, -1, 0, 0, 0, 0],
    });
    tiny.now += 2 * hourMs;
    expect(await added()).toEqual({
      'first 11-21 data 1': [0, 0, 0, 0, 0, -1],
    });
  });

  it('tell the standard from all that', async () => {
    await added();
    await tiny.publish(2, versionOf('first', ['one', 'three']));
    await tiny.putFacts('a', [1], { one: 'pass', three: 'pass' });
    expect(await added()).toEqual({
      'first 11-21 standard 1': [1, 0, 0, 0, 0, 1],
      'first 11-21 standard 1 ownership': [1, 1, 1, 0, 0, 0],
      'first 11-21 standard 1 documentation': [0, -1, -1, -1, 0, 0],
    });

    // A scorecard that comes later, and one that asks of more than before.
    await tiny.publish(4, versionOf('second', ['one']));
    expect(await added()).toEqual({
      'second 11-21 standard 1': [1, 1, 1, 1, 1, 1],
      'second 11-21 standard 1 ownership': [1, 1, 1, 1, 0, 0],
    });
    await tiny.putEntities([{ id: 2, type: 'library' }]);
    await tiny.putFacts('a', [2], { one: 'fail' });
    expect(await added()).toEqual({});
    tiny.now += 2 * dayMs;
    await tiny.publish(5, versionOf('second', ['one'], ['service', 'library']));
    expect(await added()).toEqual({
      'second 11-23 standard 1': [0, 1, 1, 1, 1, 0],
      'second 11-23 standard 1 ownership': [0, 1, 1, 1, 0, 0],
    });

    // It asks nothing of services any more, and then nothing at all.
    await tiny.publish(6, versionOf('second', ['one'], ['library']));
    expect(await added()).toEqual({
      'second 11-23 standard 1': [-1, -1, -1, -1, -1, -1],
      'second 11-23 standard 1 ownership': [-1, -1, -1, -1, 0, 0],
    });
    await tiny.retract('second');
    expect(await added()).toEqual({
      'second 11-23 standard 1': [0, -1, -1, -1, -1, 0],
      'second 11-23 standard 1 ownership': [0, -1, -1, -1, 0, 0],
    });
  });

  it('count an entity as new when its grace is over, and as removed when it goes', async () => {
    await added();
    await tiny.putEntities([{ id: 2, createdAt: tiny.now }]);
    await tiny.putFacts('a', [2], { one: 'pass' });
    expect(await added()).toEqual({});
    tiny.now += 3 * hourMs;
    expect(await added()).toEqual({
      'first 11-21 new 1': [1, 1, 2, 1, 1, 0],
      'first 11-21 new 1 ownership': [1, 1, 1, 1, 0, 0],
      'first 11-21 new 1 documentation': [0, 0, 1, 1, 0, 0],
    });
    await tiny.removeEntity(2);
    expect(await added()).toEqual({
      'first 11-21 removed 1': [-1, -1, -2, -1, -1, 0],
      'first 11-21 removed 1 ownership': [-1, -1, -1, -1, 0, 0],
      'first 11-21 removed 1 documentation': [0, 0, -1, -1, 0, 0],
    });
  });

  it('leave an inherited entity out of what its team did, for thirty days', async () => {
    await added();
    const inherited = tiny.now;
    await tiny.putEntities([{ id: 1, ownerSetId: 2 }]);
    await knex('entities').update({ owner_since: inherited });
    await tiny.putFacts('b', [1], { two: 'pass' });
    expect(await added()).toEqual({
      'first 11-21 moved 1': [-1, -2, -2, -1, -1, 0],
      'first 11-21 moved 1 ownership': [-1, -1, -1, -1, 0, 0],
      'first 11-21 moved 1 documentation': [0, -1, -1, -1, 0, 0],
      'first 11-21 moved 2': [2, 2, 2, 1, 1, 1],
      'first 11-21 moved 2 ownership': [1, 1, 1, 1, 0, 0],
      'first 11-21 moved 2 documentation': [1, 1, 1, 1, 0, 0],
    });
    tiny.now += 30 * dayMs - hourMs;
    await tiny.putFacts('b', [1], { two: 'fail' });
    expect(await added()).toMatchObject({
      'first 12-21 moved 2': [-1, 0, 0, 0, 0, -1],
    });
    tiny.now += hourMs;
    await tiny.putFacts('b', [1], { two: 'pass' });
    expect(await added()).toMatchObject({
      'first 12-21 improved 2': [1, 0, 0, 0, 0, 1],
    });
  });

  it('split what changes with the owners, where nobody inherits', async () => {
    await added();
    await tiny.putEntities([{ id: 1, ownerSetId: 2 }]);
    await tiny.putFacts('a', [1], { one: 'fail' });
    expect(await added()).toMatchObject({
      'first 11-21 moved 1': [-1, -2, -2, -1, -1, 0],
      'first 11-21 moved 2': [1, 2, 2, 1, 1, 0],
      'first 11-21 declined 2': [-1, 0, 0, 0, 0, 0],
    });
  });
});
