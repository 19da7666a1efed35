import { createHash } from 'crypto';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { deleteFacts } from './deleteFacts';
import { touchFacts } from './touchFacts';
import { upsertFacts } from './upsertFacts';
import { upsertOwnerSetFacts } from './upsertOwnerSetFacts';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const early = new Date('2026-11-20T08:00:00Z');
const late = new Date('2026-11-20T09:00:00Z');
const expiry = new Date('2026-11-23T09:00:00Z');

function fact(entityId: number, data: string, at = early) {
  return {
    entityId,
    data,
    hash: createHash('sha256').update(data).digest('hex'),
    observedAt: at,
    expiresAt: expiry,
  };
}

async function stored(knex: Knex) {
  const rows = await knex('facts').orderBy(['collector', 'entity_id']);
  return rows.map(row => [
    row.collector,
    row.entity_id,
    row.data,
    new Date(Number(row.observed_at)),
    row.expires_at === null ? null : new Date(Number(row.expires_at)),
  ]);
}

function entity(id: number, kind: string, ownerSet: number, removed = false) {
  return {
    id,
    ref: `${kind}:default/e${id}`,
    kind,
    namespace: 'default',
    name: `e${id}`,
    owner_set_id: ownerSet,
    removed_at: removed ? 1 : null,
  };
}

async function countingStatements<T>(knex: Knex, work: () => Promise<T>) {
  let statements = 0;
  const count = () => {
    statements += 1;
  };
  knex.on('query', count);
  try {
    return { result: await work(), statements };
  } finally {
    knex.removeListener('query', count);
  }
}

