/**
 * What teams write down after something went wrong, and what they say of their models.
 */
import { incidentsOf } from './deliveries.mjs';
import { DAY, dayFromNow, fillTemplate, hashOf } from './templates.mjs';

const stories = [
  {
    heading: 'the basket forgot what was in it',
    summary:
      'A release changed the order in which two writes happen, and a cache answered in between with what it had before.',
    factor:
      'The alert looks at a mean over ten minutes, so that a short and sharp rise came late.',
    habit: 'Ask for a second reviewer where a change touches the database',
  },
  {
    heading: 'eight seconds for every page',
    summary:
      'A query lost its index when a column was renamed, and every page waited for it.',
    factor:
      'The dashboard of the database is on a page that nobody had open on that afternoon.',
    habit: 'Look at the slowest queries for an hour after each release',
  },
  {
    heading: 'a certificate that nobody knew of',
    summary:
      'The connection to a partner was refused, since a certificate had been made by hand two years ago and never written down.',
    factor: 'The list of certificates is made by those who remember them.',
    habit: 'Walk through the list of hand-made things with every new colleague',
  },
];

const clock = time => time.toISOString().slice(11, 16);
const dayOf = time => time.toISOString().slice(0, 10);

/**
 * The postmortems of all severe incidents of services that write them, by the name of the service.
 *
 * @param {object} organisation - as `readOrganisation` of `../demo.mjs` returns it
 * @param {Date} now - when the organisation is written
 * @param {(item: object) => string} teamOf - the title of its team
 * @returns {Map<string, Array<[path: string, file: object]>>}
 */
export function postmortemsOf(organisation, now, teamOf) {
  const files = new Map();
  for (const incident of incidentsOf(organisation, { born: now, until: now })) {
    const { item, id, detectedAt, mitigatedAt } = incident;
    // Whoever writes good ones needs a few days, others write some of them, late.
    const good = item.learns === 'good';
    const wait = good ? 2 + (hashOf(id) % 4) : 12 + (hashOf(id) % 9);
    const ago = Math.round((now - detectedAt) / DAY) - wait;
    if (!item.learns || ago < 1 || (!good && hashOf(id) % 3 === 0)) {
      continue;
    }
    const due = days => dayFromNow(detectedAt, wait + days);
    const done = days =>
      ago > days ? dayFromNow(detectedAt, wait + days) : 'open';
    const published = dayFromNow(now, -ago);
    const text = fillTemplate(`postmortem-${item.learns}.md`, {
      ...stories[hashOf(id) % stories.length],
      incident: id,
      severity: incident.severity,
      published,
      team: teamOf(item),
      day: dayOf(detectedAt),
      deployed: clock(new Date(detectedAt - 14 * 60_000)),
      detected: clock(detectedAt),
      updated: clock(incident.updatedAt),
      mitigated: clock(mitigatedAt),
      resolved: clock(incident.resolvedAt),
      minutes: Math.round((mitigatedAt - detectedAt) / 60_000),
      affected: 300 + (hashOf(`${id}/affected`) % 900),
      dueSoon: due(14),
      doneSoon: done(9),
      dueLater: due(42),
      doneLater: done(38),
    });
    const path = `docs/postmortems/${published}-${id.toLowerCase()}.md`;
    files.set(item.name, [
      ...(files.get(item.name) ?? []),
      [path, { text, ago }],
    ]);
  }
  return files;
}

const retraining = `name: retrain
on:
  schedule:
    - cron: '0 4 * * 1'
  repository_dispatch:
    types: [drift]
jobs:
  retrain:
    runs-on: ubuntu-latest
    steps:
      - run: make train
`;

/** The model card of a service that serves a model, and the pipeline that trains it anew. */
export function modelCardOf(item, values, now) {
  if (!item.card) {
    return [];
  }
  const text = fillTemplate(`model-card-${item.card}.md`, {
    ...values,
    evaluated: dayFromNow(now, -24),
  });
  const card = ['MODEL_CARD.md', { text, ago: 24 }];
  return item.card === 'full'
    ? [card, ['.github/workflows/retrain.yaml', { text: retraining, ago: 200 }]]
    : [card];
}
