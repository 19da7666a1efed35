/**
 * What a team and its services did, in the shapes of the API: 200 days in which deployments on Fridays failed until
 * somebody answered that.
 */
import {
  DeliveryHistory,
  ImpactBrief,
  MetricSample,
  TrackRecordEntry,
  TrackRecordPage,
} from '@team-readiness/backstage-plugin-readiness-common';
import { scorecardRef, teamRef } from './examples';

const cart = { ref: 'component:default/cart', title: 'Cart' };
const ledger = { ref: 'component:default/ledger', title: null };

export function entry(
  changes: Partial<TrackRecordEntry> = {},
): TrackRecordEntry {
  return {
    key: `${changes.kind ?? 'adr'} ${changes.at ?? '2026-05-18'} ${
      changes.title ?? ''
    }`,
    kind: 'adr',
    at: '2026-05-18',
    title: 'Release with canaries',
    entity: cart,
    about: null,
    complete: true,
    link: 'https://git.example.com/cart/docs/adr/0004.md',
    details: null,
    minutes: null,
    ...changes,
  };
}

/** The decision that answers the Fridays. */
export const fridayAnswer = entry({
  kind: 'impact',
  at: '2026-05-20',
  title: 'No releases after Thursday noon',
  link: 'https://git.example.com/cart/docs/impact/2026-05-fridays.md',
  details: 'Failed deployments on Fridays: 25 → 0 percent',
});

export const recordEntries: TrackRecordEntry[] = [
  fridayAnswer,
  entry(),
  entry({
    kind: 'incident',
    at: '2026-05-15T14:40:00Z',
    title: 'Orders were lost',
    about: 'INC-204',
    complete: null,
    link: 'https://incidents.example.com/INC-204',
    details: 'Severity 2, 45 min',
    minutes: 45,
  }),
  entry({
    kind: 'postmortem',
    at: '2026-04-30',
    title: 'Payments twice',
    entity: ledger,
    complete: false,
    link: ['javascript', 'alert(1)'].join(':'),
  }),
  entry({
    kind: 'level-change',
    at: '2026-04-02T08:00:00Z',
    title: 'Level 1 Running → Level 2 Owned',
    complete: null,
    link: null,
    details: 'Runbook written',
  }),
  entry({
    kind: 'deployment',
    at: '2026-04-01T08:00:00Z',
    title: 'Deployed 8b1f0c2',
    complete: null,
    link: null,
  }),
];

export const trackRecord: TrackRecordPage = {
  items: recordEntries,
  since: '2024-06-01',
  counts: recordEntries.map(({ kind }) => ({ kind, count: 1 })),
  hidden: 0,
  nextCursor: null,
};

function metric(
  id: MetricSample['id'],
  title: string,
  unit: MetricSample['unit'],
  value: number | null,
  samples: number,
  minimum: number,
): MetricSample {
  return { id, title, unit, measured: true, value, samples, minimum };
}

const days: DeliveryHistory['days'] = [];
for (let index = 0; index < 200; index++) {
  const time = Date.parse('2026-01-05') + index * 86_400_000;
  const dayOfWeek = new Date(time).getUTCDay();
  const isFriday = dayOfWeek === 5;
  const isBefore = time < Date.parse('2026-05-20');
  if (
    index >= 28 &&
    dayOfWeek > 0 &&
    dayOfWeek < 6 &&
    (!isFriday || isBefore)
  ) {
    days.push({
      date: new Date(time).toISOString().slice(0, 10),
      deployments: isFriday ? 1 : (index % 3) + (dayOfWeek === 2 ? 1 : 0),
      failures: isFriday && index % 4 === 0 ? 1 : 0,
      incidents: index === 130 ? 1 : 0,
    });
  }
}

function weekday(
  name: string,
  deployments: number,
  failures: number,
  pValue: number | null = 0.6,
  significantSince: string | null = null,
): DeliveryHistory['weekdays'][number] {
  return { weekday: name, deployments, failures, pValue, significantSince };
}

