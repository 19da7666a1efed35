import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { ClaimedDelivery, OutboxEntry } from '../database/operations/reactions';
import { Reaction } from './Reaction';
import {
  maxAttempts,
  ReactionDeliveries,
  ReactionDeliveriesOptions,
} from './ReactionDeliveries';
import { sortOutbox } from './sortOutbox';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const start = Date.parse('2026-11-21T08:00:00.000Z');
const leaseMs = 60_000;
const dayMs = 86_400_000;

/** Tells of results, one delivery an owner, and remembers what it told. */
class Memory implements Reaction {
  readonly topics = ['results'] as const;
  readonly told: string[] = [];
  /** What goes wrong with a subject. */
  readonly failing = new Map<string, () => Promise<void> | void>();

  constructor(readonly id: Reaction['id'] = 'events') {}

  address({ scorecard, owners, changes, changeCount }: OutboxEntry) {
    return owners.map(subject => ({
      subject,
      scorecard,
      version: 0,
      changes,
      changeCount,
    }));
  }

  async deliver({ subject, changes }: ClaimedDelivery): Promise<void> {
    await this.failing.get(subject)?.();
    this.told.push(`${subject} ${changes.trim().split('\n').join()}`.trim());
  }
}

describe.each(databases.eachSupportedId())('ReactionDeliveries, %s', id => {
  let knex: Knex;
  let now: number;
  const clock = { now: () => new Date(now) };

  beforeEach(async () => {
    knex = await databases.init(id);
    now = start;
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
    await knex('owner_set_members').insert(
      ['group:default/a', 'group:default/b', 'user:default/c'].map(
        (owner_ref, index) => ({ owner_set_id: index + 1, owner_ref }),
      ),
    );
  });
  afterAll(() => knex.destroy());

  const deliveries = (
    reactions: Reaction[],
    options: Partial<ReactionDeliveriesOptions> = {},
  ) =>
    new ReactionDeliveries({
      knex,
      reactions,
      clock,
      logger: mockServices.logger.mock(),
      maximumAgeMs: dayMs,
      leaseMs,
      ...options,
    });
  const change = (ownerSetId: number, changes = '', at = now) =>
    knex('reaction_outbox').insert({
      topic: 'results',
      definition_id: 1,
      owner_set_id: ownerSetId,
      window_at: at,
      due_at: at + 5_000,
      changes,
      change_count: changes ? 1 : 0,
    });
  const left = () => knex('reaction_deliveries').orderBy('id').pluck('subject');
  const problems = () =>
    knex('problems').orderBy('id').select('subject', 'name', 'message');

  it('tells once, when the window is over, and leaves nothing behind', async () => {
    const memory = new Memory();
    await change(1);
    await change(2);
    await deliveries([memory]).drain();
    expect(memory.told).toEqual([]);
    now += 5_000;
    expect(await deliveries([memory]).drain()).toBe(2);
    expect(memory.told.sort()).toEqual(['group:default/a', 'group:default/b']);
    await deliveries([memory]).drain();
    expect(memory.told).toHaveLength(2);
    expect(await left()).toEqual([]);
    expect(await knex('reaction_outbox')).toEqual([]);
  });

  it('tells once though two work at the same time', async () => {
    await knex('owner_set_members').insert(
      Array.from({ length: 120 }, (_, index) => ({
        owner_set_id: 10 + index,
        owner_ref: `group:default/g${index}`,
      })),
    );
    for (let set = 10; set < 130; set++) {
      await change(set);
    }
    now += 5_000;
    const memory = new Memory();
    const workers = [1, 2, 3].map(() => deliveries([memory]));
    const counts = await Promise.all(workers.map(worker => worker.drain()));
    // One may have looked before another had sorted.
    counts.push(await deliveries([memory]).drain());
    expect(counts.reduce((sum, count) => sum + count)).toBe(120);
    expect(new Set(memory.told).size).toBe(120);
    expect(memory.told).toHaveLength(120);
  });

  it('lets each reaction make its own progress, later and later, until it is put aside as a problem', async () => {
    const fine = new Memory('signals');
    const broken = new Memory('events');
    let tries = 0;
    broken.failing.set('group:default/a', () => {
      tries += 1;
      throw new Error(
        'Failed at https://u:secret@host/x?token=t in /srv/app/config.yaml',
      );
    });
    await change(1);
    await change(2);
    now += 5_000;
    await deliveries([fine, broken]).drain();
    expect(fine.told.sort()).toEqual(['group:default/a', 'group:default/b']);
    expect(broken.told).toEqual(['group:default/b']);
    const pauses: number[] = [];
    const worker = deliveries([fine, broken], {
      maximumAgeMs: 7 * dayMs,
    });
    while (tries < maxAttempts) {
      const row = await knex('reaction_deliveries').first();
      pauses.push(Number(row.next_at) - now);
      now = Number(row.next_at) - 1;
      await worker.drain();
      expect(tries).toBe(pauses.length);
      now += 1;
      await worker.drain();
    }
    expect(pauses.slice(0, 4)).toEqual([5_000, 10_000, 20_000, 40_000]);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(3_600_000);
    expect(await problems()).toEqual([
      {
        subject: 'reaction',
        name: 'events',
        message:
          "results for group:default/a of 'first' could not be told and was given up: Failed at https://host/x in (path)",
      },
    ]);
    // It is tried no more, and forgotten after two weeks.
    now += dayMs;
    await worker.drain();
    expect(tries).toBe(maxAttempts);
    now += 14 * dayMs;
    await worker.drain();
    expect(await left()).toEqual([]);
    expect(await problems()).toEqual([]);
  });

  it('tells again after the lease what somebody took and did not finish', async () => {
    await change(1);
    now += 5_000;
    // Whoever is killed over a delivery leaves it claimed.
    const idle = new Memory();
    idle.failing.set('group:default/a', () => new Promise(() => {}));
    const memory = new Memory();
    const hanging = deliveries([idle], { timeoutMs: 400 }).drain();
    while (
      !(await knex('reaction_deliveries').whereNotNull('ticket').first())
    ) {
      await new Promise(resolve => setImmediate(resolve));
    }
    await deliveries([memory]).drain();
    expect(memory.told).toEqual([]);
    now += leaseMs;
    await deliveries([memory]).drain();
    expect(memory.told).toEqual(['group:default/a']);
    // The late answer of the first one changes nothing any more.
    await hanging;
    now += leaseMs;
    await deliveries([memory]).drain();
    expect(memory.told).toHaveLength(1);
    expect(await left()).toEqual([]);
  });

  it('puts aside what ends the process each time', async () => {
    await change(1);
    now += 5_000;
    const memory = new Memory();
    await deliveries([memory]).drain();
    await knex('reaction_deliveries').insert({
      reaction: 'events',
      topic: 'results',
      subject: 'group:default/a',
      scorecard: 'first',
      version: 0,
      window_at: now,
      next_at: now,
      attempts: maxAttempts,
    });
    await deliveries([memory]).drain();
    expect(memory.told).toEqual(['group:default/a']);
    expect(await problems()).toMatchObject([{ subject: 'reaction' }]);
  });

  it('loses nothing that comes while it tells: it tells that too', async () => {
    await change(1, 'first\n');
    now += 5_000;
    const memory = new Memory();
    let came = false;
    memory.failing.set('group:default/a', async () => {
      if (!came) {
        came = true;
        await change(1, 'second\n', start);
        await sortOutbox(knex, {
          reactions: [memory],
          now: clock.now(),
          limit: 10,
          maximumAgeMs: dayMs,
        });
      }
    });
    const worker = deliveries([memory]);
    await worker.drain();
    await worker.drain();
    expect(memory.told).toEqual([
      'group:default/a first',
      'group:default/a first,second',
    ]);
    expect(await left()).toEqual([]);
  });

  it('drops what is too old, and what nobody tells any more', async () => {
    const memory = new Memory();
    await change(1, '', start - 2 * dayMs);
    now += 5_000;
    await deliveries([memory]).drain();
    expect(memory.told).toEqual([]);
    expect(await left()).toEqual([]);

    await change(2);
    now += 5_000;
    await deliveries([new Memory('signals')]).drain();
    await knex('reaction_deliveries').insert({
      reaction: 'digest',
      topic: 'week',
      subject: 'group:default/a',
      scorecard: '',
      version: 0,
      window_at: now,
      next_at: now,
    });
    await deliveries([memory]).drain();
    expect(await left()).toEqual(['group:default/a']);
    now += 15 * dayMs;
    await deliveries([memory]).drain();
    expect(await left()).toEqual([]);
    expect(memory.told).toEqual([]);
  });
});
