import {
  decisionsFact,
  drillsFact,
  impactFact,
  postmortemParts,
  postmortemsFact,
  reviewsFact,
  sloFact,
  TrackRecordFact,
  trackRecordFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { defaultDeliveryRules } from '@team-readiness/backstage-plugin-readiness-engine';
import { Observation } from '@team-readiness/backstage-plugin-readiness-node';
import { describeCollector } from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { builtInScorecards } from '@team-readiness/backstage-plugin-readiness-standards';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { putEvents } from '../../database/__testUtils__/putEvents';
import {
  decision,
  documentCollectors,
  RecordInstallation,
  recordNow,
} from './__testUtils__/RecordInstallation';
import { recordRules } from './recordRules';
import { TrackRecordCollector } from './TrackRecordCollector';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const shop = 'component:default/shop';
const team = 'group:default/team';

const collector = (knex: Knex) =>
  new TrackRecordCollector({ knex, rules: defaultDeliveryRules });

async function observe(
  installation: RecordInstallation,
  refs: string[],
  now = recordNow,
): Promise<Observation[]> {
  const { signal } = new AbortController();
  const run = await collector(installation.knex).open({ now });
  return run.collect(
    refs.map(ref => installation.target(ref)),
    { signal },
  );
}

async function factOf(
  installation: RecordInstallation,
  ref: string,
  now = recordNow,
): Promise<TrackRecordFact> {
  const [observation] = await observe(installation, [ref], now);
  if (observation.status !== 'observed') {
    throw new Error(`It is ${observation.status}`);
  }
  return trackRecordFact.type.parse(observation.data);
}

const freeze = (id: string, about: string | null = null) => ({
  source: 'test',
  id,
  at: '2026-05-20T22:30:00Z',
  targets: [`entity:${shop}`],
  kind: 'freeze' as const,
  title: 'Releases stopped',
  about,
});

describe.each(databases.eachSupportedId())('track record, %s', databaseId => {
  let knex: Knex;
  let installation: RecordInstallation;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    installation = new RecordInstallation(knex);
    await installation.putGroup('team');
    await installation.putComponent('shop', team);
  });
  afterAll(() => knex.destroy());

  it('is made of each kind of document', async () => {
    await installation.putFact(shop, 'decisions', decisionsFact.example);
    await installation.putFact(shop, 'postmortems', postmortemsFact.example);
    await installation.putFact(shop, 'impact', impactFact.example);
    await installation.putFact(shop, 'reviews', reviewsFact.example);
    await installation.putFact(shop, 'drills', {
      drills: [
        ...(drillsFact.example.drills as object[]),
        {
          kind: 'failover',
          date: '2026-01-14T08:00:00Z',
          real: true,
          succeeded: null,
          minutes: null,
          withinObjective: null,
          evidence: null,
        },
      ],
    });
    await installation.putFact(shop, 'slo', sloFact.example);
    await putEvents(knex, [freeze('f1', 'checkout-availability')]);
    const { since, entries } = await factOf(installation, shop);
    expect(since).toBe('2025-07-01');
    expect(
      entries.map(entry => [entry.date, entry.kind, entry.title, entry.about]),
    ).toEqual([
      ['2026-05-21', 'postmortem', 'Postmortem of INC-204', 'INC-204'],
      [
        '2026-05-20',
        'release-freeze',
        'Releases stopped',
        'checkout-availability',
      ],
      ['2026-05-20', 'impact', 'monthly spend on storage', null],
      ['2026-04-14', 'rollback-drill', 'Rollback drill', null],
      [
        '2026-04-02',
        'slo-review',
        'Review of checkout-availability',
        'checkout-availability',
      ],
      [
        '2026-03-12',
        'review',
        'Readiness review: cost, governance, reliability, security',
        null,
      ],
      ['2026-02-03', 'adr', 'Release by canary', null],
      ['2026-01-14', 'game-day', 'Fail-over for real', null],
    ]);
    expect(entries.map(entry => entry.complete)).toEqual([
      true,
      null,
      true,
      true,
      null,
      true,
      true,
      false,
    ]);
  });

  it.each([
    ['a proposal', { status: 'proposed' }],
    ['no known status', { status: null }],
    ['one option', { options: 1 }],
    ['no consequences', { hasConsequences: false }],
    ['a stub', { words: 99 }],
  ])('takes a decision for incomplete: %s', async (_, change) => {
    await installation.putFact(shop, 'decisions', {
      location: 'here',
      decisions: [{ ...decision, ...change }],
      broken: 0,
    });
    const { entries } = await factOf(installation, shop);
    expect(entries.map(entry => entry.complete)).toEqual([false]);
  });

  it('leaves out what has no day, is to come, or is older than two years', async () => {
    await installation.putFact(shop, 'decisions', {
      location: 'here',
      decisions: [
        null,
        '2026-06-16',
        '2026-06-15',
        '2024-06-14',
        '2024-06-13',
      ].map((date, index) => ({
        ...decision,
        date,
        path: `docs/adr/${index}.md`,
      })),
      broken: 0,
    });
    const { entries } = await factOf(installation, shop);
    expect(entries.map(({ date }) => date)).toEqual([
      '2026-06-15',
      '2024-06-14',
    ]);
  });

  it('goes on where a fact is not as its schema says', async () => {
    await installation.putFact(shop, 'decisions', {
      decisions: [null, 7, 'text', { date: '2026-01-01' }, [], decision],
    });
    await installation.putFact(shop, 'postmortems', { postmortems: 'none' });
    await installation.putFact(shop, 'slo', []);
    const { entries } = await factOf(installation, shop);
    expect(entries.map(({ title }) => title)).toContain('Release by canary');
  });

  describe('since', () => {
    const empty = {
      decisions: { location: 'here', decisions: [], broken: 0 },
      postmortems: { location: 'h', postmortems: [], followUps: [], broken: 0 },
      impact: { entries: [], broken: 0 },
      reviews: { location: 'here', reviews: [], broken: 0 },
      drills: { drills: [] },
    };
    const putAll = async (ref: string, without?: string) => {
      for (const [id, content] of Object.entries(empty)) {
        if (id !== without) {
          await installation.putFact(ref, id, content);
        }
      }
    };
    const sinceOf = async (ref: string) =>
      (await factOf(installation, ref)).since;

    it('is a year where all documents were read', async () => {
      await putAll(shop);
      expect(await sinceOf(shop)).toBe('2025-07-01');
      expect(await sinceOf(team)).toBe('2025-07-01');
    });

    it.each(documentCollectors)(
      'leaves out what %s would tell while it is missing',
      async id => {
        await putAll(shop, id);
        const kind = id === 'decisions' ? 'adr' : id.replace(/s$/, '');
        const kinds =
          id === 'drills'
            ? ['game-day', 'restore-drill', 'rollback-drill']
            : [kind];
        for (const ref of [shop, team]) {
          expect(await factOf(installation, ref)).toMatchObject({
            since: '2025-07-01',
            unread: kinds,
          });
        }
      },
    );

    it('leaves out kinds of which documents cannot be read, or are not fresh', async () => {
      await putAll(shop);
      await installation.putFact(shop, 'reviews', {
        ...empty.reviews,
        broken: 1,
      });
      expect(await factOf(installation, shop)).toMatchObject({
        since: '2025-07-01',
        unread: ['review'],
      });
      await installation.putFact(shop, 'drills', empty.drills, 1);
      expect((await factOf(installation, team)).unread).toEqual([
        'game-day',
        'restore-drill',
        'review',
        'rollback-drill',
      ]);
    });

    it('is not known where no kind was read', async () => {
      await installation.putFact(shop, 'decisions', {
        location: 'here',
        decisions: [],
        broken: 2,
      });
      expect(await factOf(installation, shop)).toMatchObject({
        since: null,
        unread: expect.arrayContaining(['adr', 'postmortem', 'impact']),
      });
    });

    it('moves forward where more was there than is read, each document of a directory once', async () => {
      await putAll(shop);
      const dayOf = (index: number) =>
        new Date(Date.UTC(2026, 5, 14) - index * 86_400_000)
          .toISOString()
          .slice(0, 10);
      const fact = (location: string, count: number) => ({
        location,
        decisions: Array.from({ length: count }, (_, index) => ({
          ...decision,
          path: `docs/adr/${index}.md`,
          date: dayOf(index),
        })),
        broken: 0,
      });
      await installation.putFact(shop, 'decisions', fact('mono', 300));
      for (const name of ['a', 'b', 'c', 'd']) {
        await installation.putComponent(name, team);
        await putAll(`component:default/${name}`);
        await installation.putFact(
          `component:default/${name}`,
          'decisions',
          fact('mono', 300),
        );
      }
      const shared = await factOf(installation, team);
      expect(shared.entries).toHaveLength(300);
      expect(shared.since).toBe('2025-07-01');

      // What says not where it was read comes once for each entity.
      for (const name of ['a', 'b', 'c', 'd']) {
        await installation.putFact(`component:default/${name}`, 'impact', {
          entries: Array.from({ length: 250 }, (_, index) => ({
            path: `docs/impact/${index}.md`,
            url: `https://git.example.org/${index}`,
            kind: 'toil',
            metric: 'hours of work a week',
            unit: 'h',
            before: 4,
            after: 1,
            from: '2025-01-01',
            to: dayOf(index),
            evidence: null,
            topics: [],
            complete: false,
          })),
          broken: 0,
        });
      }
      const cut = await factOf(installation, team);
      expect(cut.entries.length).toBeLessThan(550);
      expect(Date.parse(cut.since ?? '')).toBeGreaterThan(
        Date.parse('2025-07-01'),
      );
    });

    it('is known where a collector has looked and found no place for documents', async () => {
      await putAll(shop);
      await installation.putComponent('database', team);
      expect(await sinceOf(team)).toBeNull();
      await installation.completeRuns();
      expect(await factOf(installation, team)).toMatchObject({
        since: '2025-07-01',
        unread: [],
      });
      const [alone] = await observe(installation, [
        'component:default/database',
      ]);
      expect(alone.status).toBe('absent');
      await knex('problems').insert({
        reporter: 'drills',
        subject: 'collector',
        name: 'drills',
        entity_id: installation.idOf('component:default/database'),
        message: 'Nobody answers.',
        seen_at: 0,
      });
      expect((await factOf(installation, team)).unread).toEqual([
        'game-day',
        'restore-drill',
        'rollback-drill',
      ]);
    });

    it('moves forward where entries had to be left out', async () => {
      await putAll(shop);
      const many = Array.from({ length: 1_200 }, (_, index) => ({
        ...decision,
        path: `docs/adr/${index}.md`,
        title: 'x'.repeat(200),
        date: new Date(
          Date.UTC(2026, 5, 14) - Math.floor(index / 4) * 86_400_000,
        )
          .toISOString()
          .slice(0, 10),
      }));
      await installation.putFact(shop, 'decisions', {
        location: 'here',
        decisions: many,
        broken: 0,
      });
      const { since, entries } = await factOf(installation, shop);
      expect(JSON.stringify(entries).length).toBeLessThan(250_000);
      expect(entries.length).toBeGreaterThan(600);
      const dropped = many[entries.length].date;
      expect(Date.parse(since ?? '') - Date.parse(dropped)).toBe(86_400_000);
    });
  });

  describe('of a group', () => {
    it('has what it and its child groups own, and a document of several once', async () => {
      await installation.putGroup('child', ['team']);
      await installation.putComponent('cart', 'group:default/child');
      await installation.putComponent('other', 'group:default/strangers');
      const at = (location: string, path: string) => ({
        location,
        decisions: [{ ...decision, path }],
        broken: 0,
      });
      await installation.putFact(
        shop,
        'decisions',
        at('mono', 'docs/adr/1.md'),
      );
      await installation.putFact(
        'component:default/cart',
        'decisions',
        at('mono', 'docs/adr/1.md'),
      );
      await installation.putFact(
        'component:default/other',
        'decisions',
        at('other', 'docs/adr/2.md'),
      );
      // Its own fact is the sum of those.
      await installation.putFact(team, 'impact', impactFact.example);
      await putEvents(knex, [
        {
          ...freeze('f'),
          targets: [`entity:${shop}`, 'entity:component:default/cart'],
        },
      ]);
      const [ofTeam, ofChild] = await Promise.all([
        factOf(installation, team),
        factOf(installation, 'group:default/child'),
      ]);
      expect(ofTeam.entries.map(({ kind, link }) => [kind, link])).toEqual([
        ['release-freeze', null],
        ['adr', 'shop/docs/adr/1.md'],
      ]);
      expect(ofChild.entries.map(({ link }) => link)).toEqual([
        null,
        'cart/docs/adr/1.md',
      ]);
    });

    it('is absent where it owns nothing', async () => {
      await installation.putGroup('empty');
      const [observation] = await observe(installation, [
        'group:default/empty',
      ]);
      expect(observation.status).toBe('absent');
    });
  });

  it('asks as often for a hundred entities as for two', async () => {
    const refs: string[] = [];
    for (let index = 0; index < 50; index += 1) {
      await installation.putGroup(`g${index}`);
      await installation.putComponent(`c${index}`, `group:default/g${index}`);
      const ref = `component:default/c${index}`;
      await installation.putFact(ref, 'decisions', decisionsFact.example);
      refs.push(ref, `group:default/g${index}`);
    }
    let statements = 0;
    const count = () => {
      statements += 1;
    };
    const countOf = async (chosen: string[]) => {
      await observe(installation, chosen);
      statements = 0;
      knex.on('query', count);
      await observe(installation, chosen);
      knex.removeListener('query', count);
      return statements;
    };
    const few = await countOf(refs.slice(0, 2));
    expect(await countOf(refs)).toBe(few);
    expect(few).toBeLessThanOrEqual(8);
  });
});

