/** A page of the demo portal, and words that it shows as soon as it has its data. */
export interface PageOfPortal {
  name: string;
  path: string;
  shows: string | RegExp;
  /** Selector of our part, where it stands between those of other plugins, which move it while they load. */
  within?: string;
}

/** Every page. */
export const pages: PageOfPortal[] = [
  {
    name: 'teams',
    path: '/readiness',
    shows: 'Services on target',
  },
  {
    name: 'team',
    path: '/readiness/teams/default/checkout',
    shows: /of 7 services on target/,
  },
  {
    name: 'team-record',
    path: '/readiness/teams/default/checkout/track-record',
    shows: /^(Complete since|Not known from when)/,
  },
  {
    name: 'team-history',
    path: '/readiness/teams/default/checkout/history',
    shows: /^Checks met: /,
  },
  {
    name: 'impact-brief',
    path: '/readiness/impact-brief/group/default/checkout',
    shows: 'What is not known',
  },
  {
    name: 'service',
    path: '/catalog/default/component/search/readiness',
    shows: /fixes? below target/,
  },
  {
    name: 'service-card',
    path: '/catalog/default/component/search',
    shows: /below target/,
    within: '.MuiCard-root:has(a[href$="/search/readiness"])',
  },
  {
    name: 'group-card',
    path: '/catalog/default/group/warehouse',
    shows: /on target/,
    within: '.MuiCard-root:has(a[href*="/readiness/teams/"])',
  },
  {
    name: 'group',
    path: '/catalog/default/group/checkout/readiness',
    shows: /of 7 services on target/,
  },
  { name: 'services', path: '/readiness/services', shows: /^\d+ services/ },
  {
    name: 'standards',
    path: '/readiness/standards',
    shows: /Show all \d+ checks/,
  },
  {
    name: 'check',
    path: '/readiness/checks/service-readiness/runbook-complete',
    shows: 'Stock ledger',
  },
  {
    name: 'review',
    path: '/readiness/review/component/default/checkout-api',
    shows: 'Trade-offs recorded',
  },
  { name: 'health', path: '/readiness/health', shows: 'shipment-planner' },
];
