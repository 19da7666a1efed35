import { ImpactBrief } from '@team-readiness/backstage-plugin-readiness-common';
import { Words } from '@team-readiness/backstage-plugin-readiness-react';
import { beginWords } from '../layout';
import { ReadinessT } from '../translations';
import { quarterBefore, quarterWords } from './quarters';

/** A row of before and after. */
export type BriefMetric = ImpactBrief['metrics'][number];
/** An entry of `docs/impact`. */
export type BriefImpact = ImpactBrief['impact'][number];

/** Measures that are none of delivery, with words of ours. */
const ownTitles = [
  'time-to-mitigate',
  'follow-ups-in-time',
  'incidents',
  'spend',
  'services-risen',
  'services-fallen',
] as const;

/**
 * What readers call a measure that is none of delivery; one that is not ours by the title it has.
 */
export function measureWords(
  t: ReadinessT,
  { id, title }: Pick<BriefMetric, 'id' | 'title'>,
): string {
  const own = ownTitles.find(known => known === id);
  return own ? t(`impact.metrics.titles.${own}`) : title;
}

/**
 * What readers call a verdict.
 */
export function verdictWords(
  t: ReadinessT,
  verdict: BriefMetric['verdict'],
): string {
  return t(`impact.verdicts.${verdict}`);
}

/**
 * The brief in one sentence, e.g. "2 of 4 measures got better and 1 got worse".
 */
export function headlineWords(
  t: ReadinessT,
  words: Words,
  brief: Pick<ImpactBrief, 'metrics'>,
): string {
  const of = (verdict: BriefMetric['verdict']) =>
    brief.metrics.filter(metric => metric.verdict === verdict).length;
  const count = brief.metrics.length - of('unknown');
  const [better, worse, same] = [of('better'), of('worse'), of('same')];
  const parts: string[] = [];
  if (better > 0) {
    parts.push(t('impact.headline.betterOf', { count, better }));
  }
  // The first part says of how many.
  if (worse > 0) {
    parts.push(
      parts.length > 0
        ? t('impact.headline.worse', { amount: worse })
        : t('impact.headline.worseOf', { count, worse }),
    );
  }
  if (same > 0) {
    parts.push(
      parts.length > 0
        ? t('impact.headline.same', { amount: same })
        : t('impact.headline.sameOf', { count, same }),
    );
  }
  return parts.length > 0 ? words.list(parts) : t('impact.headline.nothing');
}

/**
 * How many measures the headline says nothing of; empty where they are all known, or none is.
 */
export function unknownWords(
  t: ReadinessT,
  { metrics }: Pick<ImpactBrief, 'metrics'>,
): string {
  const unknown = metrics.filter(({ verdict }) => verdict === 'unknown').length;
  return unknown > 0 && unknown < metrics.length
    ? t('impact.headline.unknown', { amount: unknown })
    : '';
}

/**
 * A range of days, e.g. "1 Apr – 30 Jun 2026".
 */
export function rangeWords(
  t: ReadinessT,
  words: Words,
  range: { from: string; to: string },
): string {
  const isOneYear = range.from.slice(0, 4) === range.to.slice(0, 4);
  return t('impact.range', {
    from: isOneYear ? words.shortDay(range.from) : words.day(range.from),
    to: words.day(range.to),
  });
}

/**
 * The two quarters of a brief, e.g. "Q2 2026 (1 Apr – 30 Jun 2026) compared with Q1 2026 (1 Jan – 31 Mar 2026)".
 */
export function comparedWords(
  t: ReadinessT,
  words: Words,
  brief: Pick<ImpactBrief, 'quarter' | 'before' | 'after'>,
): string {
  const { quarter, before, after } = brief;
  return t('impact.compared', {
    quarter: quarterWords(t, quarter),
    range: rangeWords(t, words, after),
    before: quarterWords(t, quarterBefore(quarter)),
    beforeRange: rangeWords(t, words, before),
  });
}

/**
 * What an impact entry measured, e.g. "Monthly spend on storage: 840 → 310 EUR"; the metric is left out where the
 * entry is named after it, and all of it where it names none.
 */
export function measuredWords(
  t: ReadinessT,
  words: Words,
  entry: BriefImpact,
): string {
  const { title, metric, unit, before, after } = entry;
  const number = (value: number | null) =>
    value === null
      ? t('impact.entries.notKnown')
      : words.number(value, { maximumFractionDigits: 2 });
  const values =
    before === null && after === null
      ? ''
      : [
          t('impact.entries.values', {
            before: number(before),
            after: number(after),
          }),
          unit ?? '',
        ]
          .join(' ')
          .trim();
  const name = metric && metric !== title ? beginWords(metric) : '';
  return name && values
    ? t('impact.entries.measured', { metric: name, values })
    : name || values;
}