describe('what counts as complete', () => {
  it('is what the built-in standards ask', async () => {
    const texts = await builtInScorecards();
    const { text = '' } =
      texts.find(it => it.text.includes('  name: service-readiness')) ?? {};
    const numberOf = (name: string) =>
      Number(new RegExp(`^    ${name}: (\\d+)$`, 'm').exec(text)?.[1]);
    const parts = /^ {4}postmortemParts:\s*\[([^\]]*)\]/m.exec(text)?.[1] ?? '';
    expect({
      documentWords: numberOf('documentWords'),
      adrOptions: numberOf('adrOptions'),
      postmortemParts: parts
        .split(',')
        .map(part => part.trim())
        .filter(Boolean)
        .sort(),
    }).toEqual({
      ...recordRules,
      postmortemParts: [...postmortemParts].sort(),
    });
  });
});

const [[lawId]] = databases.eachSupportedId().slice(-1);

describe(`laws, ${lawId}`, () => {
  let knex: Knex;
  let installation: RecordInstallation;

  beforeAll(async () => {
    knex = await databases.init(lawId);
    installation = new RecordInstallation(knex);
    await installation.putGroup('team');
    await installation.putComponent('shop', team);
    await installation.putFact(shop, 'decisions', decisionsFact.example);
    await putEvents(knex, [freeze('f1')]);
  });
  afterAll(() => knex.destroy());

  describeCollector('track-record', {
    create: () => collector(knex),
    targets: () => [installation.target(shop), installation.target(team)],
    now: recordNow,
    fact: trackRecordFact,
    breakages: [
      {
        name: 'the table of facts is gone',
        apply: async () => {
          await knex.schema.renameTable('facts', 'gone');
          return () => knex.schema.renameTable('gone', 'facts');
        },
      },
    ],
    changes: [
      {
        name: 'another decision',
        apply: async () => {
          await installation.putFact(shop, 'decisions', {
            location: 'here',
            decisions: [{ ...decision, title: 'Another' }],
            broken: 0,
          });
          return () =>
            installation.putFact(shop, 'decisions', decisionsFact.example);
        },
      },
    ],
  });
});
