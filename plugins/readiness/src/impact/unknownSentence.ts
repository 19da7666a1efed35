import {
  BriefUnknown,
  ImpactBrief,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Words } from '@team-readiness/backstage-plugin-readiness-react';
import { refWords } from '../links';
import { ReadinessT } from '../translations';
import { BriefMetric } from './briefWords';
import { quarterWords } from './quarters';

/** What is said without a number. */
const plainCodes = [
  'too-many-deliveries',
  'no-events',
  'no-incidents',
  'levels-incomplete',
  'standing-of-service',
  'standing-of-visible',
  'no-snapshot-before',
  'no-snapshot-after',
  'no-snapshots',
  'no-spend',
] as const;

const verdictCauses = [
  'not-measured',
  'incomplete',
  'too-few',
  'not-over',
  'chance',
] as const;

/**
 * What a brief cannot say, in a sentence.
 *
 * @param unknown - by its code; one that is not known here is said as the API says it
 * @param brief - that cannot say it
 */
export function unknownSentence(
  t: ReadinessT,
  words: Words,
  unknown: BriefUnknown,
  brief: Pick<ImpactBrief, 'quarter' | 'subject'>,
): string {
  const { code, sentence, day, count = 0 } = unknown;
  switch (code) {
    case 'quarter-not-over':
      return day
        ? t('impact.unknowns.quarter-not-over', {
            quarter: quarterWords(t, brief.quarter),
            day: words.day(day),
          })
        : sentence;
    case 'events-since':
      return day
        ? t('impact.unknowns.events-since', { day: words.day(day) })
        : sentence;
    case 'documents-unread':
      return t('impact.unknowns.documents-unread', { count });
    case 'hidden':
      return t('impact.unknowns.hidden', {
        count,
        subject: brief.subject.title ?? refWords(brief.subject.ref),
      });
    default: {
      const plain = plainCodes.find(known => known === code);
      return plain ? t(`impact.unknowns.${plain}`) : sentence;
    }
  }
}

/**
 * Why it is not known whether a measure got better; empty where nothing is said of that.
 */
export function verdictCauseWords(
  t: ReadinessT,
  { unknownBecause }: Pick<BriefMetric, 'unknownBecause'>,
): string {
  const cause = verdictCauses.find(known => known === unknownBecause);
  return cause ? t(`impact.verdictCauses.${cause}`) : '';
}
