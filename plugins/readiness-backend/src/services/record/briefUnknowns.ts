import { BriefUnknown } from '@team-readiness/backstage-plugin-readiness-common';
import { LocalDays } from '@team-readiness/backstage-plugin-readiness-engine';
import { BriefMaterial } from './BriefMaterial';
import { firstKnown } from './deliveryHistory';

/**
 * What a brief cannot say, each by a code with its numbers and in a sentence.
 *
 * @param material - what the brief is made of
 * @param known - whether the spend of both quarters is
 */
export function toBriefUnknowns(
  material: BriefMaterial,
  { hasCost }: { hasCost: boolean },
): BriefUnknown[] {
  const { spans, records, counts, facts, subject } = material;
  const unknowns = [
    ...quarterUnknowns(material),
    ...deliveryUnknowns(material),
  ];
  const since = firstKnown(records);
  if (since !== null && !records.some(it => it.incidents.length > 0)) {
    unknowns.push({
      code: 'no-incidents',
      sentence:
        'No incident has ever been told of, so that it is not known whether there were any.',
    });
  }
  if (
    facts.levelsSince === null ||
    facts.levelsSince > spans.before.moments.from
  ) {
    unknowns.push({
      code: 'levels-incomplete',
      sentence:
        'Changes of levels were not noted from the beginning of the earlier quarter on.',
    });
  }
  unknowns.push(...standingUnknowns(material));
  if (!hasCost) {
    unknowns.push({
      code: 'no-spend',
      sentence:
        'The spend of both quarters is not known month by month in one currency.',
    });
  }
  if (facts.unread > 0) {
    unknowns.push({
      code: 'documents-unread',
      count: facts.unread,
      sentence: `Of ${numberOf(
        facts.unread,
        'service',
      )} not all documents were read, so that entries of the record may be missing.`,
    });
  }
  if (counts.hidden > 0) {
    unknowns.push({
      code: 'hidden',
      count: counts.hidden,
      sentence: `${numberOf(counts.hidden, 'service')} of ${
        subject.title ?? subject.ref
      } cannot be seen by the reader, and are in no number.`,
    });
  }
  return unknowns;
}

function quarterUnknowns({ spans, quarter }: BriefMaterial): BriefUnknown[] {
  return spans.unfinished
    ? [
        {
          code: 'quarter-not-over',
          day: spans.after.to,
          sentence: `${quarter.name} is not over: it is counted up to ${spans.after.to}, so that counts cannot be compared yet.`,
        },
      ]
    : [];
}

function deliveryUnknowns({
  spans,
  records,
  isTooMuch,
}: BriefMaterial): BriefUnknown[] {
  const since = firstKnown(records);
  if (isTooMuch) {
    return [
      {
        code: 'too-many-deliveries',
        sentence:
          'There are more deployments and changes than can be counted together: the briefs of child groups have them.',
      },
    ];
  }
  if (since === null) {
    return [
      {
        code: 'no-events',
        sentence:
          'No event of a deployment or an incident is known, so that nothing can be said about delivery.',
      },
    ];
  }
  if (since <= spans.before.moments.from) {
    return [];
  }
  const zone = new LocalDays(spans.timeZone);
  const day = zone.toDate(zone.dayAt(since));
  return [
    {
      code: 'events-since',
      day,
      sentence: `Events of deployments and incidents are known since ${day} only: what is compared with an earlier time is not whole.`,
    },
  ];
}

function standingUnknowns({
  subject,
  seesAll,
  counts,
}: BriefMaterial): BriefUnknown[] {
  if (subject.kind !== 'group') {
    return [
      {
        code: 'standing-of-service',
        sentence:
          'How a single service stood on a day is not kept, only how teams did.',
      },
    ];
  }
  if (!seesAll) {
    return [
      {
        code: 'standing-of-visible',
        sentence:
          'How the team stood is told only to readers who may see all of it.',
      },
    ];
  }
  const { before, after } = counts;
  if (before.snapshot && after.snapshot) {
    return [];
  }
  const noneOf = (quarter: string) =>
    `There is no snapshot of how the team stood in ${quarter} quarter.`;
  if (before.snapshot) {
    return [{ code: 'no-snapshot-after', sentence: noneOf('the later') }];
  }
  return after.snapshot
    ? [{ code: 'no-snapshot-before', sentence: noneOf('the earlier') }]
    : [
        {
          code: 'no-snapshots',
          sentence: noneOf('the earlier and the later'),
        },
      ];
}

function numberOf(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
