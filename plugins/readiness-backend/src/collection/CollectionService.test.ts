import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { readScorecards } from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import { readReadinessConfig } from '../config';
import { removeEntities } from '../database/operations/entities';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { readDefinitionTexts, ScorecardDefinitions } from '../definitions';
import { EvaluationPipeline } from '../pipeline';
import { DerivedFacts } from '../derivation';
import { rebuildGroupClosure } from '../rollups';
import { ChangingCatalog, entityOf } from './__fixtures__/ChangingCatalog';
import { FixtureCollector } from './__fixtures__/FixtureCollector';
import { CatalogCollector } from './catalog';
import { CollectionService } from './CollectionService';
import { CollectorSet } from './CollectorSet';
import { knownFacts } from './knownFacts';
import { registerCollectors } from './registerCollectors';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const start = new Date('2026-11-20T08:00:00Z').getTime();
const minute = 60_000;
const { signal } = new AbortController();

const scorecard = `apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata: { name: fixture-readiness, title: Fixture, description: Of a test. }
spec:
  target: { kind: Component }
  graceDays: 0
  holdDays: 14
  levels:
    - { level: 1, name: Running, description: It runs. }
  checks:
    - id: is-fine
      title: Fine
      question: Is it fine?
      rationale: It must be.
      area: slos
      level: 1
      gate: true
      effort: 1
      condition: facts.fixture.fine
      messages: { pass: Yes., fail: No. }
      lookedFor: A fact.
      remediation: { text: Make it fine. }
`;

const component = (name: string) =>
  entityOf(`component:default/${name}`, { spec: { type: 'service' } });
const refOf = (name: string) => `component:default/${name}`;
const answersFor = (names: string[], data: JsonObject) =>
  Object.fromEntries(names.map(name => [refOf(name), data]));