export const delivery: DeliveryHistory = {
  from: '2026-01-05',
  to: '2026-07-23',
  timeZone: 'Europe/Berlin',
  since: '2026-02-02',
  metrics: [
    metric(
      'deployment-frequency',
      'Deployment frequency',
      'per week',
      4.2,
      54,
      0,
    ),
    metric('change-lead-time', 'Change lead time', 'hours', 30.5, 120, 5),
    metric('merge-to-production', 'Merge to production', 'hours', 5.5, 120, 5),
    metric('change-fail-rate', 'Change fail rate', 'percent', 7.4, 54, 20),
    metric('recovery-time', 'Recovery time', 'hours', null, 2, 3),
    {
      ...metric('rework-rate', 'Rework rate', 'percent', null, 0, 20),
      measured: false,
    },
  ],
  days,
  weekdays: [
    weekday('Monday', 14, 1),
    weekday('Tuesday', 20, 1),
    weekday('Wednesday', 14, 0),
    weekday('Thursday', 12, 0),
    weekday('Friday', 12, 3, 1 / 240, '2026-04-24'),
    weekday('Saturday', 0, 0, null),
    weekday('Sunday', 0, 0, null),
  ],
  answers: [fridayAnswer],
  entities: 3,
  hidden: 0,
};

export const impactBrief: ImpactBrief = {
  subject: teamRef('checkout', 'Checkout'),
  quarter: '2026-Q2',
  before: { from: '2026-01-01', to: '2026-03-31' },
  after: { from: '2026-04-01', to: '2026-06-30' },
  metrics: [
    {
      id: 'deployment-frequency',
      title: 'Deployment frequency',
      unit: 'per week',
      better: 'higher',
      before: 2.1,
      after: 4.2,
      samplesBefore: 27,
      samplesAfter: 54,
      verdict: 'better',
    },
    {
      id: 'change-fail-rate',
      title: 'Change fail rate',
      unit: 'percent',
      better: 'lower',
      before: 12,
      after: 3.7,
      samplesBefore: 27,
      samplesAfter: 54,
      verdict: 'better',
    },
    {
      id: 'change-lead-time',
      title: 'Change lead time',
      unit: 'hours',
      better: 'lower',
      before: 20,
      after: 30.5,
      samplesBefore: 60,
      samplesAfter: 120,
      verdict: 'worse',
    },
    {
      id: 'recovery-time',
      title: 'Recovery time',
      unit: 'hours',
      better: 'lower',
      before: 1.5,
      after: null,
      samplesBefore: 3,
      samplesAfter: 2,
      verdict: 'unknown',
      unknownBecause: 'too-few',
    },
  ],
  standing: {
    scorecard: scorecardRef,
    before: { day: '2026-03-31', adoption: 0.61, entities: 8, onTarget: 4 },
    after: { day: '2026-06-30', adoption: 0.74, entities: 8, onTarget: 6 },
  },
  impact: [
    {
      title: 'No releases after Thursday noon',
      kind: 'prevention',
      metric: 'Failed deployments on Fridays',
      unit: 'percent',
      before: 25,
      after: 0,
      from: '2026-02-02',
      to: '2026-05-20',
      evidence: 'https://dashboards.example.com/fridays',
      link: 'https://git.example.com/cart/docs/impact/2026-05-fridays.md',
      entity: cart,
      complete: true,
    },
    {
      title: 'Smaller images',
      kind: null,
      metric: null,
      unit: null,
      before: null,
      after: null,
      from: null,
      to: '2026-04-20',
      evidence: ['javascript', 'alert(1)'].join(':'),
      link: null,
      entity: ledger,
      complete: false,
    },
  ],
  record: [
    { kind: 'postmortem', before: 1, after: 3 },
    { kind: 'game-day', before: 0, after: 0 },
  ],
  unknown: ['Events are known since 2026-02-02 only.', 'Spend is not known.'],
  unknowns: [
    {
      code: 'events-since',
      day: '2026-02-02',
      sentence: 'Events are known since 2026-02-02 only.',
    },
    { code: 'no-spend', sentence: 'Spend is not known.' },
  ],
  hidden: 0,
};
