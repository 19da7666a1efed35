import {
  ImpactBrief,
  ImpactFact,
  TrackRecordEntryKind,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  LocalDays,
  Steps,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { BriefFact, RangeCounts } from '../../database/operations/record';
import { BriefMaterial } from './BriefMaterial';
import { toBriefUnknowns } from './briefUnknowns';
import { toCostRow } from './costRow';
import { deliveryRows } from './deliveryRows';
import { followUpRow } from './followUpRow';
import { incidentRows } from './incidentRows';
import { levelRows } from './levelRows';

/** Puts a brief together. Says what is not known, and invents nothing. */
export function* toImpactBrief(material: BriefMaterial): Steps<ImpactBrief> {
  const { subject, quarter, spans, records, counts, facts } = material;
  const zone = new LocalDays(spans.timeZone);
  const today = zone.toDate(zone.dayAt(material.now.getTime()));
  const cost = toCostRow(facts.costs, {
    before: quarter.before.months,
    after: quarter.months,
  });
  const unknowns = toBriefUnknowns(material, { hasCost: cost !== null });
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
    unknown: unknowns.map(({ sentence }) => sentence),
    unknowns,
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

function webAddress(text: string | null): string | null {
  return text !== null && /^https?:\/\//i.test(text) ? text : null;
}
