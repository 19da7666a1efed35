/** The figures are worked out by hand where they are expected. */
import {
  DeliveryEventInput,
  ImpactBrief,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import {
  asUser,
  createTestServices,
  TestPolicy,
} from '../__testUtils__/createTestServices';
import { groupRef, Organisation } from '../__testUtils__/Organisation';
import {
  decisions,
  deployment,
  impactEntry,
  incident,
  putFacts,
  record,
} from '../__testUtils__/recordedOrganisation';
import { renderBrief } from './renderBrief';

jest.setTimeout(120_000);

const databases = MigratedDatabases.create();
const shop = 'component:default/shop';
const cart = 'component:default/cart';
const team = { kind: 'group', namespace: 'default', name: 'team' };
const hour = 3_600_000;
const day = 24 * hour;

const after = (time: string, ms: number) =>
  new Date(Date.parse(time) + ms).toISOString();

interface QuarterPlan {
  start: string;
  deployments: number;
  every: number;
  /** Hours from a deployment to its roll-back, of the first ones. */
  rolledBack: number[];
  /** Hours from the commit, and half of them from the merge, to the deployment, of the first five. */
  lead: number;
  /** Minutes to mitigate. */
  incidents: number[];
  /** Hours after a deployment, longer than a day, so that none of them is laid at it. */
  incidentAfter: number;
}

function eventsOf(plan: QuarterPlan): DeliveryEventInput[] {
  return Array.from({ length: plan.deployments }, (_, index) => index).flatMap(
    index => {
      const id = `${plan.start} ${index}`;
      const at = after(plan.start, index * plan.every);
      const isLed = index < 5;
      const rolledBack = plan.rolledBack[index];
      const minutes = plan.incidents[index];
      const events: DeliveryEventInput[] = [
        deployment(shop, id, at, isLed ? { commit: `c ${id}` } : {}),
      ];
      if (isLed) {
        events.push({
          source: 'test',
          id: `change ${id}`,
          at: after(at, (-plan.lead / 2) * hour),
          targets: [`entity:${shop}`],
          kind: 'change',
          change: `c ${id}`,
          commits: [{ commit: `c ${id}`, at: after(at, -plan.lead * hour) }],
        });
      }
      if (rolledBack !== undefined) {
        events.push(
          deployment(shop, id, after(at, rolledBack * hour), {
            status: 'rolled-back',
          }),
        );
      }
      if (minutes !== undefined) {
        const detected = after(at, plan.incidentAfter * hour);
        events.push(
          incident(shop, `INC ${id}`, 'detected', detected),
          incident(
            shop,
            `INC ${id}`,
            'mitigated',
            after(detected, minutes * 60_000),
          ),
        );
      }
      return events;
    },
  );
}

const events: DeliveryEventInput[] = [
  // Since when events are known: before both quarters.
  deployment(shop, 'first', '2026-03-30T09:00:00Z'),
  ...eventsOf({
    start: '2026-04-01T09:00:00Z',
    deployments: 26,
    every: 3.5 * day,
    rolledBack: [2, 4, 6, 8],
    lead: 48,
    incidents: [60, 90, 240],
    incidentAfter: 48,
  }),
  ...eventsOf({
    start: '2026-07-01T09:00:00Z',
    deployments: 46,
    every: 2 * day,
    rolledBack: [1, 3],
    lead: 12,
    incidents: [30],
    incidentAfter: 36,
  }),
];

const followUp = (dueOn: string, closedOn: string | null) => ({
  postmortem: 'docs/postmortems/a.md',
  kind: 'technical',
  hasOwner: true,
  writtenOn: '2026-04-20',
  dueOn,
  closedOn,
});

const months = (amounts: Record<string, number>) => ({
  attributed: true,
  currency: 'EUR',
  month: '2026-11',
  monthToDate: 10,
  forecast: 20,
  daysObserved: 20,
  months: [
    '2025-11',
    '2025-12',
    '2026-01',
    '2026-02',
    '2026-03',
    '2026-04',
    '2026-05',
    '2026-06',
    '2026-07',
    '2026-08',
    '2026-09',
    '2026-10',
  ].map(month => ({ month, amount: amounts[month] ?? 5 })),
  threeMonthMean: 30,
  growth: null,
});

describe.each(databases.eachSupportedId())('impact brief, %s', databaseId => {
  let knex: Knex;
  let organisation: Organisation;

  const entity = (name: string) => ({
    name,
    tier: 3,
    owners: [groupRef('team')],
    readmeWords: 10,
    runbookSections: ['impact'],
  });

  async function putLevels(rows: Array<[string, number, number, string]>) {
    const definition = organisation.definitions
      .current()
      .find(({ compiled }) => compiled.name === 'service-readiness');
    const sets = await knex('entities').select('id', 'owner_set_id');
    for (const [ref, from_level, to_level, at] of rows) {
      const entity_id = organisation.idOf(ref);
      await knex('level_transitions').insert({
        entity_id,
        definition_id: definition?.definitionId,
        from_level,
        to_level,
        at: Date.parse(at),
        cause: 'data',
        owner_set_id: sets.find(({ id }) => id === entity_id).owner_set_id,
      });
    }
  }

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    organisation = new Organisation(knex);
    await organisation.write(
      [{ name: 'team', title: 'Team <b>Payments</b>' }],
      [entity('shop'), entity('cart')],
    );
    await putFacts(organisation, shop, {
      decisions: decisions(
        'shop',
        { date: '2026-06-30' },
        { date: '2026-07-01', topics: ['release-schedule'] },
        { date: '2026-09-30' },
        { date: '2026-10-01' },
      ),
      postmortems: {
        location: 'shop',
        postmortems: [],
        followUps: [
          followUp('2026-04-30', '2026-04-30'),
          followUp('2026-05-01', '2026-04-20'),
          followUp('2026-05-02', '2026-05-03'),
          followUp('2026-06-30', null),
          ...['2026-07-01', '2026-08-01', '2026-09-01', '2026-09-30'].map(
            date => followUp(date, date),
          ),
          followUp('2026-10-01', null),
        ],
        broken: 0,
      },
      impact: {
        entries: ['2026-10-01', '2026-08-20', '2026-06-30'].map(to => ({
          ...impactEntry,
          url: `https://git.example.org/${to}`,
          to,
        })),
        broken: 0,
      },
      cost: months({
        '2026-04': 100,
        '2026-05': 100.1,
        '2026-06': 99.9,
        '2026-07': 90,
        '2026-08': 90.05,
        '2026-09': 89.95,
      }),
    });
    await record(organisation, events);
    await putLevels([
      [cart, 1, 2, '2026-03-01T00:00:00Z'],
      [shop, 2, 1, '2026-05-01T00:00:00Z'],
      [cart, 2, 1, '2026-06-30T23:00:00Z'],
      [shop, 1, 2, '2026-07-01T00:00:00Z'],
      [shop, 2, 3, '2026-08-01T00:00:00Z'],
      [cart, 1, 0, '2026-08-01T00:00:00Z'],
      [cart, 0, 1, '2026-08-02T00:00:00Z'],
    ]);
    const snapshot = (
      when: string,
      until_day: string | null,
      passed: number,
      on_target: number,
    ) => ({
      scope: 'team',
      scope_ref: groupRef('team'),
      scorecard: 'service-readiness',
      item: '',
      day: when,
      until_day,
      passed,
      known: 100,
      applicable: 100,
      entities: 4,
      on_target,
    });
    await knex('rollup_days').insert([
      snapshot('2026-04-02', '2026-06-20', 10, 0),
      snapshot('2026-06-20', '2026-09-30', 40, 1),
      snapshot('2026-09-30', '2026-10-01', 60, 2),
      snapshot('2026-10-01', null, 90, 4),
    ]);
    await knex('snapshot_days').insert(
      ['2026-04-02', '2026-06-29', '2026-09-30', '2026-10-01'].map(when => ({
        scorecard: 'service-readiness',
        day: when,
        taken_at: 0,
        complete: true,
      })),
    );
  });
  afterAll(() => knex.destroy());
  beforeEach(() => {
    organisation.timeZone = 'UTC';
    organisation.now = Date.parse('2026-11-21T10:00:00Z');
  });

  const read = (
    query: { quarter?: string } = {},
    policy: TestPolicy = {},
  ): Promise<ImpactBrief> =>
    createTestServices(organisation, policy).record.getImpactBrief(
      team,
      query,
      asUser,
    );
  const rows = (brief: ImpactBrief) =>
    Object.fromEntries(
      brief.metrics.map(row => [
        row.id,
        [
          row.before,
          row.after,
          row.samplesBefore,
          row.samplesAfter,
          row.verdict,
        ],
      ]),
    );
  const reasons = (brief: ImpactBrief) =>
    Object.fromEntries(
      brief.metrics.flatMap(({ id, unknownBecause }) =>
        unknownBecause ? [[id, unknownBecause]] : [],
      ),
    );

  it('compares the last complete quarter with the one before', async () => {
    const brief = await read();
    expect(brief).toMatchObject({
      subject: { ref: groupRef('team'), title: 'Team <b>Payments</b>' },
      quarter: '2026-Q3',
      before: { from: '2026-04-01', to: '2026-06-30' },
      after: { from: '2026-07-01', to: '2026-09-30' },
      hidden: 0,
    });
    expect(rows(brief)).toEqual({
      // 26 in 13 weeks; 46 in 92 days: 46 * 7 / 92.
      'deployment-frequency': [2, 3.5, 26, 46, 'better'],
      'change-lead-time': [48, 12, 5, 5, 'better'],
      'merge-to-production': [24, 6, 5, 5, 'better'],
      // 4 of 26, 2 of 46, which may be chance.
      'change-fail-rate': [15.38, 4.35, 26, 46, 'unknown'],
      // The middle of 2, 4, 6 and 8 hours; two are too few.
      'recovery-time': [5, null, 4, 2, 'unknown'],
      // Nobody says whether deployments were planned.
      'rework-rate': [null, null, 0, 0, 'unknown'],
      // So may 3 and 1.
      incidents: [3, 1, 3, 1, 'unknown'],
      'time-to-mitigate': [90, 30, 3, 1, 'unknown'],
      // 2 of 4, 4 of 4.
      'follow-ups-in-time': [50, 100, 4, 4, 'unknown'],
      // Shop rose from 1 to 3; cart fell and came back.
      'services-risen': [0, 1, 2, 2, 'better'],
      'services-fallen': [2, 0, 2, 2, 'better'],
      spend: [300, 270, 1, 1, 'better'],
    });
    expect(brief.standing).toEqual({
      scorecard: { id: 'service-readiness', title: 'Service readiness' },
      before: { day: '2026-06-29', adoption: 0.4, entities: 4, onTarget: 1 },
      after: { day: '2026-09-30', adoption: 0.6, entities: 4, onTarget: 2 },
    });
    expect(brief.impact).toEqual([
      {
        title: 'monthly spend on storage',
        kind: 'improvement',
        metric: 'monthly spend on storage',
        unit: 'EUR',
        before: 840,
        after: 310,
        from: '2026-07-01',
        to: '2026-08-20',
        evidence: 'https://dashboards.example.org/storage',
        link: 'https://git.example.org/2026-08-20',
        entity: { ref: shop, title: null },
        complete: true,
      },
    ]);
    expect(brief.record).toEqual([
      { kind: 'adr', before: 1, after: 2 },
      { kind: 'deployment-failed', before: 4, after: 2 },
      { kind: 'impact', before: 1, after: 1 },
      { kind: 'incident', before: 3, after: 1 },
      { kind: 'level-change', before: 2, after: 4 },
    ]);
    expect(brief.unknown).toEqual([
      'Of 1 service not all documents were read, so that entries of the record may be missing.',
    ]);
    expect(brief.unknowns).toEqual([
      { code: 'documents-unread', count: 1, sentence: brief.unknown[0] },
    ]);
    expect(reasons(brief)).toEqual({
      'change-fail-rate': 'chance',
      'recovery-time': 'too-few',
      'rework-rate': 'not-measured',
      incidents: 'chance',
      'time-to-mitigate': 'too-few',
      'follow-ups-in-time': 'chance',
    });
  });

  it('says what it does not know of the time before there were events and snapshots', async () => {
    const brief = await read({ quarter: '2026-Q2' });
    expect(brief.before).toEqual({ from: '2026-01-01', to: '2026-03-31' });
    expect(rows(brief)).toMatchObject({
      incidents: [null, null, 0, 3, 'unknown'].map((value, index) =>
        index === 1 ? 3 : value,
      ),
      'services-risen': [1, 0, 1, 2, 'unknown'],
      spend: [15, 300, 1, 1, 'worse'],
    });
    expect(brief.standing.before).toBeNull();
    expect(brief.standing.after?.day).toBe('2026-06-29');
    expect(brief.unknown).toEqual([
      'Events of deployments and incidents are known since 2026-03-30 only: what is compared with an earlier time is not whole.',
      'Changes of levels were not noted from the beginning of the earlier quarter on.',
      'There is no snapshot of how the team stood in the earlier quarter.',
      'Of 1 service not all documents were read, so that entries of the record may be missing.',
    ]);
    expect(brief.unknowns).toMatchObject([
      { code: 'events-since', day: '2026-03-30' },
      { code: 'levels-incomplete' },
      { code: 'no-snapshot-before' },
      { code: 'documents-unread', count: 1 },
    ]);
    expect(reasons(brief)).toMatchObject({
      incidents: 'incomplete',
      'services-risen': 'incomplete',
    });
  });

  it('counts a quarter that is not over up to today, and compares no counts', async () => {
    const brief = await read({ quarter: '2026-Q4' });
    expect(brief.after).toEqual({ from: '2026-10-01', to: '2026-11-21' });
    expect(brief.unknown[0]).toMatch(/^2026-Q4 is not over/);
    expect(brief.unknowns[0]).toMatchObject({
      code: 'quarter-not-over',
      day: '2026-11-21',
    });
    expect(reasons(brief)).toMatchObject({
      incidents: 'not-over',
      'services-risen': 'not-over',
    });
    const { incidents, spend, 'services-risen': risen } = rows(brief);
    expect([incidents, risen, spend]).toEqual([
      [1, 0, 1, 0, 'unknown'],
      [1, 0, 2, 0, 'unknown'],
      undefined,
    ]);
    expect(brief.standing.after?.day).toBe('2026-10-01');
  });

  it.each(['2027-Q1', '2026-Q5', '0000-Q1', 'Q1'])(
    'refuses %s',
    async quarter => {
      await expect(read({ quarter })).rejects.toMatchObject({
        name: 'InputError',
      });
    },
  );

  it('begins and ends quarters in the time zone that is configured', async () => {
    // In Auckland it is the first of October already.
    organisation.now = Date.parse('2026-09-30T12:00:00Z');
    expect((await read()).quarter).toBe('2026-Q2');
    organisation.timeZone = 'Pacific/Auckland';
    expect((await read()).quarter).toBe('2026-Q3');
    // Cart fell at 23:00 UTC of the last day of June, which is July there.
    const { 'services-fallen': fallen } = rows(await read());
    expect(fallen.slice(0, 4)).toEqual([1, 1, 1, 2]);
    // Deployments at 09:00 UTC are on the same day in both; documents have days without a zone.
    expect((await read()).record).toContainEqual({
      kind: 'adr',
      before: 1,
      after: 2,
    });
  });

  it('tells a viewer only what the visible entities did', async () => {
    const hides = (ref: string) => ref === shop;
    const brief = await read({}, { hides });
    expect(brief.hidden).toBe(1);
    expect(brief.impact).toEqual([]);
    expect(brief.record).toEqual([
      { kind: 'level-change', before: 1, after: 2 },
    ]);
    expect(brief.standing).toMatchObject({ before: null, after: null });
    expect(rows(brief)).toMatchObject({
      'deployment-frequency': [null, null, 0, 0, 'unknown'],
      'services-risen': [0, 0, 1, 1, 'same'],
      'follow-ups-in-time': [null, null, 0, 0, 'unknown'],
    });
    expect(JSON.stringify(brief)).not.toContain('shop');
    expect(brief.unknown).toContain(
      '1 service of Team <b>Payments</b> cannot be seen by the reader, and are in no number.',
    );
    const seen = await read({}, { hides: () => false });
    expect({ ...seen, standing: null, unknown: [], unknowns: [] }).toEqual({
      ...(await read()),
      standing: null,
      unknown: [],
      unknowns: [],
    });
  });

  it('tells of a single service, too', async () => {
    const brief = await createTestServices(organisation).record.getImpactBrief(
      { ...team, kind: 'component', name: 'shop' },
      {},
      asUser,
    );
    expect(rows(brief)).toMatchObject({
      'deployment-frequency': [2, 3.5, 26, 46, 'better'],
      'services-risen': [0, 1, 1, 1, 'better'],
    });
    expect(brief.standing).toMatchObject({ before: null, after: null });
  });

  it('can be pasted into a document', async () => {
    const text = renderBrief(await read());
    expect(text).toContain(
      '# Impact brief: Team \\<b\\>Payments\\</b\\>, 2026-Q3\n',
    );
    expect(text).toContain(
      '**Of 12 measures 6 better, 0 worse, 0 the same, 6 not known. 1 complete impact entry. On target: 1 of 4 before, 2 of 4 after.**',
    );
    expect(text).toContain(
      '| Change fail rate (percent) | 15.38 | 4.35 | 26 / 46 | not known |',
    );
    expect(text).toContain('| 2026-09-30 | 60 % | 2 of 4 |');
    expect(text).toContain(
      '- **[monthly spend on storage](<https://git.example.org/2026-08-20>)**, component\\:default/shop: 840 → 310 EUR (2026-07-01 to 2026-08-20). [Evidence](<https://dashboards.example.org/storage>).',
    );
    expect(text).toContain('| Failed deployments | 4 | 2 |');
    expect(text).toContain('- Of 1 service not all documents were read');
  });

  describe('delivery history', () => {
    const history = (days?: number, policy: TestPolicy = {}) =>
      createTestServices(organisation, policy).record.getDelivery(
        team,
        { days },
        asUser,
      );

    it('counts days, weekdays and metrics up to today', async () => {
      organisation.now = Date.parse('2026-09-30T10:00:00Z');
      const read92 = await history(92);
      expect(read92).toMatchObject({
        from: '2026-07-01',
        to: '2026-09-30',
        timeZone: 'UTC',
        since: '2026-03-30',
        entities: 1,
        hidden: 0,
      });
      // Every second day, and an incident 36 hours after the first one.
      expect(read92.days).toHaveLength(47);
      expect(read92.days.slice(0, 3)).toEqual([
        { date: '2026-07-01', deployments: 1, failures: 1, incidents: 0 },
        { date: '2026-07-02', deployments: 0, failures: 0, incidents: 1 },
        { date: '2026-07-03', deployments: 1, failures: 1, incidents: 0 },
      ]);
      expect(read92.metrics).toMatchObject([
        { id: 'deployment-frequency', value: 3.5, samples: 46, minimum: 0 },
        { id: 'change-lead-time', value: 12, samples: 5, minimum: 5 },
        { id: 'merge-to-production', value: 6, measured: true },
        { id: 'change-fail-rate', value: 4.35, samples: 46, minimum: 20 },
        { id: 'recovery-time', value: null, samples: 2, minimum: 3 },
        { id: 'rework-rate', value: null, measured: false },
      ]);
      expect(read92.weekdays.map(it => it.weekday)[0]).toBe('Monday');
      expect(read92.weekdays.reduce((sum, it) => sum + it.deployments, 0)).toBe(
        46,
      );
    });

    it('has the answers about the release schedule', async () => {
      const { answers } = await history();
      expect(answers).toMatchObject([
        { kind: 'adr', at: '2026-07-01', entity: { ref: shop } },
      ]);
    });

    it('says nothing of what the reader may not see', async () => {
      const seen = await history(200, { hides: ref => ref === shop });
      expect(seen).toMatchObject({
        since: null,
        days: [],
        answers: [],
        entities: 0,
        hidden: 1,
      });
      expect(seen.metrics.every(it => it.value === null)).toBe(true);
      expect(await history(200, { hides: () => false })).toEqual(
        await history(200),
      );
    });
  });
});
