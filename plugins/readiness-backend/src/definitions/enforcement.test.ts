/** Versions of a scorecard that is served already: what is new or stricter begins at warn. */
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ScorecardSource } from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import path from 'path';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { CheckText, scorecardText } from './__testUtils__/scorecardText';
import { ScorecardDefinitions } from './ScorecardDefinitions';
import { readDefinitionTexts } from './sources';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const day = 86_400_000;
const start = Date.parse('2026-11-20T08:00:00Z');

describe.each(databases.eachSupportedId())('enforcement, %s', id => {
  const directory = createMockDirectory();
  let knex: Knex;
  let now: number;
  let stopping: AbortController;
  beforeEach(async () => {
    directory.clear();
    now = start;
    stopping = new AbortController();
    knex = await databases.init(id);
  });
  afterEach(async () => {
    stopping.abort();
    await knex.destroy();
  });

  function replica(
    options: {
      warnDays?: number;
      builtIn?: () => Promise<ScorecardSource[]>;
    } = {},
  ) {
    const { builtIn, warnDays } = options;
    const texts = {
      builtIn: builtIn ? ['card'] : [],
      files: builtIn ? [] : [path.join(directory.path, 'cards', '*.yaml')],
    };
    return new ScorecardDefinitions({
      knex,
      readTexts: () => readDefinitionTexts(texts, builtIn ?? (async () => [])),
      connected: () => new Set(['catalog']),
      warnDays,
      clock: { now: () => new Date(now) },
      logger: mockServices.logger.mock(),
      signal: stopping.signal,
    });
  }
  const write = (checks: CheckText[], spec?: object) =>
    directory.setContent({
      cards: { 'card.yaml': scorecardText('card', checks, spec) },
    });
  const stages = (definitions: ScorecardDefinitions) => {
    const [card] = definitions.current();
    return Object.fromEntries(
      card.compiled.checks.map(check => [
        check.definition.id,
        [check.stageAt(new Date(now)), check.enforcedFromAt(new Date(now))]
          .filter(Boolean)
          .join(' '),
      ]),
    );
  };
  const versionOf = (definitions: ScorecardDefinitions) =>
    definitions.current()[0].version;
  const said = async () =>
    (
      await knex('problems')
        .leftJoin('entities', 'entities.id', 'problems.entity_id')
        .orderBy('problems.id')
        .select('entities.ref', 'message')
    ).map(({ ref, message }) => [ref, message]);

  const other = `has(entity.spec.type) && entity.spec.type == 'service'`;
  const first = [{ id: 'a' }, { id: 'b' }];
  const second = [{ id: 'a', condition: other }, { id: 'b' }, { id: 'c' }];
  const warned = {
    a: 'warn 2026-12-20',
    b: 'enforced',
    c: 'warn 2026-12-20',
  };

  it('lets new and stricter checks begin after thirty days, in every replica and after a restart', async () => {
    write(first);
    const [one, two] = [replica(), replica()];
    await one.refresh();
    await two.refresh();
    expect(stages(one)).toEqual({ a: 'enforced', b: 'enforced' });

    write(second);
    await Promise.all([one.refresh(), two.refresh()]);
    expect(stages(one)).toEqual(warned);
    expect(stages(two)).toEqual(warned);

    now += 3 * day;
    const restarted = replica();
    await restarted.refresh();
    expect(stages(restarted)).toEqual(warned);
    now = start + 30 * day;
    expect(Object.values(stages(restarted))).toEqual(Array(3).fill('enforced'));
  });

  it('carries the day on to later versions, unless the check changes again', async () => {
    const definitions = replica();
    for (const checks of [first, second]) {
      write(checks);
      await definitions.refresh();
    }
    now += 10 * day;
    write([
      { id: 'a', condition: other, title: 'A better title' },
      { id: 'b' },
      { id: 'c', condition: other },
    ]);
    await definitions.refresh();
    expect(stages(definitions)).toEqual({
      a: 'warn 2026-12-20',
      b: 'enforced',
      c: 'warn 2026-12-30',
    });
  });

  it('goes by the setting, and by what a check says of itself', async () => {
    const definitions = replica({ warnDays: 7 });
    write(first);
    await definitions.refresh();
    write([
      { id: 'a', condition: other, stage: 'enforced' },
      { id: 'b', condition: other },
      { id: 'c', enforceFrom: '2026-12-01' },
    ]);
    await definitions.refresh();
    expect(stages(definitions)).toEqual({
      a: 'enforced',
      b: 'warn 2026-11-27',
      c: 'warn 2026-12-01',
    });
    const strict = replica({ warnDays: 0 });
    write([{ id: 'd' }]);
    await strict.refresh();
    expect(stages(strict)).toEqual({ d: 'enforced' });
  });

  it('treats a new library of the product alike', async () => {
    const shipped = (checks: CheckText[]) => async () =>
      [{ source: 'shipped/card.yaml', text: scorecardText('card', checks) }];
    await replica({ builtIn: shipped(first) }).refresh();
    const upgraded = replica({ builtIn: shipped(second) });
    await upgraded.refresh();
    expect(stages(upgraded)).toEqual(warned);
    expect(
      await knex('definitions').orderBy('version').pluck('created_by'),
    ).toEqual(['built-in', 'built-in']);
  });

  it('does not take a default that the format got since for a change', async () => {
    write(first);
    await replica().refresh();
    const row = await knex('definitions').first();
    const document = JSON.parse(row.document);
    for (const check of document.spec.checks) {
      delete check.optOut;
    }
    await knex('definitions').update({
      document: JSON.stringify(document),
      content_hash: 'of an older release',
    });
    const upgraded = replica();
    await upgraded.refresh();
    expect(versionOf(upgraded)).toBe(2);
    expect(stages(upgraded)).toEqual({ a: 'enforced', b: 'enforced' });
  });

  it('takes a step back in one step, and forward again on the same terms', async () => {
    const definitions = replica();
    for (const checks of [first, second, first]) {
      write(checks);
      await definitions.refresh();
      now += day;
    }
    expect(versionOf(definitions)).toBe(1);
    expect(stages(definitions)).toEqual({ a: 'enforced', b: 'enforced' });
    write(second);
    await definitions.refresh();
    expect(versionOf(definitions)).toBe(2);
    expect(stages(definitions)).toEqual({
      a: 'warn 2026-12-21',
      b: 'enforced',
      c: 'warn 2026-12-21',
    });
    // Nobody remembers a version after so long.
    write(first);
    await definitions.refresh();
    now += 31 * day;
    write(second);
    await definitions.refresh();
    expect(stages(definitions)).toMatchObject({
      a: 'warn 2027-01-23',
      c: 'warn 2027-01-23',
    });
  });

  it('compares with the version that was active last where the scorecard was away', async () => {
    write(first);
    await replica().refresh();
    directory.setContent({
      cards: { 'other.yaml': scorecardText('other') },
    });
    const definitions = replica();
    await definitions.refresh();
    expect(definitions.current().map(({ compiled }) => compiled.name)).toEqual([
      'other',
    ]);
    write(second);
    await definitions.refresh();
    expect(stages(definitions)).toEqual(warned);
  });

  describe('a check that says that it is relaxed', () => {
    const relaxed = other;
    const strict = `${relaxed} && has(entity.metadata.title)`;
    const claims = (condition: string, changes: object = {}) => [
      { id: 'a', condition, change: 'relaxed', ...changes },
    ];

    /** Entities of which every tenth is no service, and the first half has a title. */
    async function putEntities(count: number) {
      const all = Array.from({ length: count }, (_, i) => i + 1);
      await knex.batchInsert(
        'entities',
        all.map(key => ({
          id: key,
          ref: `component:default/e${key}`,
          kind: 'component',
          namespace: 'default',
          name: `e${key}`,
          owner_set_id: 1,
        })),
        100,
      );
      await knex.batchInsert(
        'facts',
        all.map(key => ({
          entity_id: key,
          collector: 'catalog',
          hash: 'h',
          observed_at: now,
          data: JSON.stringify({
            entity: {
              kind: 'Component',
              metadata: {
                name: `e${key}`,
                title: key <= count / 2 ? 'Good' : undefined,
              },
              spec: { type: key % 10 ? 'service' : 'library' },
            },
            tier: 1,
            lifecycle: 'production',
          }),
        })),
        100,
      );
    }
    const settled = async (definitions: ScorecardDefinitions) => {
      while (definitions.comparing().length) {
        await new Promise(resolve => setTimeout(resolve, 10));
      }
    };

    it('counts at once where no entity fails anew; the version before serves meanwhile', async () => {
      await putEntities(1_200);
      write([{ id: 'a', condition: strict }, { id: 'b' }]);
      const definitions = replica();
      await definitions.refresh();
      write([...claims(relaxed), { id: 'b' }, { id: 'c' }]);
      await definitions.refresh();
      expect(definitions.comparing()).toEqual(['card']);
      expect(versionOf(definitions)).toBe(1);
      await settled(definitions);
      expect(versionOf(definitions)).toBe(2);
      expect(stages(definitions)).toEqual({
        a: 'enforced',
        b: 'enforced',
        c: 'warn 2026-12-20',
      });
      expect(await said()).toEqual([]);
    });

    it('is as good as stricter where one does, and says so to those who may see it', async () => {
      await putEntities(1_200);
      write([{ id: 'a', condition: relaxed }]);
      const definitions = replica();
      await definitions.refresh();
      write(claims(strict));
      await definitions.refresh();
      await settled(definitions);
      expect(stages(definitions)).toEqual({ a: 'warn 2026-12-20' });
      const example = [
        `This entity fails the check 'a', and did not before version 2, which says that the check is relaxed. It counts from 2026-12-20.`,
      ];
      const all = [
        [
          null,
          `The check 'a' of version 2 says that it is relaxed, but 540 entities fail it that did not fail before. It counts from 2026-12-20.`,
        ],
        ['component:default/e601', ...example],
        ['component:default/e602', ...example],
        ['component:default/e603', ...example],
      ];
      expect(await said()).toEqual(all);

      // Still said after a restart and by a later version, until it counts.
      now += 2 * day;
      const restarted = replica();
      await restarted.refresh();
      expect(await said()).toEqual(all);
      write(claims(strict, { title: 'Other' }));
      await restarted.refresh();
      expect(versionOf(restarted)).toBe(3);
      expect(await said()).toHaveLength(4);
      write([{ id: 'a', condition: relaxed }]);
      await restarted.refresh();
      expect(await said()).toEqual([]);
    });

    it('does not ask for less at a lower level, or as a gate', async () => {
      await putEntities(20);
      const level = (number: number) => claims(strict, { level: number });
      write(level(2));
      const definitions = replica();
      await definitions.refresh();
      write(level(3));
      await definitions.refresh();
      await settled(definitions);
      expect(stages(definitions)).toEqual({ a: 'enforced' });
      write(level(1));
      await definitions.refresh();
      await settled(definitions);
      expect(stages(definitions)).toEqual({ a: 'warn 2026-12-20' });
      expect((await said())[0][1]).toContain('11 entities fail it');
    });

    it('is compared again where the process ended before', async () => {
      await putEntities(10);
      write([{ id: 'a', condition: strict }]);
      await replica().refresh();
      write(claims(relaxed));
      const killed = replica();
      stopping.abort();
      await killed.refresh();
      stopping = new AbortController();
      const restarted = replica();
      await restarted.refresh();
      await settled(restarted);
      expect(versionOf(restarted)).toBe(2);
      expect(stages(restarted)).toEqual({ a: 'enforced' });
    });

    it('is compared together with the checks whose results it reads', async () => {
      await putEntities(10);
      const b = { id: 'b', condition: relaxed };
      write([{ id: 'a', condition: strict }, b]);
      const definitions = replica();
      await definitions.refresh();
      write([...claims(`results["b"] == "pass"`), b]);
      await definitions.refresh();
      await settled(definitions);
      expect(versionOf(definitions)).toBe(2);
      expect(stages(definitions)).toEqual({ a: 'enforced', b: 'enforced' });
    });
  });
});
