import {
  ImpactFact,
  impactKinds,
  impactTopics,
} from '@team-readiness/backstage-plugin-readiness-common';
import { DocumentIssue, holdsName, openDocument } from '../documents';

type Entry = ImpactFact['entries'][number];

/** @public */
export type ImpactKind = (typeof impactKinds)[number];

/** @public */
export type ImpactTopic = (typeof impactTopics)[number];

/**
 * Further words for the kinds of the front matter.
 *
 * @public
 */
export const impactKindSynonyms: Readonly<
  Record<ImpactKind, readonly string[]>
> = {
  improvement: ['improvements', 'improved', 'optimisation', 'optimization'],
  prevention: ['prevented', 'risk-reduction'],
  toil: ['toil-reduction'],
  automation: ['automated'],
};

/**
 * What metric and unit are about, by words in them. A unit that is an ISO 4217 currency or its sign is
 * `cost` too.
 *
 * @public
 */
export const impactTopicSynonyms: Readonly<
  Record<ImpactTopic, readonly string[]>
> = {
  cost: ['cost', 'costs', 'spend', 'bill', 'budget'],
  delivery: [
    'build',
    'builds',
    'pipeline',
    'lead time',
    'cycle time',
    'deployment frequency',
    'deployments',
    'deployment time',
    'change fail rate',
    'change failure rate',
    'time to merge',
    'merge to production',
    'review time',
  ],
  'release-schedule': [
    'monday',
    'mondays',
    'tuesday',
    'tuesdays',
    'wednesday',
    'wednesdays',
    'thursday',
    'thursdays',
    'friday',
    'fridays',
    'saturday',
    'saturdays',
    'sunday',
    'sundays',
    'weekday',
    'weekdays',
    'weekend',
    'weekends',
    'release window',
    'release windows',
    'deployment window',
    'freeze',
    'code freeze',
  ],
  reliability: [
    'availability',
    'uptime',
    'downtime',
    'error rate',
    'errors',
    'error budget',
    'latency',
    'slo',
    'incident',
    'incidents',
    'outage',
    'outages',
    'time to restore',
    'time to recover',
    'recovery time',
    'mttr',
  ],
  toil: [
    'toil',
    'manual',
    'manual work',
    'tickets',
    'pages',
    'interrupts',
    'alerts',
    'hands on',
  ],
};

/**
 * Keys of the front matter of an impact entry; the first that is there counts.
 *
 * @public
 */
export const impactKeys = {
  kind: ['kind', 'type'],
  metric: ['metric', 'measure'],
  unit: ['unit'],
  before: ['before'],
  after: ['after'],
  from: ['from', 'measured_before'],
  to: ['to', 'measured_after'],
  evidence: ['evidence', 'link'],
} as const;

const maxMetric = 100;
const maxUnit = 40;
const currencies = new Set(Intl.supportedValuesOf('currency'));
const currencySigns = /[\p{Sc}]/u;

function isCurrency(unit: string): boolean {
  return (
    currencySigns.test(unit) ||
    unit.split(/[^\p{L}]+/u).some(word => currencies.has(word))
  );
}

function topicsOf(metric: string | null, unit: string | null): ImpactTopic[] {
  const text = `${metric ?? ''}\n${unit ?? ''}`;
  return impactTopics
    .filter(
      topic =>
        holdsName(text, impactTopicSynonyms[topic]) ||
        (topic === 'cost' && isCurrency(unit ?? '')),
    )
    .sort();
}

/** What an impact entry says. */
export interface ImpactReading {
  /** Undefined where its front matter cannot be read. */
  entry: Omit<Entry, 'path' | 'url'> | undefined;
  issues: DocumentIssue[];
  nextDay: string | undefined;
}

/**
 * Reads the front matter of an impact entry. Never throws.
 *
 * @param now - the time of the run, against dates in the future
 */
export function readImpactEntry(text: string, now: Date): ImpactReading {
  const opened = openDocument(text, now);
  const { frontMatter } = opened;
  if (frontMatter.broken) {
    return { entry: undefined, issues: opened.issues(), nextDay: undefined };
  }
  const metric = frontMatter.text(impactKeys.metric, maxMetric);
  const unit = frontMatter.text(impactKeys.unit, maxUnit);
  const stated = {
    kind: frontMatter.word(impactKeys.kind, impactKindSynonyms),
    metric,
    unit,
    before: frontMatter.number(impactKeys.before),
    after: frontMatter.number(impactKeys.after),
    from: frontMatter.date(impactKeys.from, 'the first measure'),
    to: frontMatter.date(impactKeys.to, 'the second measure'),
    evidence: frontMatter.link(impactKeys.evidence),
  };
  const { from, to } = stated;
  const complete =
    Object.values(stated).every(value => value !== null) &&
    from !== null &&
    to !== null &&
    from < to;
  return {
    entry: { ...stated, topics: topicsOf(metric, unit), complete },
    issues: opened.issues(),
    nextDay: frontMatter.nextDay,
  };
}
