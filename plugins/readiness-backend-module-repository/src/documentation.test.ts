import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  decisionDirectories,
  decisionKeys,
  decisionPartSynonyms,
  decisionStatusSynonyms,
  decisionTopicSynonyms,
  rolloutSynonyms,
} from './decisions';
import {
  escalationContacts,
  escalationVerbs,
  reviewedByKeys,
  reviewedKeys,
  sectionSynonyms,
  usedKeys,
} from './documents';
import { readDecision } from './decisions/readDecision';
import { readDrill } from './drills/readDrill';
import { readFallbacks } from './fallbacks/readFallbacks';
import { readImpactEntry } from './impact/readImpactEntry';
import { readModelCard } from './modelCards/readModelCard';
import { readGuide } from './onboarding/readGuide';
import { incidentPrefixes } from './postmortems/incidentId';
import { readPostmortem } from './postmortems/readPostmortem';
import { readReview } from './reviews/readReview';
import { drillKeys, drillKindSynonyms, drillOutcomeSynonyms } from './drills';
import { fallbackSynonyms } from './fallbacks';
import { impactKeys, impactKindSynonyms, impactTopicSynonyms } from './impact';
import {
  cardMetadataKeys,
  evaluationDateWords,
  modelCardKeys,
  modelCardPartSynonyms,
  modelCardPaths,
  otherModelCardWords,
  pipelinePlaces,
  retrainingHeadings,
  retrainingPaths,
  retrainingTriggerSynonyms,
} from './modelCards';
import { onboardingPartSynonyms } from './onboarding';
import {
  alertWords,
  allWellWords,
  doneStates,
  followUpKindSynonyms,
  followUpKindWords,
  followUpLabels,
  impactWords,
  momentSynonyms,
  notYetWords,
  postmortemDirectories,
  postmortemKeys,
  postmortemSectionSynonyms,
  runbookNoteSynonyms,
  writtenLabels,
} from './postmortems';
import { reviewKeys, reviewLensSynonyms } from './reviews';
import { technologies, TechnologyKind } from './technologies';

type Lists = Readonly<Record<string, readonly string[]>>;

/** The pages of the documentation that show the lists. */
const pages = new Map(
  ['repository', 'decisions', 'documents', 'postmortems', 'ml'].map(name => [
    name,
    readFileSync(
      resolve(__dirname, `../../../docs/collectors/${name}.md`),
      'utf8',
    ),
  ]),
);

/** The lists of technologies by kind, each with the words that stand for it. */
function technologyLists(kind: TechnologyKind): Lists {
  return Object.fromEntries(
    Object.entries(technologies)
      .filter(([, technology]) => technology.kind === kind)
      .map(([name, { words = [], exact = [] }]) => [
        name,
        [...words, ...exact],
      ]),
  );
}

/** The rows of a table under a heading: the words in code of its first cell, and its second cell. */
function rowsUnder(page: string, heading: string): Record<string, string[]> {
  const text = pages.get(page) ?? '';
  const start = text.indexOf(`\n${heading}\n`);
  if (start < 0) {
    throw new Error(`There is no ${heading} in ${page}.md`);
  }
  const rest = text.slice(start + heading.length + 2);
  const end = rest.search(/\n#{1,6} /);
  const rows = [
    ...rest
      .slice(0, end < 0 ? undefined : end)
      .matchAll(/^\| `([^`]+)` +\| ([^|]*?) *\|$/gm),
  ];
  return Object.fromEntries(
    rows.map(([, name, cell]) => [
      name,
      cell === '' ? [] : cell.replaceAll('`', '').split(', '),
    ]),
  );
}