describe.each(databases.eachSupportedId())('CollectionService, %s', id => {
  let knex: Knex;
  let now: number;
  let catalog: ChangingCatalog;
  let fixture: FixtureCollector;
  let pipeline: EvaluationPipeline;
  let triggered: string[];
  const clock = { now: () => new Date(now) };
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];

  beforeEach(async () => {
    knex = await databases.init(id);
    now = start;
    triggered = [];
    catalog = new ChangingCatalog([
      entityOf('group:default/team'),
      ...names.map(component),
    ]);
    fixture = new FixtureCollector();
    fixture.answers = answersFor(names, { fine: true });
  });
  afterEach(async () => {
    await knex.destroy();
  });

  async function make(
    collectors = [fixture],
    readiness: object = {},
  ): Promise<CollectionService> {
    expect(
      readScorecards([{ source: 's', text: scorecard }], {
        builtIn: [],
        facts: knownFacts([fixture]),
      }).problems,
    ).toEqual([]);
    const config = readReadinessConfig(
      mockServices.rootConfig({
        data: JSON.parse(JSON.stringify({ readiness })),
      }),
    );
    const { accepted } = registerCollectors(
      collectors.map(collector => ({ collector })),
      config.collector,
    );
    const set = new CollectorSet({ modules: accepted });
    const logger = mockServices.logger.mock();
    const definitions = new ScorecardDefinitions({
      knex,
      readTexts: () =>
        readDefinitionTexts(
          { ...config.definitions, builtIn: ['fixture-readiness'] },
          async () => [{ source: 'fixture.yaml', text: scorecard }],
        ),
      facts: knownFacts([fixture]),
      clock,
      logger,
    });
    await definitions.refresh();
    const derived = new DerivedFacts({
      knex,
      definitions,
      connected: () => set.connected(),
      timeToLive: { days: 1 },
      clock,
      logger,
    });
    pipeline = new EvaluationPipeline({
      knex,
      definitions,
      connected: () => set.connected(),
      derive: stratum => derived.beforeStratum(stratum),
      clock,
      logger,
    });
    const service = new CollectionService({
      knex,
      catalog: new CatalogCollector({
        knex,
        catalog: catalog.service,
        auth: mockServices.auth(),
        config,
        rebuildGroupClosure,
        deriveRelations: options => derived.relations(options),
        clock,
        logger,
      }),
      collectors: set,
      calendar: config.calendar,
      pipeline,
      clock,
      logger,
      trigger: async collector => {
        triggered.push(collector);
      },
    });
    await service.start();
    return service;
  }

  /** As the scheduler does, twice a minute; and then everything that is due is evaluated. */
  async function tick(service: CollectionService, minutes = 1) {
    now += minutes * minute;
    for (const { id: collector } of service.collectors()) {
      if (!collector.startsWith('readiness/')) {
        await service.runIfDue(collector, { signal });
      }
    }
    await pipeline.drain();
  }
  const facts = async (collector = 'fixture') => {
    const rows: Array<{ name: string; data: string }> = await knex('facts')
      .join('entities', 'entities.id', 'facts.entity_id')
      .where({ collector })
      .orderBy('ref');
    return Object.fromEntries(
      rows.map(row => [row.name, JSON.parse(row.data) as JsonObject]),
    );
  };
  const state = async (collector = 'fixture') =>
    await knex('collector_runs').where({ collector }).first();
  const problems = async () =>
    (await knex('problems').orderBy('id')).map(row =>
      [
        row.reporter,
        row.subject,
        row.entity_id ? 'entity' : '-',
        row.message,
      ].join(' | '),
    );
  const score = async (name: string) => {
    const row = await knex('scores')
      .join('entities', 'entities.id', 'scores.entity_id')
      .where({ name })
      .first('level', 'held_since');
    const outcome = await knex('non_pass_results')
      .join('entities', 'entities.id', 'non_pass_results.entity_id')
      .where({ name })
      .first('outcome');
    return {
      level: row?.level,
      held: Boolean(row?.held_since),
      outcome: row && (outcome?.outcome ?? 'pass'),
    };
  };
  const generalProblem = 'fixture | file | - | Row 7 is broken.';

  it('collects and evaluates everything within two minutes of a fresh start', async () => {
    const service = await make();
    const all = catalog.entities;
    catalog.entities = [];
    await tick(service, 0);
    catalog.entities = all;
    await tick(service, 0.5);
    await tick(service, 0.5);
    await tick(service, 0.5);
    expect(triggered).toContain('fixture');
    expect(fixture.seen().sort()).toEqual(names.map(refOf));
    for (const name of names) {
      expect(await score(name)).toEqual({
        level: 1,
        held: false,
        outcome: 'pass',
      });
    }
    expect(await state()).toMatchObject({
      status: 'succeeded',
      observed: 6,
      absent: 0,
      failed: 0,
      completed: 1,
    });
    expect(await problems()).toEqual([generalProblem]);
    expect(fixture.opened).toBe(fixture.closed);
  });

  it('looks again after its frequency, and writes only times if nothing changed', async () => {
    const service = await make();
    await tick(service);
    fixture.seen();
    for (let minutes = 1; minutes < 60; minutes += 7) {
      await tick(service, 7);
    }
    expect(fixture.seen()).toHaveLength(6);
    const before = await knex('transitions');
    const [fact] = await knex('facts').where({ collector: 'fixture' });
    fixture.answers[refOf('a')] = { fine: true, ratio: 0.04 };
    await tick(service, 60);
    fixture.answers[refOf('a')] = { fine: true, ratio: 0.01 };
    const marked = knex('evaluation_queue');
    await service.runCollector('fixture', { signal });
    expect(await marked).toEqual([]);
    expect((await facts()).a).toEqual({ fine: true, ratio: 0.04 });
    expect(await knex('transitions')).toEqual(before);
    const [later] = await knex('facts').where({ collector: 'fixture' });
    expect(Number(later.observed_at)).toBeGreaterThan(Number(fact.observed_at));
    expect(Number(later.expires_at) - Number(later.observed_at)).toBe(
      180 * minute,
    );
  });

  it('holds the level over an unreachable source: stale, then unknown, never fail', async () => {
    const service = await make();
    await tick(service);
    await tick(service);
    expect(await score('a')).toEqual({
      level: 1,
      held: false,
      outcome: 'pass',
    });
    const before = await facts();

    fixture.openFailure = new Error('connect ECONNREFUSED /var/run/x.sock');
    await tick(service, 60);
    expect(await score('a')).toEqual({
      level: 1,
      held: false,
      outcome: 'pass',
    });
    expect(await state()).toMatchObject({
      status: 'failed',
      last_error: 'connect ECONNREFUSED x.sock',
      attempt: 1,
    });
    expect(await problems()).toEqual([
      'fixture | collector | - | connect ECONNREFUSED x.sock',
    ]);
    expect(await facts()).toEqual(before);

    await tick(service, 180);
    expect(await score('a')).toEqual({
      level: 1,
      held: true,
      outcome: 'unknown',
    });
    expect(await knex('transitions').where({ to_outcome: 'fail' })).toEqual([]);
    await tick(service, 15 * 24 * 60);
    expect(await score('a')).toEqual({
      level: 0,
      held: false,
      outcome: 'unknown',
    });

    fixture.openFailure = undefined;
    await tick(service, 60);
    expect(await score('a')).toEqual({
      level: 1,
      held: false,
      outcome: 'pass',
    });
    expect(await problems()).toEqual([generalProblem]);
  });

  it('tries a failing source again after 1, 2, 4 … minutes, at most after its frequency', async () => {
    const service = await make();
    await tick(service);
    now += 60 * minute;
    fixture.openFailure = new Error('down');
    await service.runIfDue('fixture', { signal });
    const pauses = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      pauses.push((Number((await state()).next_at) - now) / minute);
      now = Number((await state()).next_at);
      const opened = fixture.opened;
      await service.runIfDue('fixture', { signal });
      expect(fixture.opened).toBe(opened + 1);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it('tries a source sooner that never worked: it may just be starting up', async () => {
    const service = await make();
    fixture.openFailure = new Error('down');
    await tick(service);
    expect(Number((await state()).next_at) - now).toBe(minute / 4);
  });

  it('keeps the fact of an entity that failed, and says so on its page', async () => {
    const service = await make();
    await tick(service);
    fixture.answers = {
      ...answersFor(names, { fine: false }),
      [refOf('a')]: new Error(
        'rate limited at https://me:pw@git.example.org/x?token=1',
      ),
    };
    await tick(service, 60);
    expect((await facts()).a).toEqual({ fine: true });
    expect((await facts()).b).toEqual({ fine: false });
    expect(await score('b')).toEqual({
      level: 0,
      held: false,
      outcome: 'fail',
    });
    expect(await state()).toMatchObject({
      status: 'succeeded',
      observed: 5,
      failed: 1,
    });
    expect(await problems()).toContain(
      'fixture | collector | entity | rate limited at https://git.example.org/x',
    );
    fixture.answers[refOf('a')] = { fine: true };
    await tick(service, 60);
    expect(await problems()).toEqual([generalProblem]);
  });

  it('forgets what a source no longer knows, unless it suddenly knows hardly anything', async () => {
    const service = await make();
    await tick(service);
    delete fixture.answers[refOf('a')];
    await tick(service, 60);
    expect(Object.keys(await facts())).toEqual(['b', 'c', 'd', 'e', 'f']);
    expect(await score('a')).toMatchObject({ outcome: 'unknown' });

    fixture.answers = { [refOf('b')]: { fine: false } };
    await tick(service, 60);
    expect(Object.keys(await facts())).toEqual(['b', 'c', 'd', 'e', 'f']);
    expect((await facts()).b).toEqual({ fine: false });
    expect(await state()).toMatchObject({ status: 'failed', absent: 5 });
    expect((await problems())[1]).toContain(
      'knows nothing any more of 4 of the 5',
    );

    const lenient = await make([fixture], {
      collectors: { fixture: { minimumShare: 0 } },
    });
    await tick(lenient, 60);
    expect(Object.keys(await facts())).toEqual(['b']);
    expect(await state()).toMatchObject({ status: 'succeeded' });
  });

  it('does not stop at a source that hangs, throws half-way or says nonsense', async () => {
    catalog.entities = Array.from({ length: 150 }, (_, index) =>
      component(`x${String(index).padStart(3, '0')}`),
    );
    const others = new FixtureCollector('others');
    others.answers = answersFor(['x000'], { fine: true });
    const service = await make([fixture, others], {
      collectors: { fixture: { timeout: { milliseconds: 50 } } },
    });
    const refs = catalog.entities.map(entity => refOf(entity.metadata.name));
    fixture.answers = Object.fromEntries(
      refs.map(ref => [ref, { fine: true }]),
    );
    fixture.failingBatch = 2;
    await tick(service);
    expect(Object.keys(await facts())).toHaveLength(100);
    expect(fixture.batches.map(batch => batch.length)).toEqual([100, 50]);
    expect((await state()).last_error).toBe('the source broke off');
    expect(fixture.closed).toBe(fixture.opened);
    expect(Object.keys(await facts('others'))).toEqual(['x000']);

    fixture.failingBatch = undefined;
    fixture.hangs = true;
    await tick(service, 60);
    expect((await state()).last_error).toBe(
      'A batch took longer than 1 seconds',
    );
    expect(Object.keys(await facts())).toHaveLength(100);

    fixture.hangs = false;
    let deep: unknown = 1;
    for (let level = 0; level < 1_000; level += 1) {
      deep = { deep };
    }
    fixture.say = targets => [
      null,
      { entityRef: 7 },
      {
        entityRef: 'component:default/somebody-else',
        status: 'observed',
        data: {},
      },
      ...targets.map(({ entityRef }, index) => ({
        entityRef: entityRef.toUpperCase(),
        status: 'observed',
        problems: 'many',
        ...[
          { data: deep },
          { data: { text: 'x'.repeat(1_000_000) } },
          { data: [] },
          { data: JSON.parse('{"__proto__": {"fine": true}, "fine": true}') },
          { status: 'great' },
          { entityRef: 'nobody' },
          { data: { fine: false } },
        ][index % 7],
      })),
    ];
    await tick(service, 60);
    expect(await state()).toMatchObject({
      status: 'succeeded',
      observed: 21,
      failed: 129,
    });
    const all = Object.entries(await facts()).filter(
      ([, data]) => data.fine === false,
    );
    expect(all).toHaveLength(21);
    const messages = await knex('problems')
      .whereNotNull('entity_id')
      .distinct()
      .pluck('message');
    expect(messages.sort()).toEqual([
      'Nothing was said about the entity.',
      'The observation has no known status.',
      'What was observed is no object, too large, nested too deeply, or holds what JSON does not.',
    ]);
    fixture.say = () => 'nonsense';
    await tick(service, 60);
    expect(await state()).toMatchObject({ status: 'succeeded', failed: 150 });
  });

  it('takes the same number of statements for a batch of any size', async () => {
    const service = await make([fixture], { catalog: { minimumShare: 0 } });
    const count = async (size: number) => {
      catalog.entities = Array.from({ length: size }, (_, index) =>
        component(`y${index}`),
      );
      await service.runCollector('catalog', { signal });
      fixture.answers = Object.fromEntries(
        catalog.entities.map((entity, index) => [
          refOf(entity.metadata.name),
          index % 2 ? { fine: true, size } : new Error('broken'),
        ]),
      );
      let statements = 0;
      const listener = () => {
        statements += 1;
      };
      knex.on('query', listener);
      await service.runCollector('fixture', { signal });
      knex.removeListener('query', listener);
      return statements;
    };
    await count(3);
    const few = await count(6);
    expect(await count(90)).toBe(few);
    expect(await count(99)).toBe(few);
  });

  it('looks at new entities soon, and at changed ones right after the stream', async () => {
    const service = await make();
    await tick(service);
    await tick(service);
    await tick(service);
    fixture.seen();
    catalog.entities.push(component('new'));
    fixture.answers[refOf('new')] = { fine: true };
    await tick(service);
    expect(new Set(fixture.seen())).toEqual(new Set([refOf('new')]));
    expect(await score('new')).toMatchObject({ level: 1, outcome: 'pass' });
    await tick(service);
    expect(fixture.seen()).toEqual([]);

    catalog.entities[1] = entityOf(refOf('a'), {
      annotations: { 'backstage.io/source-location': 'url:https://x.example' },
      spec: { type: 'service' },
    });
    await tick(service, 10);
    expect(fixture.seen()).toEqual([refOf('a')]);
    expect(
      (await knex('entities').where({ name: 'new' }).first()).created_at,
    ).not.toBeNull();
  });

  it('refreshes one entity at once', async () => {
    const broken = new FixtureCollector('broken');
    broken.openFailure = new Error('no disk');
    const service = await make([broken, fixture]);
    await tick(service);
    fixture.seen();
    fixture.answers[refOf('a')] = { fine: false };
    expect(
      await Promise.all([
        service.refreshEntity('Component:default/A'),
        service.refreshEntity('component:default/a'),
      ]),
    ).toEqual(['refreshed', 'refreshed']);
    expect(fixture.seen()).toEqual([refOf('a')]);
    expect(await score('a')).toEqual({
      level: 0,
      held: false,
      outcome: 'fail',
    });
    expect(await problems()).toContain('broken | collector | entity | no disk');

    delete fixture.answers[refOf('a')];
    await service.refreshEntity('component:default/a');
    expect(await score('a')).toMatchObject({ outcome: 'unknown' });
    expect(await service.refreshEntity('component:default/none')).toBe(
      'not-found',
    );
    expect(await service.refreshEntity('what?')).toBe('not-found');

    catalog.entities.push(component('brand-new'));
    fixture.answers[refOf('brand-new')] = { fine: true };
    await service.refreshEntity('component:default/brand-new');
    expect(await score('brand-new')).toMatchObject({ outcome: 'pass' });
  });

  it('keeps what a refresh saw while a run over all was still on its way', async () => {
    const service = await make();
    await tick(service);
    const refreshed = { fine: true, by: 'refresh' };
    const refreshMeanwhile = (observe: (entityRef: string) => unknown) => {
      fixture.say = async targets => {
        const older = targets.map(({ entityRef }) => observe(entityRef));
        fixture.say = undefined;
        fixture.answers[refOf('a')] = refreshed;
        now += 1_000;
        await service.refreshEntity(refOf('a'));
        now += 1_000;
        return older;
      };
    };
    refreshMeanwhile(entityRef => ({
      entityRef,
      status: 'observed',
      data: { fine: false },
    }));
    await tick(service, 60);
    expect((await facts()).a).toEqual(refreshed);
    expect((await facts()).b).toEqual({ fine: false });

    refreshMeanwhile(entityRef =>
      entityRef === refOf('a')
        ? { entityRef, status: 'absent' }
        : { entityRef, status: 'observed', data: { fine: true } },
    );
    await tick(service, 60);
    expect(await state()).toMatchObject({ status: 'succeeded', absent: 1 });
    expect((await facts()).a).toEqual(refreshed);
    expect((await facts()).b).toEqual({ fine: true });
  });

  it('looks at what changed in the catalog while a run over all was on its way', async () => {
    const service = await make();
    await service.runCollector('catalog', { signal });
    let opened = 0;
    fixture.say = async targets => {
      fixture.say = undefined;
      const older = targets.map(({ entityRef }) => ({
        entityRef,
        status: 'observed',
        data: { fine: false },
      }));
      catalog.entities[1] = entityOf(refOf('a'), {
        annotations: {
          'backstage.io/source-location': 'url:https://x.example',
        },
      });
      now += 1_000;
      await service.runCollector('catalog', { signal });
      opened = fixture.opened;
      // The run is not dead: nobody may take it over.
      await service.runIfDue('fixture', { signal });
      expect(fixture.opened).toBe(opened);
      now += 1_000;
      return older;
    };
    await service.runCollector('fixture', { signal });
    expect(opened).toBeGreaterThan(0);
    expect((await facts()).a).toEqual({ fine: true });
    expect((await facts()).b).toEqual({ fine: false });
    expect(await state()).toMatchObject({ status: 'succeeded', completed: 1 });
  });

  it('looks at entities that are there again while a run over all was past them', async () => {
    const many = Array.from({ length: 1_010 }, (_, index) => `many${index}`);
    catalog.entities = many.map(component);
    fixture.answers = answersFor(many, { fine: true });
    const service = await make();
    await service.runCollector('catalog', { signal });
    await service.runCollector('catalog', { signal });
    await service.runCollector('fixture', { signal });
    let batch = 0;
    fixture.say = async targets => {
      batch += 1;
      if (batch === 2) {
        fixture.say = undefined;
        now += 1_000;
        await removeEntities(knex, {
          entityIds: await knex('entities').pluck('id'),
          at: clock.now(),
        });
        await service.runCollector('catalog', { signal });
      }
      return targets.map(({ entityRef }) => ({
        entityRef,
        status: 'observed',
        data: { fine: true },
      }));
    };
    await service.runCollector('fixture', { signal });
    expect(Object.keys(await facts())).toHaveLength(many.length);
  });

  it('looks at new entities also while a run over all is paused', async () => {
    const service = await make();
    await tick(service);
    await tick(service);
    const until = new Date(now + 15 * 60 * minute);
    fixture.say = targets =>
      targets.map(({ entityRef }) => ({
        entityRef,
        status: 'deferred',
        until,
      }));
    await service.runCollector('fixture', { signal });
    expect(await state()).toMatchObject({ status: 'paused' });
    fixture.say = undefined;
    fixture.seen();
    // Whoever found it was killed before anything looked at it.
    catalog.entities.push(component('g'));
    fixture.answers[refOf('g')] = { fine: true };
    await service.runCollector('catalog', { signal });
    await knex('facts').where({ collector: 'fixture' }).delete();
    fixture.seen();
    await (await make()).runIfDue('fixture', { signal });
    expect(fixture.seen()).toEqual([refOf('g')]);
    expect(await state()).toMatchObject({ status: 'paused' });
    await service.runIfDue('fixture', { signal });
    expect(fixture.seen()).toEqual([]);
  });

  it('evaluates everything anew when other collectors are connected', async () => {
    const first = await make();
    await tick(first);
    expect(await score('a')).toMatchObject({ outcome: 'pass' });
    expect(await problems()).toEqual([generalProblem]);
    const without = await make([fixture], {
      collectors: { fixture: { disabled: true } },
    });
    const ofTheCatalog = [
      'catalog',
      'readiness/owner',
      'readiness/relations',
      'readiness/dependencies',
      'readiness/rollup',
    ];
    expect([...without.connected()]).toEqual(ofTheCatalog);
    expect(without.collectors().map(({ id: each }) => each)).toEqual(
      ofTheCatalog,
    );
    await pipeline.drain();
    // Its only check is inactive, so that there is no result.
    expect(await knex('results').pluck('packed')).toEqual(
      names.map(() => '[]'),
    );
    // Nobody would ever take back what a source said that is no longer there.
    expect(await problems()).toEqual([]);
    expect(await knex('collector_runs').pluck('collector')).toEqual([
      'catalog',
    ]);
    await make();
    expect((await knex('evaluation_queue')).length).toBe(7);
    await expect(without.runCollector('fixture', { signal })).rejects.toThrow(
      `There is no collector 'fixture'`,
    );
  });

  it('evaluates everything anew after a start with another calendar, and only then', async () => {
    const waiting = async () => (await knex('evaluation_queue')).length;
    await tick(await make());
    await make();
    expect(await waiting()).toBe(0);
    const calendar = { holidays: ['2026-12-25'] };
    await make([fixture], { calendar });
    expect(await waiting()).toBe(7);
    await pipeline.drain();
    await make([fixture], { calendar });
    expect(await waiting()).toBe(0);
    await make();
    expect(await waiting()).toBe(7);
  });

  it('looks anew after a start with a collector that looks for something else', async () => {
    await tick(await make());
    fixture.seen();
    await tick(await make());
    expect(fixture.seen()).toEqual([]);

    const answers = answersFor(names, { fine: true, more: 1 });
    const later = Object.assign(new FixtureCollector(), {
      schema: { properties: { more: { type: 'integer' } } },
      answers,
    });
    await tick(await make([later]));
    expect((await facts()).a).toEqual({ fine: true, more: 1 });
    later.seen();
    await tick(await make([later]));
    expect(later.seen()).toEqual([]);
    await tick(
      await make([later], {
        collectors: { fixture: { frequency: { minutes: 30 } } },
      }),
    );
    expect(later.seen()).toHaveLength(6);
  });

  it('runs in one replica at a time, and again after a kill', async () => {
    const one = await make();
    await tick(one);
    const two = await make();
    fixture.seen();
    now += 60 * minute;
    await Promise.all([
      one.runIfDue('fixture', { signal }),
      two.runIfDue('fixture', { signal }),
    ]);
    expect(fixture.seen()).toHaveLength(6);

    // A process that is killed in a run leaves the row as it is then.
    now += 60 * minute;
    await knex('collector_runs')
      .where({ collector: 'fixture' })
      .update({
        status: 'running',
        started_at: now,
        next_at: now + minute,
      });
    await two.runIfDue('fixture', { signal });
    expect(fixture.seen()).toEqual([]);
    now += minute;
    await two.runIfDue('fixture', { signal });
    expect(fixture.seen()).toHaveLength(6);
  });

  it('lets a run that is told to stop be taken up again', async () => {
    const service = await make();
    await tick(service);
    now += 60 * minute;
    const controller = new AbortController();
    fixture.say = () => {
      controller.abort(new Error('shutting down'));
      throw new Error('aborted');
    };
    await expect(
      service.runIfDue('fixture', { signal: controller.signal }),
    ).rejects.toThrow();
    expect(await state()).toMatchObject({ status: 'running', attempt: 0 });
    fixture.say = undefined;
    await tick(service, 1);
    expect(await state()).toMatchObject({ status: 'succeeded', completed: 2 });
  });

  it('removes facts of entities that are targets no more', async () => {
    const service = await make();
    await tick(service);
    await tick(service);
    catalog.entities[1] = { ...component('a'), kind: 'API' };
    catalog.entities[2] = {
      ...component('b'),
      metadata: { name: 'b', namespace: 'default', labels: { x: 'y' } },
    };
    const b = await knex('entities').where({ name: 'b' }).first();
    await knex('facts')
      .where({ entity_id: b.id, collector: 'catalog' })
      .update({
        data: JSON.stringify({ entity: { ...component('b'), kind: 'Other' } }),
      });
    await service.runCollector('fixture', { signal });
    expect(Object.keys(await facts())).toEqual(['a', 'c', 'd', 'e', 'f']);
  });
});
