import { Scorecard } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { databaseCapabilities } from '../../database/DatabaseCapabilities';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { readScorecards } from '@team-readiness/backstage-plugin-readiness-engine';
import { CheckText, scorecardText } from '../__testUtils__/scorecardText';
import { compareOverFacts } from './compareOverFacts';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();

function documentOf(...checks: CheckText[]): Scorecard {
  const text = scorecardText('card', checks);
  return readScorecards([{ source: 'a', text }], { builtIn: [] }).scorecards[0]
    .document;
}

describe.each(databases.eachSupportedId())('compareOverFacts, %s', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(id);
  });
  afterEach(() => knex.destroy());

  async function putEntities(count: number) {
    const keys = Array.from({ length: count }, (_, i) => i + 1);
    await knex.batchInsert(
      'entities',
      keys.map(key => ({
        id: key,
        ref: `component:default/e${key}`,
        kind: 'component',
        namespace: 'default',
        name: `e${key}`,
        owner_set_id: 1,
        removed_at: key === 2 ? 5 : null,
      })),
      100,
    );
    const fact = (key: number, collector: string, data: object) => ({
      entity_id: key,
      collector,
      data: JSON.stringify(data),
      hash: 'h',
      observed_at: 0,
    });
    await knex.batchInsert(
      'facts',
      keys.flatMap(key => [
        fact(key, 'catalog', {
          entity: { kind: 'Component', metadata: { name: `e${key}` } },
          tier: null,
          lifecycle: null,
        }),
        fact(key, 'repository', { large: 'x'.repeat(10_000) }),
      ]),
      50,
    );
    // Broken, which is on record elsewhere.
    await knex('facts')
      .where({ entity_id: 1, collector: 'catalog' })
      .update({ data: '{' });
  }
  const claim = {
    beforeId: 1,
    before: documentOf({ id: 'a' }, { id: 'other' }),
    after: documentOf(
      { id: 'a', condition: 'has(entity.metadata.title)' },
      { id: 'other', condition: 'false' },
    ),
    checkIds: ['a'],
  };
  const now = new Date('2026-11-21T08:30:00Z');
  const connected = new Set<string>();

  it('reads twice a page, what the checks read and nothing else', async () => {
    const { batchSize } = databaseCapabilities(knex);
    await putEntities(2 * batchSize + 10);
    const asked: string[] = [];
    let rows = 0;
    knex.on('query', ({ sql }) => asked.push(sql));
    knex.on('query-response', (answer: { rows?: unknown[] } | unknown[]) => {
      rows += (Array.isArray(answer) ? answer : answer.rows ?? []).length;
    });
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 0);
    const refutations = await compareOverFacts(knex, claim, {
      connected,
      now,
      signal: new AbortController().signal,
    });
    clearInterval(counting);
    const entities = 2 * batchSize + 8;
    expect([...refutations]).toEqual([
      ['a', { entities, examples: [3, 4, 5] }],
    ]);
    // Three pages, and the look behind the last one.
    expect(asked).toHaveLength(2 * 4);
    expect(rows).toBe(2 * (2 * batchSize + 9));
    expect(turns).toBeGreaterThan(0);
  });

  it('stops between two pages', async () => {
    await putEntities(10);
    const stopping = new AbortController();
    stopping.abort();
    await expect(
      compareOverFacts(knex, claim, {
        connected,
        now,
        signal: stopping.signal,
      }),
    ).rejects.toThrow(/abort/i);
  });

  it('says so where the earlier version is not understood any more', async () => {
    const before = documentOf({ id: 'a' });
    before.spec.checks[0].condition = 'noSuchFunction(entity)';
    const refutations = await compareOverFacts(
      knex,
      { ...claim, before },
      { connected, now, signal: new AbortController().signal },
    );
    expect([...refutations]).toEqual([['a', { entities: null, examples: [] }]]);
  });
});