describe('the documentation', () => {
  it.each<[string, string, Lists]>([
    ['repository', '### Sections', sectionSynonyms],
    [
      'repository',
      '### Whom to call',
      { verbs: escalationVerbs, contacts: escalationContacts },
    ],
    [
      'repository',
      '### Front matter',
      {
        reviewedAt: reviewedKeys,
        reviewedBy: reviewedByKeys,
        usedAt: usedKeys,
      },
    ],
    ['decisions', '### Status', decisionStatusSynonyms],
    ['decisions', '### Keys and lines', decisionKeys],
    ['decisions', '### Parts', decisionPartSynonyms],
    ['decisions', '### Topics', decisionTopicSynonyms],
    ['decisions', '### Rollout', rolloutSynonyms],
    ['decisions', '### Runtimes', technologyLists('runtime')],
    ['decisions', '### Datastores', technologyLists('datastore')],
    ['decisions', '### Providers', technologyLists('provider')],
    ['decisions', '### Delivery', technologyLists('delivery')],
    ['documents', '### Lenses', reviewLensSynonyms],
    ['documents', '### Keys of a review', reviewKeys],
    ['documents', '### Keys of an impact entry', impactKeys],
    ['documents', '### Kinds of impact', impactKindSynonyms],
    ['documents', '### Topics of impact', impactTopicSynonyms],
    ['documents', '### Keys of a drill', drillKeys],
    ['documents', '### Kinds of drills', drillKindSynonyms],
    ['documents', '### Outcomes of drills', drillOutcomeSynonyms],
    ['documents', '### Parts of a guide', onboardingPartSynonyms],
    ['documents', '### Headings on fallbacks', { fallbacks: fallbackSynonyms }],
    ['postmortems', '### Keys of a postmortem', postmortemKeys],
    ['postmortems', '### Labels of the date', writtenLabels],
    [
      'postmortems',
      '### When it was detected, mitigated, resolved',
      momentSynonyms,
    ],
    ['postmortems', '### Alerts', alertWords],
    [
      'postmortems',
      '### Sentences that do not count',
      { notYet: notYetWords, allWell: allWellWords },
    ],
    ['postmortems', '### Headings', postmortemSectionSynonyms],
    ['postmortems', '### Impact without a heading', impactWords],
    ['postmortems', '### The runbook', runbookNoteSynonyms],
    ['postmortems', '### Columns and labels', followUpLabels],
    ['postmortems', '### States that are done', { done: doneStates }],
    ['postmortems', '### Technical or process', followUpKindSynonyms],
    ['postmortems', '### Words of each kind', followUpKindWords],
    ['ml', '### Metadata', cardMetadataKeys],
    ['ml', '### Parts of a card', modelCardPartSynonyms],
    ['ml', '### Other parts', otherModelCardWords],
    ['ml', '### Keys of a card', modelCardKeys],
    ['ml', "### Words of an evaluation's date", evaluationDateWords],
    ['ml', '### Headings on retraining', { retraining: retrainingHeadings }],
    ['ml', '### Triggers', retrainingTriggerSynonyms],
  ])(
    'shows in %s.md under "%s" what the code knows',
    (page, heading, lists) => {
      expect(rowsUnder(page, heading)).toEqual(lists);
    },
  );

  it('shows examples that are read as they are meant', () => {
    const now = new Date('2026-06-15T12:00:00Z');
    const examples = (page: string) =>
      [...(pages.get(page) ?? '').matchAll(/```markdown\n(.*?)```/gs)].map(
        ([, text]) => text,
      );
    const [record] = examples('decisions');
    const path = 'docs/adr/0001.md';
    expect(readDecision(record, { path, dependencies: [], now })).toMatchObject(
      {
        decision: {
          status: 'accepted',
          date: '2026-01-31',
          topics: ['rollout'],
          consulted: ['group:default/platform', 'user:default/mara'],
        },
        issues: [],
      },
    );
    const [review, impact, guide, fallbacks, drill] = examples('documents');
    expect(readReview(review, now)).toMatchObject({
      review: { date: '2026-01-31', lenses: ['reliability'] },
      issues: [],
    });
    expect(readImpactEntry(impact, now)).toMatchObject({
      entry: { complete: true },
      issues: [],
    });
    expect(readGuide(guide, now)).toMatchObject({
      guide: { parts: ['access', 'contacts', 'first-change', 'set-up'] },
      issues: [],
    });
    expect(
      readFallbacks(fallbacks, {
        dependencies: ['pricing'],
        everywhere: true,
        now,
      }),
    ).toEqual([{ dependency: 'pricing', words: expect.any(Number) }]);
    expect(readDrill(drill, now)).toMatchObject({
      drill: { kind: 'restore', minutes: 80, succeeded: true, real: false },
      issues: [],
    });
  });

  it('shows a postmortem that is complete, and a model card', () => {
    const now = new Date('2026-06-15T12:00:00Z');
    const example = (page: string) =>
      /```markdown\n(.*?)```/s.exec(pages.get(page) ?? '')?.[1] ?? '';
    const path = 'docs/postmortems/orders.md';
    const prefixes = incidentPrefixes;
    const read = readPostmortem(example('postmortems'), {
      path,
      prefixes,
      now,
    });
    expect(read.postmortem.parts).toHaveLength(8);
    expect(read.followUps).toHaveLength(2);
    expect(readModelCard(example('ml'), now)).toMatchObject({
      card: {
        evaluatedAt: '2026-05-09',
        intendedUse: true,
        limitations: true,
        metrics: 1,
      },
      issues: [],
    });
  });

  it('names where postmortems, model cards and pipelines are looked for', () => {
    for (const directory of postmortemDirectories) {
      expect(pages.get('postmortems')).toContain(`- \`${directory}/\``);
    }
    for (const path of [
      ...modelCardPaths,
      ...retrainingPaths,
      ...pipelinePlaces,
    ]) {
      expect(pages.get('ml')).toContain(`- \`${path}\``);
    }
    const prefixes = incidentPrefixes.join(', ').replace(/, MI$/, ' or MI');
    expect(pages.get('postmortems')).toContain(prefixes);
  });

  it('names the directories of decision records', () => {
    for (const directory of decisionDirectories) {
      expect(pages.get('decisions')).toContain(`\`${directory}/\``);
    }
  });
});
