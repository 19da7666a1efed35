import { JsonObject } from '@backstage/types';
import { createHash } from 'crypto';
import fc from 'fast-check';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { removeEntities } from '../entities/removeEntities';
import { deleteAbsentFacts, markFactsAbsent } from './absentFacts';
import { deleteFacts } from './deleteFacts';
import { deleteForgottenFacts } from './deleteForgottenFacts';
import { FactProjection } from './FactProjection';
import { readFactsAsOf } from './readFactsAsOf';
import { readFactVersions } from './readFactVersions';
import { upsertFacts } from './upsertFacts';
import { upsertOwnerSetFacts } from './upsertOwnerSetFacts';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const start = Date.parse('2026-11-20T08:00:00Z');
const collector = 'slo';

/** Checks read `read` of the fact, and nothing of others. */
const projection: FactProjection = (id, { read }) => {
  if (id !== collector && id !== 'readiness/owner') {
    return null;
  }
  return read === undefined ? {} : { read };
};

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function put(
  knex: Knex,
  data: JsonObject,
  at: number,
  { id = collector, entityIds = [1] } = {},
) {
  const text = JSON.stringify(data);
  return upsertFacts(knex, {
    collector: id,
    facts: entityIds.map(entityId => ({
      entityId,
      data: text,
      hash: hashOf(text),
      observedAt: new Date(at),
      expiresAt: new Date(at + 1_000_000),
    })),
    projection,
  });
}

async function versions(knex: Knex, id = collector): Promise<number[]> {
  return (
    await knex('facts').where({ collector: id }).orderBy('entity_id')
  ).map(row => Number(row.changed_at) - start);
}

async function history(knex: Knex) {
  const rows = await knex('fact_history').orderBy([
    'collector',
    'entity_id',
    'changed_at',
  ]);
  const found = await readFactVersions(knex, {
    versions: rows.map(row => ({
      entityId: row.entity_id,
      collector: row.collector,
      version: Number(row.changed_at),
    })),
  });
  return rows.map((row, index) => [
    row.collector,
    row.entity_id,
    Number(row.changed_at) - start,
    Number(row.replaced_at) - start,
    found[index].data,
  ]);
}

