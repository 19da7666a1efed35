import { ImpactBrief } from '@team-readiness/backstage-plugin-readiness-common';
import {
  countWords,
  dayWords,
  shortDayWords,
} from '@team-readiness/backstage-plugin-readiness-react';
import { beginWords } from '../layout';
import { quarterBefore, quarterWords } from './quarters';

/** A row of before and after. */
export type BriefMetric = ImpactBrief['metrics'][number];
/** An entry of `docs/impact`. */
export type BriefImpact = ImpactBrief['impact'][number];

const verdicts: Readonly<Record<BriefMetric['verdict'], string>> = {
  better: 'Better',
  worse: 'Worse',
  same: 'About the same',
  unknown: 'Not known',
};

/**
 * What readers call a verdict.
 */
export function verdictWords(verdict: BriefMetric['verdict']): string {
  return verdicts[verdict];
}

function listWords(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
}

/**
 * The brief in one sentence, e.g. "2 of 4 measures got better, 1 got worse".
 */
export function headlineWords(brief: Pick<ImpactBrief, 'metrics'>): string {
  const count = (verdict: BriefMetric['verdict']) =>
    brief.metrics.filter(metric => metric.verdict === verdict).length;
  const known = brief.metrics.length - count('unknown');
  if (known === 0) {
    return 'Nothing can be compared yet';
  }
  const better = count('better');
  const parts = [
    better > 0
      ? `${better} of ${countWords(known, 'measure', 'measures')} got better`
      : '',
    count('worse') > 0 ? `${count('worse')} got worse` : '',
    count('same') > 0 ? `${count('same')} stayed about the same` : '',
  ].filter(Boolean);
  if (better === 0) {
    parts[0] = parts[0].replace(
      ' ',
      ` of ${countWords(known, 'measure', 'measures')} `,
    );
  }
  return listWords(parts);
}

/**
 * How many measures the headline says nothing of; empty where they are all known, or none is.
 */
export function unknownWords({
  metrics,
}: Pick<ImpactBrief, 'metrics'>): string {
  const unknown = metrics.filter(({ verdict }) => verdict === 'unknown').length;
  return unknown > 0 && unknown < metrics.length
    ? `${unknown} more cannot be compared yet`
    : '';
}

/**
 * A range of days, e.g. "1 Apr – 30 Jun 2026".
 */
export function rangeWords(range: { from: string; to: string }): string {
  return range.from.slice(0, 4) === range.to.slice(0, 4)
    ? `${shortDayWords(range.from)} – ${dayWords(range.to)}`
    : `${dayWords(range.from)} – ${dayWords(range.to)}`;
}

/**
 * The two quarters of a brief, e.g. "Q2 2026 (1 Apr – 30 Jun 2026) compared with Q1 2026 (1 Jan – 31 Mar 2026)".
 */
export function comparedWords(
  brief: Pick<ImpactBrief, 'quarter' | 'before' | 'after'>,
): string {
  const { quarter, before, after } = brief;
  return `${quarterWords(quarter)} (${rangeWords(
    after,
  )}) compared with ${quarterWords(quarterBefore(quarter))} (${rangeWords(
    before,
  )})`;
}

const number = (value: number) =>
  value.toLocaleString('en', { maximumFractionDigits: 2 });

/**
 * What an impact entry measured, e.g. "Monthly spend on storage: 840 → 310 EUR"; the metric is left out where the
 * entry is named after it, and all of it where it names none.
 */
export function measuredWords(entry: BriefImpact): string {
  const { title, metric, unit, before, after } = entry;
  const values =
    before === null && after === null
      ? ''
      : `${before === null ? 'not known' : number(before)} → ${
          after === null ? 'not known' : number(after)
        }${unit ? ` ${unit}` : ''}`;
  const name = metric && metric !== title ? beginWords(metric) : '';
  return [name, values].filter(Boolean).join(': ');
}
