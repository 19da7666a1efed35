import {
  EntityLabel,
  ImpactBrief,
  ImpactFact,
  TrackRecordEntryKind,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  DeliveryRecord,
  LocalDays,
  Steps,
} from '@team-readiness/backstage-plugin-readiness-engine';
import {
  BriefFact,
  BriefFacts,
  RangeCounts,
} from '../../database/operations/record';
import { ReadableScorecard } from '../reading/ReadableScorecards';
import {
  BriefSpans,
  deliveryRows,
  followUpRow,
  incidentRows,
} from './briefMetrics';
import { toCostRow } from './costRow';
import { firstKnown } from './deliveryHistory';
import { levelRows } from './levelRows';
import { Quarter } from './Quarter';

/** What a brief is made of. */
export interface BriefMaterial {
  subject: EntityLabel & { kind: string };
  quarter: Quarter;
  spans: BriefSpans;
  scorecard: ReadableScorecard;
  records: readonly DeliveryRecord[];
  /** There are more deliveries than can be counted together; `records` is empty then. */
  isTooMuch: boolean;
  counts: { before: RangeCounts; after: RangeCounts; hidden: number };
  facts: BriefFacts;
  /** Is the reader told how the whole team stood? Only who sees all of it. */
  seesAll: boolean;
  now: Date;
}

/** Puts a brief together. Says what is not known, and invents nothing. */
export function* toImpactBrief(material: BriefMaterial): Steps<ImpactBrief> {
  const { subject, quarter, spans, records, counts, facts } = material;
  const zone = new LocalDays(spans.timeZone);
  const today = zone.toDate(zone.dayAt(material.now.getTime()));
  const cost = toCostRow(facts.costs, {
    before: quarter.before.months,
    after: quarter.months,
  });
  return {
    subject: { ref: subject.ref, title: subject.title },
    quarter: quarter.name,
    before: { from: spans.before.from, to: spans.before.to },
    after: { from: spans.after.from, to: spans.after.to },
    metrics: [
      ...(yield* deliveryRows(records, spans)),
      ...incidentRows(records, spans),
      followUpRow(facts.followUps, spans, today),
      ...levelRows(facts.levels, spans, facts.levelsSince),
      ...(cost ? [cost] : []),
    ],
    standing: {
      scorecard: material.scorecard.ref,
      before: toSnapshot(counts.before),
      after: toSnapshot(counts.after),
    },
    impact: toImpactItems(facts.impact),
    record: toRecordCounts(counts.before, counts.after),
    unknown: unknownSentences(material, { hasCost: cost !== null }),
    hidden: counts.hidden,
  };
}

function toSnapshot({
  snapshot,
}: RangeCounts): ImpactBrief['standing']['before'] {
  return snapshot
    ? {
        day: snapshot.day,
        adoption:
          snapshot.applicable > 0
            ? snapshot.passed / snapshot.applicable
            : null,
        entities: Number(snapshot.entities),
        onTarget: Number(snapshot.on_target),
      }
    : null;
}

function toRecordCounts(
  before: RangeCounts,
  after: RangeCounts,
): ImpactBrief['record'] {
  const rows = new Map<string, { before: number; after: number }>();
  for (const [name, { entries }] of [
    ['before', before],
    ['after', after],
  ] as const) {
    for (const { kind, count } of entries) {
      const row = rows.get(kind) ?? { before: 0, after: 0 };
      row[name] = Number(count);
      rows.set(kind, row);
    }
  }
  return [...rows]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([kind, row]) => ({ kind: kind as TrackRecordEntryKind, ...row }));
}

/** One of several entities of a repository once. */
function toImpactItems(facts: readonly BriefFact[]): ImpactBrief['impact'] {
  const items = new Map<string, ImpactBrief['impact'][number]>();
  for (const { ref, title, thing } of facts) {
    const entry = JSON.parse(thing) as ImpactFact['entries'][number];
    const link = webAddress(entry.url);
    const key = link ?? `${ref} ${entry.path}`;
    if (!items.has(key)) {
      items.set(key, {
        title:
          entry.metric ?? entry.path.slice(entry.path.lastIndexOf('/') + 1),
        kind: entry.kind,
        metric: entry.metric,
        unit: entry.unit,
        before: entry.before,
        after: entry.after,
        from: entry.from,
        to: entry.to,
        evidence: webAddress(entry.evidence),
        link,
        entity: { ref, title },
        complete: entry.complete,
      });
    }
  }
  return [...items.values()];
}

function unknownSentences(
  material: BriefMaterial,
  { hasCost }: { hasCost: boolean },
): string[] {
  const { spans, records, counts, facts, quarter, subject } = material;
  const zone = new LocalDays(spans.timeZone);
  const since = firstKnown(records);
  const sentences: string[] = [];
  if (spans.unfinished) {
    sentences.push(
      `${quarter.name} is not over: it is counted up to ${spans.after.to}, so that counts cannot be compared yet.`,
    );
  }
  if (material.isTooMuch) {
    sentences.push(
      'There are more deployments and changes than can be counted together: the briefs of child groups have them.',
    );
  } else if (since === null) {
    sentences.push(
      'No event of a deployment or an incident is known, so that nothing can be said about delivery.',
    );
  } else if (since > spans.before.moments.from) {
    sentences.push(
      `Events of deployments and incidents are known since ${zone.toDate(
        zone.dayAt(since),
      )} only: what is compared with an earlier time is not whole.`,
    );
  }
  if (since !== null && !records.some(it => it.incidents.length > 0)) {
    sentences.push(
      'No incident has ever been told of, so that it is not known whether there were any.',
    );
  }
  if (
    facts.levelsSince === null ||
    facts.levelsSince > spans.before.moments.from
  ) {
    sentences.push(
      'Changes of levels were not noted from the beginning of the earlier quarter on.',
    );
  }
  sentences.push(...standingSentences(material));
  if (!hasCost) {
    sentences.push(
      'The spend of both quarters is not known month by month in one currency.',
    );
  }
  if (facts.unread > 0) {
    sentences.push(
      `Of ${numberOf(
        facts.unread,
        'service',
      )} not all documents were read, so that entries of the record may be missing.`,
    );
  }
  if (counts.hidden > 0) {
    sentences.push(
      `${numberOf(counts.hidden, 'service')} of ${
        subject.title ?? subject.ref
      } cannot be seen by the reader, and are in no number.`,
    );
  }
  return sentences;
}

function standingSentences({
  subject,
  seesAll,
  counts,
}: BriefMaterial): string[] {
  if (subject.kind !== 'group') {
    return [
      'How a single service stood on a day is not kept, only how teams did.',
    ];
  }
  if (!seesAll) {
    return [
      'How the team stood is told only to readers who may see all of it.',
    ];
  }
  const missing = [
    ...(counts.before.snapshot ? [] : ['the earlier']),
    ...(counts.after.snapshot ? [] : ['the later']),
  ];
  return missing.length
    ? [
        `There is no snapshot of how the team stood in ${missing.join(
          ' and ',
        )} quarter.`,
      ]
    : [];
}

function numberOf(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function webAddress(text: string | null): string | null {
  return text !== null && /^https?:\/\//i.test(text) ? text : null;
}
