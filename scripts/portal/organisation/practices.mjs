/**
 * What teams do and leave traces of: decisions, reviews, drills, fallbacks, measured improvements, and how a service
 * is built. Files are as in `documents.mjs`.
 */
import { stringify } from 'yaml';
import { outsiderOf } from './documents.mjs';
import { dayFromNow, fillTemplate } from './templates.mjs';

function decisionsOf(item, values, now) {
  const records = Object.entries(item.adrs ?? {}).sort(([, a], [, b]) => b - a);
  return records.map(([name, ago], index) => [
    `docs/adr/${String(index + 1).padStart(4, '0')}-${name}.md`,
    {
      ago,
      text: fillTemplate(`adr-${name}.md`, {
        ...values,
        date: dayFromNow(now, -ago),
        consulted: outsiderOf(item),
        dependency: Object.keys(item.added ?? {})[0] ?? 'the other service',
      }),
    },
  ]);
}

const reviews = {
  outside: { template: 'review-full.md', ago: 90, decision: 'ready' },
  own: {
    template: 'review-full.md',
    ago: 120,
    decision: 'ready, with two follow-ups',
    byOwner: true,
  },
  partial: { template: 'review-partial.md', ago: 60, decision: 'not yet' },
  old: { template: 'review-full.md', ago: 500, decision: 'ready' },
};

function reviewsOf(item, values, now) {
  if (!item.review) {
    return [];
  }
  const { template, ago, decision, byOwner } = reviews[item.review];
  const date = dayFromNow(now, -ago);
  const reviewers = byOwner ? `group:default/${item.owner}` : outsiderOf(item);
  const text = fillTemplate(template, { ...values, date, decision, reviewers });
  return [[`docs/reviews/${date}.md`, { text, ago }]];
}

const drillTexts = {
  rollback: {
    heading: 'Going back to the release before',
    surprise: 'the old image had been deleted from the first of the two caches',
  },
  restore: {
    heading: 'Restoring last night into an empty database',
    surprise: 'nobody knew where the key of the backup is kept',
  },
  failover: {
    heading: 'One region taken away',
    surprise: 'the dashboards were in the region that was gone',
  },
  'game-day': {
    heading: 'A day of made-up trouble',
    surprise: 'the status page needs the service that was down',
  },
};

/** Drills of a service or database. */
export function drillsOf(item, values, now) {
  return (item.drills ?? []).map(({ kind, ago, outcome, minutes }) => {
    const date = dayFromNow(now, -ago);
    const text = fillTemplate('drill.md', {
      ...values,
      ...drillTexts[kind],
      kind,
      date,
      outcome,
      durationLine: minutes ? `duration: PT${minutes}M` : 'minutes:',
    });
    return [`docs/drills/${date}-${kind}.md`, { text, ago }];
  });
}

function fallbacksOf(item, { title }) {
  const names = item.depends ?? [];
  const written = item.fallbacks === 'some' ? names.slice(0, 1) : names;
  if (!item.fallbacks || written.length === 0) {
    return [];
  }
  const sections = written.map(
    name =>
      `## ${name}\n\nAfter 800 ms ${title} answers from what it knew a minute ago, marks the answer as such, and asks again in the background. Customers see a short note.\n`,
  );
  const text = `# What ${title} does while others are away\n\n${sections.join(
    '\n',
  )}`;
  return [['docs/fallbacks.md', { text, ago: 240 }]];
}

const impacts = {
  schedule: {
    slug: 'fridays',
    kind: 'prevention',
    metric: 'deployments on a Friday that fail',
    unit: 'percent',
    before: 38,
    after: 5,
    heading: 'Quiet Fridays',
    story:
      'Every third deployment on a Friday failed, because everybody wanted theirs out before the weekend and the reviews were short. Now nothing goes out after noon on a Friday, and the pipeline says why.',
  },
  improvement: {
    slug: 'latency',
    metric: 'latency of the slowest tenth',
    unit: 'ms',
    before: 640,
    after: 280,
    heading: 'Half the waiting',
    story:
      'An index was missing since the move to the new database. Nobody had looked, because the mean was fine.',
  },
  prevention: {
    slug: 'certificates',
    metric: 'certificates that expire without notice',
    unit: 'certificates',
    before: 7,
    after: 0,
    heading: 'No certificate by surprise',
    story:
      'After the third one in a year all of them were put under the care of the cluster, and an alert looks at the rest.',
  },
  automation: {
    slug: 'build-time',
    metric: 'time of a build',
    unit: 'minutes',
    before: 21,
    after: 8,
    heading: 'Builds in eight minutes',
    story:
      'Tests that need no database run without one, in four parts at the same time.',
  },
  toil: {
    slug: 'tickets',
    metric: 'tickets for access in a month',
    unit: 'tickets',
    before: 46,
    after: 9,
    heading: 'Access without a ticket',
    story:
      'Groups of the catalog give access by themselves; what is left are the exceptions.',
  },
};