describe.each(databases.eachSupportedId())('fact history, %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });
  afterEach(async () => {
    await knex.destroy();
  });

  const remove = (at: number, entityIds = [1]) =>
    deleteFacts(knex, { collector, entityIds, at: new Date(at), projection });

  it('keeps what checks read of a version that is replaced, and what differs elsewhere not', async () => {
    await put(knex, { read: 1, other: 'a' }, start);
    await put(knex, { read: 1, other: 'b' }, start + 10);
    expect(await versions(knex)).toEqual([0]);
    expect(await history(knex)).toEqual([]);
    expect(await knex('facts').pluck('data')).toEqual([
      '{"read":1,"other":"b"}',
    ]);

    await put(knex, { other: 'b', read: 2 }, start + 20);
    expect(await versions(knex)).toEqual([20]);
    expect(await history(knex)).toEqual([[collector, 1, 0, 20, { read: 1 }]]);
    const first = { entityId: 1, collector, version: start };
    const second = { ...first, version: start + 20 };
    const lost = { ...first, version: start + 5 };
    const asked = [second, lost, first, { ...first, collector: 'x' }, first];
    expect(await readFactVersions(knex, { versions: asked })).toEqual([
      { ...second, state: 'present', data: { other: 'b', read: 2 } },
      { ...lost, state: 'lost', data: null },
      { ...first, state: 'kept', data: { read: 1 } },
      { ...first, collector: 'x', state: 'lost', data: null },
      { ...first, state: 'kept', data: { read: 1 } },
    ]);
    expect(
      await readFactVersions(knex, { versions: [second], projection }),
    ).toEqual([{ ...second, state: 'present', data: { read: 2 } }]);
  });

  it('names versions in order where clocks are behind, and after a fact was gone', async () => {
    await put(knex, { read: 1 }, start + 100);
    await put(knex, { read: 2 }, start + 50);
    expect(await versions(knex)).toEqual([101]);
    await remove(start + 60);
    await put(knex, { read: 2 }, start + 70);
    expect(await versions(knex)).toEqual([102]);
    expect(await history(knex)).toEqual([
      [collector, 1, 100, 101, { read: 1 }],
      [collector, 1, 101, 102, { read: 2 }],
    ]);
  });

  it('keeps facts of all ways in which they are taken back', async () => {
    await knex('entities').insert(
      [1, 2].map(id => ({
        id,
        ref: `component:default/e${id}`,
        kind: 'component',
        namespace: 'default',
        name: `e${id}`,
        owner_set_id: 1,
      })),
    );
    const at = new Date(start + 10);
    await put(knex, { read: 1 }, start, { entityIds: [1, 2] });
    await markFactsAbsent(knex, { collector, entityIds: [2], at });
    const since = new Date(start);
    expect(
      await deleteAbsentFacts(knex, {
        collector,
        since,
        at,
        limit: 9,
        projection,
      }),
    ).toEqual([2]);
    await put(knex, { read: 1 }, start, { id: 'other' });
    const later = new Date(start + 2_000_000);
    expect(
      await deleteForgottenFacts(knex, {
        connected: new Set([collector]),
        at: later,
        limit: 9,
        projection,
      }),
    ).toBe(1);
    await removeEntities(knex, { entityIds: [1], at: later, projection });
    expect(await knex('facts')).toEqual([]);
    expect(await history(knex)).toEqual([
      ['other', 1, 0, 2_000_000, null],
      [collector, 1, 0, 2_000_000, { read: 1 }],
      [collector, 2, 0, 10, { read: 1 }],
    ]);
  });

  it('gives the facts of owner sets versions of the same kind', async () => {
    await knex('entities').insert(
      [1, 2, 3].map(id => ({
        id,
        ref: `component:default/e${id}`,
        kind: 'component',
        namespace: 'default',
        name: `e${id}`,
        owner_set_id: id === 3 ? 8 : 7,
      })),
    );
    const id = 'readiness/owner';
    const derive = (data: JsonObject, at: number) =>
      upsertOwnerSetFacts(knex, {
        collector: id,
        facts: [7, 8].map(ownerSetId => ({
          ownerSetId,
          data: JSON.stringify({ ...data, ownerSetId }),
          hash: hashOf(JSON.stringify(data)),
        })),
        observedAt: new Date(at),
        expiresAt: new Date(at + 1_000),
        projection,
      });
    await derive({ read: 1 }, start);
    await derive({ read: 1, other: 2 }, start + 10);
    expect(await versions(knex, id)).toEqual([0, 0, 0]);
    // Stale until then: evaluated anew, and it says what it said.
    expect(await derive({ read: 1, other: 2 }, start + 5_000)).toEqual({
      changedEntityIds: [1, 2, 3],
    });
    expect(await versions(knex, id)).toEqual([0, 0, 0]);
    await deleteFacts(knex, {
      collector: id,
      entityIds: [2],
      at: new Date(start + 6_000),
      projection,
    });
    await derive({ read: 2 }, start - 10);
    expect(await versions(knex, id)).toEqual([1, 6_000, 1]);
    expect(await history(knex)).toEqual([
      [id, 1, 0, 1, { read: 1 }],
      [id, 2, 0, 6_000, { read: 1 }],
      [id, 3, 0, 1, { read: 1 }],
    ]);
  });

  it('tells of any time what was said then, whatever was written in which order', async () => {
    const step = fc.record({
      pass: fc.integer({ min: 1, max: 20 }),
      /** A clock that is behind. */
      behind: fc.constantFrom(0, 0, 0, 7),
      data: fc.option(fc.record({ read: fc.nat(2), other: fc.nat(1) }), {
        freq: 4,
      }),
    });
    let entityId = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async steps => {
        entityId += 1;
        let now = start;
        const names: number[] = [];
        const said: Array<{ version: number | null; data: unknown }> = [];
        for (const { pass, behind, data } of steps) {
          now += pass;
          if (data) {
            await put(knex, data, now - behind, { entityIds: [entityId] });
          } else {
            await remove(now - behind, [entityId]);
          }
          const row = await knex('facts')
            .where({ entity_id: entityId })
            .first();
          const version = row ? Number(row.changed_at) : null;
          expect(row ? JSON.parse(row.data) : null).toEqual(data);
          if (version !== null && names.at(-1) !== version) {
            names.push(version);
            said.push({ version, data: data && { read: data.read } });
          } else if (version === null && said.at(-1)?.version !== null) {
            said.push({ version: null, data: null });
          }
        }
        expect(names).toEqual([...new Set(names)].sort((a, b) => a - b));
        // Each name leads to what was said under it, and versions that follow each other differ.
        const known = said.filter(each => each.version !== null);
        const found = await readFactVersions(knex, {
          versions: names.map(version => ({ entityId, collector, version })),
          projection,
        });
        expect(found.map(({ data }) => data)).toEqual(
          known.map(({ data }) => data),
        );
        said.slice(1).forEach((each, index) => {
          expect(each.data).not.toEqual(said[index].data);
        });
        for (const [index, version] of names.entries()) {
          for (const at of [version, (names[index + 1] ?? now + 100) - 1]) {
            const facts = await readFactsAsOf(knex, {
              entityIds: [entityId],
              at: new Date(at),
            });
            const seen = facts.map(fact => [
              fact.version,
              projection(collector, fact.data ?? {}),
            ]);
            // It may have been gone before the next one came.
            const then = [[version, known[index].data]];
            expect(at === version ? [then] : [then, []]).toContainEqual(seen);
          }
        }
        const before = await readFactsAsOf(knex, {
          entityIds: [entityId],
          at: new Date((names[0] ?? start) - 1),
        });
        expect(before).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('lets two transactions that replace a fact see each other', async () => {
    await put(knex, { read: 0 }, start);
    const write = (read: number) => {
      const text = JSON.stringify({ read });
      return knex.transaction(async trx => {
        await upsertFacts(trx, {
          collector,
          facts: [
            {
              entityId: 1,
              data: text,
              hash: hashOf(text),
              observedAt: new Date(start + 10),
              expiresAt: null,
            },
          ],
          projection,
        });
      });
    };
    await Promise.all([1, 2, 3].map(write));
    const kept = await history(knex);
    const [present] = await knex('facts');
    expect(
      [...kept.map(row => row[4]), JSON.parse(present.data)]
        .map(({ read }) => read)
        .sort(),
    ).toEqual([0, 1, 2, 3]);
    expect(kept.map(row => row[3])).toEqual([10, 11, 12]);
    expect(await versions(knex)).toEqual([12]);
  });
});