describe.each(databases.eachSupportedId())('facts, %s', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(id);
  });
  afterEach(async () => {
    await knex.destroy();
  });

  it('tells what changed, and moves the times of what did not', async () => {
    expect(
      await upsertFacts(knex, {
        collector: 'slo',
        facts: [fact(2, 'b'), fact(1, 'a'), fact(3, 'c')],
      }),
    ).toEqual({ changedEntityIds: [1, 2, 3] });
    await upsertFacts(knex, { collector: 'other', facts: [fact(1, 'a')] });

    expect(
      await upsertFacts(knex, {
        collector: 'slo',
        facts: [
          fact(1, 'a', late),
          fact(2, 'B', late),
          { ...fact(4, 'd', late), expiresAt: null },
        ],
      }),
    ).toEqual({ changedEntityIds: [2, 4] });
    expect(await stored(knex)).toEqual([
      ['other', 1, 'a', early, expiry],
      ['slo', 1, 'a', late, expiry],
      ['slo', 2, 'B', late, expiry],
      ['slo', 3, 'c', early, expiry],
      ['slo', 4, 'd', late, null],
    ]);
  });

  it('tells what was stale and no longer is', async () => {
    const staleAt = (minutes: number) =>
      new Date(late.getTime() + minutes * 60_000);
    await upsertFacts(knex, {
      collector: 'slo',
      facts: [
        { ...fact(1, 'a'), expiresAt: staleAt(-1) },
        { ...fact(2, 'b'), expiresAt: staleAt(1) },
        { ...fact(3, 'c'), expiresAt: null },
      ],
    });
    expect(
      await upsertFacts(knex, {
        collector: 'slo',
        facts: [fact(1, 'a', late), fact(2, 'b', late), fact(3, 'c', late)],
      }),
    ).toEqual({ changedEntityIds: [1] });
    await knex('facts').where({ entity_id: 2 }).update({ expires_at: 1 });
    const touch = {
      collectors: ['slo'],
      observedAt: late,
      expiresAt: expiry,
    };
    expect(await touchFacts(knex, touch)).toEqual({ revivedEntityIds: [2] });
    expect(await touchFacts(knex, touch)).toEqual({ revivedEntityIds: [] });
  });

  it('takes at most five statements for any number of facts, two where none has changed', async () => {
    const many = (data: string) =>
      Array.from({ length: 400 }, (_, index) =>
        fact(index + 1, JSON.stringify({ is: index % 2 ? data : 'same' })),
      );
    await upsertFacts(knex, { collector: 'slo', facts: many('x') });
    const { result, statements } = await countingStatements(knex, () =>
      upsertFacts(knex, { collector: 'slo', facts: many('y') }),
    );
    expect(result.changedEntityIds).toHaveLength(200);
    expect(statements).toBe(5);
    const again = await countingStatements(knex, () =>
      upsertFacts(knex, { collector: 'slo', facts: many('y') }),
    );
    expect(again.statements).toBe(2);
  });

  it('keeps text that looks like SQL or JSON as it is', async () => {
    const data = JSON.stringify({
      text: `'; drop table facts; -- $1 ? \\ "é" 𝄞 \u0000`,
    });
    await upsertFacts(knex, { collector: `it's`, facts: [fact(1, data)] });
    const [row] = await knex('facts');
    expect(row.data).toBe(data);
    expect(row.collector).toBe(`it's`);
  });

  it('deletes what one collector says about some entities', async () => {
    await upsertFacts(knex, {
      collector: 'slo',
      facts: [fact(1, 'a'), fact(2, 'b')],
    });
    await upsertFacts(knex, { collector: 'cost', facts: [fact(2, 'c')] });
    expect(
      await deleteFacts(knex, {
        collector: 'slo',
        entityIds: [2, 9],
        at: late,
      }),
    ).toEqual({ deletedEntityIds: [2] });
    expect((await stored(knex)).map(row => row.slice(0, 2))).toEqual([
      ['cost', 2],
      ['slo', 1],
    ]);
  });

  it('counts a fact that was stale until now as changed', async () => {
    await upsertFacts(knex, { collector: 'slo', facts: [fact(1, 'a')] });
    const again = (at: Date) =>
      upsertFacts(knex, { collector: 'slo', facts: [fact(1, 'a', at)] });
    expect(await again(late)).toEqual({ changedEntityIds: [] });
    expect(await again(expiry)).toEqual({ changedEntityIds: [1] });

    await knex('entities').insert([entity(1, 'component', 7)]);
    const derive = (observedAt: Date) =>
      upsertOwnerSetFacts(knex, {
        collector: 'readiness/owner',
        facts: [{ ownerSetId: 7, data: 'x', hash: 'x' }],
        observedAt,
        expiresAt: expiry,
      });
    await derive(early);
    expect(await derive(late)).toEqual({ changedEntityIds: [] });
    expect(await derive(expiry)).toEqual({ changedEntityIds: [1] });
  });

  it('writes one fact per owner set to all that it owns, and only once', async () => {
    await knex('entities').insert([
      entity(1, 'component', 7),
      entity(2, 'component', 8),
      entity(3, 'group', 7),
      entity(4, 'resource', 7),
      entity(5, 'component', 7, true),
    ]);
    const write = (data: string, entityIds?: number[]) =>
      upsertOwnerSetFacts(knex, {
        collector: 'readiness/owner',
        facts: [
          { ownerSetId: 7, data, hash: data },
          { ownerSetId: 8, data: 'eight', hash: 'eight' },
        ],
        observedAt: early,
        expiresAt: expiry,
        entityIds,
      });
    expect(await write('seven', [4])).toEqual({ changedEntityIds: [4] });
    expect(await write('seven')).toEqual({ changedEntityIds: [1, 2] });
    expect(await write('seven')).toEqual({ changedEntityIds: [] });
    expect(await write('SEVEN')).toEqual({ changedEntityIds: [1, 4] });

    await touchFacts(knex, {
      collectors: ['readiness/owner'],
      observedAt: late,
      expiresAt: late,
    });
    expect(await stored(knex)).toEqual([
      ['readiness/owner', 1, 'SEVEN', late, late],
      ['readiness/owner', 2, 'eight', late, late],
      ['readiness/owner', 4, 'SEVEN', late, late],
    ]);
  });
});
