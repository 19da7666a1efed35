/** Two replicas of which one cannot read a version that the other published. */
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import path from 'path';
import { bulkUpsert } from '../database/operations/bulk';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { readDefinitionTexts, ScorecardDefinitions } from '../definitions';
import { scorecardText } from '../definitions/__testUtils__/scorecardText';
import { EvaluationPipeline } from './EvaluationPipeline';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const count = 30;

describe.each(databases.eachSupportedId())('a held scorecard, %s', id => {
  const directories = [createMockDirectory(), createMockDirectory()];
  let knex: Knex;
  let now: number;

  function replica(number: 0 | 1) {
    const clock = { now: () => new Date(now) };
    const logger = mockServices.logger.mock();
    const definitions = new ScorecardDefinitions({
      knex,
      readTexts: () =>
        readDefinitionTexts(
          {
            builtIn: [],
            files: [path.join(directories[number].path, '*.yaml')],
          },
          async () => [],
        ),
      warnDays: 0,
      clock,
      logger,
    });
    const pipeline = new EvaluationPipeline({
      knex,
      definitions,
      connected: () => new Set(['catalog']),
      clock,
      logger,
    });
    return { definitions, pipeline };
  }
  const write = (number: 0 | 1, condition: string) =>
    directories[number].setContent({
      'a.yaml': scorecardText('a', [{ id: 'first', condition }]),
      'b.yaml': scorecardText('b'),
    });
  const putFacts = (title: string) =>
    bulkUpsert(knex, {
      table: 'facts',
      key: ['entity_id', 'collector'],
      rows: Array.from({ length: count }, (_, i) => ({
        entity_id: i + 1,
        collector: 'catalog',
        hash: title,
        observed_at: now,
        expires_at: null,
        data: JSON.stringify({
          entity: { kind: 'Component', metadata: { name: `e${i}`, title } },
          tier: null,
          lifecycle: null,
        }),
      })),
    });
  /** How many entities have results of which version, and how many wait. */
  const state = async () => {
    const rows: Array<{ name: string; version: number }> = await knex('results')
      .join('definitions', 'definitions.id', 'results.definition_id')
      .orderBy(['name', 'version'])
      .select('name', 'version');
    const entities = new Map<string, number>();
    for (const { name, version } of rows) {
      const key = `${name}@${version}`;
      entities.set(key, (entities.get(key) ?? 0) + 1);
    }
    const waiting = await knex('evaluation_queue').select('next_at');
    return {
      results: [...entities].map(([key, found]) => `${key}: ${found}`),
      waiting: waiting.length,
      due: waiting.filter(row => Number(row.next_at) <= now).length,
    };
  };

  beforeEach(async () => {
    now = Date.parse('2026-11-20T08:00:00Z');
    knex = await databases.init(id);
    await knex('owner_sets').insert({ id: 1, owners: '' });
    await knex('entities').insert(
      Array.from({ length: count }, (_, i) => ({
        ref: `component:default/e${i}`,
        kind: 'component',
        namespace: 'default',
        name: `e${i}`,
        owner_set_id: 1,
      })),
    );
    await putFacts('first');
  });
  afterEach(async () => {
    await knex.destroy();
  });

  it('is evaluated by the replica that can read it; the others are evaluated by both', async () => {
    write(0, 'has(entity.metadata.title)');
    write(1, 'has(entity.metadata.title)');
    const [newer, older] = [replica(0), replica(1)];
    await newer.definitions.refresh();
    await older.definitions.refresh();
    await older.pipeline.drain();
    const all = { waiting: 0, due: 0 };
    expect(await state()).toEqual({
      ...all,
      results: [`a@1: ${count}`, `b@1: ${count}`],
    });

    write(0, '!has(entity.metadata.title)');
    await newer.definitions.refresh();
    await knex('definitions')
      .where({ name: 'a', version: 2 })
      .update({ document: '{"kind":"Scorecard","of":"a later release"}' });
    await older.definitions.refresh();
    expect(older.definitions.held()).toHaveLength(1);
    await putFacts('second');

    // The older one leaves what is stored of `a` alone, and the entities on the queue.
    const hashes = () =>
      knex('results')
        .join('definitions', 'definitions.id', 'results.definition_id')
        .where('name', 'b')
        .distinct('input_hash');
    const [before] = await hashes();
    expect(await older.pipeline.drain()).toBe(count);
    expect(await state()).toEqual({
      results: [`a@1: ${count}`, `b@1: ${count}`],
      waiting: count,
      due: 0,
    });
    const after = await hashes();
    expect(after).toHaveLength(1);
    expect(after[0].input_hash).not.toBe(before.input_hash);
    expect(await older.pipeline.drain()).toBe(0);

    now += 120_000;
    expect(await newer.pipeline.drain()).toBe(count);
    expect(await state()).toEqual({
      ...all,
      results: [`a@2: ${count}`, `b@1: ${count}`],
    });
    expect(
      await knex('rollup_counts')
        .join('definitions', 'definitions.id', 'rollup_counts.definition_id')
        .where('count', '>', 0)
        .orderBy('name')
        .select('name', 'version', 'outcome', 'count'),
    ).toEqual([
      { name: 'a', version: 2, outcome: 'fail', count },
      { name: 'b', version: 1, outcome: 'pass', count },
    ]);
  });

  it('does not stand in the way for ever', async () => {
    write(1, 'has(entity.metadata.title)');
    const older = replica(1);
    await older.definitions.refresh();
    await older.pipeline.drain();
    await knex('definitions')
      .where({ name: 'a' })
      .update({ document: '{}', content_hash: 'of a later release' });
    const restarted = replica(1);
    directories[1].addContent({ 'a.yaml': 'spec: {' });
    for (let minutes = 0; minutes <= 60; minutes += 10) {
      await restarted.definitions.refresh();
      await restarted.pipeline.drain();
      now += 600_000;
    }
    await restarted.definitions.refresh();
    await restarted.pipeline.drain();
    expect(await state()).toEqual({
      results: [`b@1: ${count}`],
      waiting: 0,
      due: 0,
    });
  });
});
