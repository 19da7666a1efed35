import { ImpactBrief } from '@team-readiness/backstage-plugin-readiness-common';
import { markdownLink, markdownText } from './markdownText';

const verdictWords: Record<ImpactBrief['metrics'][number]['verdict'], string> =
  {
    better: 'better',
    worse: 'worse',
    same: 'the same',
    unknown: 'not known',
  };

const recordWords: Record<ImpactBrief['record'][number]['kind'], string> = {
  deployment: 'Deployments',
  'deployment-failed': 'Failed deployments',
  incident: 'Incidents',
  postmortem: 'Postmortems',
  adr: 'Decision records',
  impact: 'Impact entries',
  review: 'Readiness reviews',
  'slo-review': 'Reviews of SLOs',
  'release-freeze': 'Release freezes',
  'game-day': 'Game days',
  'rollback-drill': 'Rollback drills',
  'restore-drill': 'Restore drills',
  'level-change': 'Changes of levels',
};

/**
 * A brief as Markdown, to be pasted into a document. Texts from outside are shown as they are and mean nothing
 * in Markdown; links are http(s) only.
 */
export function renderBrief(brief: ImpactBrief): string {
  const name = brief.subject.title ?? brief.subject.ref;
  const { before, after } = brief;
  return [
    `# Impact brief: ${markdownText(name)}, ${brief.quarter}`,
    `${after.from} to ${after.to}, compared with ${before.from} to ${before.to}.`,
    `**${headline(brief)}**`,
    '## In numbers',
    table(
      ['Measure', 'Before', 'After', 'Samples', 'Verdict'],
      brief.metrics.map(metric => [
        `${markdownText(metric.title)} (${markdownText(metric.unit)})`,
        amount(metric.before),
        amount(metric.after),
        `${metric.samplesBefore} / ${metric.samplesAfter}`,
        verdictWords[metric.verdict],
      ]),
    ),
    ...standing(brief),
    '## What was changed, and what it brought',
    brief.impact.length
      ? brief.impact.map(impactLine).join('\n')
      : 'No impact entry was written in this quarter.',
    '## On record',
    brief.record.length
      ? table(
          ['', 'Before', 'After'],
          brief.record.map(row => [
            recordWords[row.kind],
            String(row.before),
            String(row.after),
          ]),
        )
      : 'Nothing is on record in these two quarters.',
    '## What is not known',
    brief.unknown.length
      ? brief.unknown.map(line => `- ${markdownText(line)}`).join('\n')
      : 'Nothing is missing.',
  ]
    .join('\n\n')
    .concat('\n');
}

function headline({ metrics, impact, standing: stood }: ImpactBrief): string {
  const count = (verdict: ImpactBrief['metrics'][number]['verdict']) =>
    metrics.filter(metric => metric.verdict === verdict).length;
  const complete = impact.filter(entry => entry.complete).length;
  const sentences = [
    `Of ${metrics.length} measures ${count('better')} better, ${count(
      'worse',
    )} worse, ${count('same')} the same, ${count('unknown')} not known.`,
    `${complete} complete impact ${complete === 1 ? 'entry' : 'entries'}.`,
  ];
  const { before, after } = stood;
  if (before && after) {
    sentences.push(
      `On target: ${before.onTarget} of ${before.entities} before, ${after.onTarget} of ${after.entities} after.`,
    );
  }
  return sentences.join(' ');
}

function standing({ standing: stood }: ImpactBrief): string[] {
  const rows = [stood.before, stood.after].flatMap(snapshot =>
    snapshot
      ? [
          [
            snapshot.day,
            snapshot.adoption === null
              ? 'not known'
              : `${amount(Math.round(snapshot.adoption * 1_000) / 10)} %`,
            `${snapshot.onTarget} of ${snapshot.entities}`,
          ],
        ]
      : [],
  );
  return rows.length
    ? [
        `## Standing by ${markdownText(stood.scorecard.title)}`,
        table(['Day', 'Adoption', 'On target'], rows),
      ]
    : [];
}

function impactLine(entry: ImpactBrief['impact'][number]): string {
  const change =
    entry.before === null || entry.after === null
      ? 'not measured'
      : `${amount(entry.before)} → ${amount(entry.after)}${
          entry.unit ? ` ${markdownText(entry.unit)}` : ''
        }`;
  const days =
    entry.from && entry.to
      ? ` (${markdownText(entry.from)} to ${markdownText(entry.to)})`
      : '';
  const links = [
    ...(entry.evidence ? [markdownLink('Evidence', entry.evidence)] : []),
    ...(entry.complete ? [] : ['Incomplete']),
  ];
  return `- **${markdownLink(entry.title, entry.link)}**, ${markdownText(
    entry.entity.title ?? entry.entity.ref,
  )}: ${change}${days}.${links.map(link => ` ${link}.`).join('')}`;
}

function amount(value: number | null): string {
  return value === null
    ? 'not known'
    : new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(value);
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join(
    '\n',
  );
}
