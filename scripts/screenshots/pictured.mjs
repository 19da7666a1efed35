import { pages } from '../../e2e-tests/pages.ts';

/** Every page that is pictured: ours, and those of Backstage that hold a part of ours. */
export const pictured = [
  ...pages,
  {
    name: 'review-form',
    path: '/readiness/review/component/default/checkout-api#write',
    shows: 'Reviewers',
  },
  { name: 'home', path: '/home', shows: 'My teams' },
  { name: 'catalog', path: '/catalog', shows: /^Level \d/ },
];

/** Pages that are pictured in German too, with words that they show there. */
export const german = [
  { name: 'teams', shows: 'Fehlende Runbooks' },
  { name: 'team', shows: 'Nächste Schritte' },
  { name: 'service', shows: 'Nicht erfüllt' },
  { name: 'check', shows: 'Umsetzung' },
  { name: 'impact-brief', shows: 'Was nicht bekannt ist' },
].map(page => ({ ...pages.find(({ name }) => name === page.name), ...page }));