function impactsOf(item, values, now) {
  return Object.entries(item.impact ?? {}).map(([kind, ago]) => {
    const to = dayFromNow(now, -ago);
    const text = fillTemplate('impact.md', {
      ...values,
      kind,
      ...impacts[kind],
      from: dayFromNow(now, -ago - 60),
      to,
    });
    return [`docs/impact/${to}-${kind}.md`, { text, ago }];
  });
}

/** Files by which languages are told, with one that is changed in each commit. */
const builds = {
  node: ({ name }) => [
    [
      'package.json',
      `${JSON.stringify(
        { name, private: true, engines: { node: '24' } },
        null,
        2,
      )}\n`,
    ],
  ],
  go: ({ name }) => [
    ['go.mod', `module git.harbour.example/${name}\n\ngo 1.25\n`],
  ],
  python: ({ name }) => [
    [
      'pyproject.toml',
      `[project]\nname = "${name}"\nrequires-python = ">=3.12"\n`,
    ],
  ],
  elixir: ({ name }) => [
    [
      'mix.exs',
      `defmodule ${name.replace(
        /-/g,
        '',
      )}.MixProject do\n  use Mix.Project\nend\n`,
    ],
    ['Dockerfile', 'FROM docker.io/library/elixir:1.18\n'],
  ],
  ruby: () => [
    ['Gemfile', 'source "https://gems.harbour.example"\ngem "rack"\n'],
    ['Dockerfile', 'FROM docker.io/library/ruby:3.4\n'],
  ],
};

function buildOf(item, values) {
  const files = item.built ? builds[item.built](item) : [];
  const ci = { gitlab: 'gitlab-ci.yml', jenkins: 'Jenkinsfile' }[item.ci];
  if (ci) {
    const path = item.ci === 'gitlab' ? '.gitlab-ci.yml' : 'Jenkinsfile';
    files.push([path, fillTemplate(ci, values)]);
  }
  if (item.modules) {
    files.push([
      'infra/main.tf',
      fillTemplate(`modules-${item.modules}.tf`, values),
    ]);
  }
  if (item.template) {
    const answers = {
      template: 'template:default/http-service',
      version: item.template,
    };
    files.push(['.template-answers.yaml', stringify(answers)]);
  }
  return files.map(([path, text]) => [path, { text }]);
}

/** @returns {Record<string, object>} the files by path below the directory of the service */
export function practicesOf(item, values, now) {
  return Object.fromEntries([
    ...decisionsOf(item, values, now),
    ...reviewsOf(item, values, now),
    ...drillsOf(item, values, now),
    ...fallbacksOf(item, values),
    ...impactsOf(item, values, now),
    ...buildOf(item, values),
  ]);
}

/** Pipelines and CODEOWNERS at the root of the repository, by path. */
export function repositoryFiles(places) {
  const rules = places
    .filter(({ item, slug }) => slug && item.owners !== 'none')
    .map(
      ({ item, slug, directory }) =>
        `/${directory}/ @${item.owners === 'other' ? 'harbour/search' : slug}`,
    );
  const files = {
    '.github/CODEOWNERS': {
      text: `# Who is asked about changes. The last line that fits counts.\n${rules.join(
        '\n',
      )}\n`,
    },
  };
  for (const { item, values } of places) {
    if (item.ci === 'shared' || item.ci === 'own') {
      const text = fillTemplate(`workflow-${item.ci}.yaml`, values);
      files[`.github/workflows/${item.name}.yaml`] = { text };
    }
  }
  return files;
}
