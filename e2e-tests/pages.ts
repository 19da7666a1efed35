/** A page of the demo portal, and words that it shows as soon as it has its data. */
export interface PageOfPortal {
  name: string;
  path: string;
  shows: string | RegExp;
  /** It stands between parts of other plugins, which move it while they load. */
  between?: boolean;
}

/** Every page. */
export const pages: PageOfPortal[] = [
  { name: 'teams', path: '/readiness', shows: 'Services on target' },
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
    name: 'team-delivery',
    path: '/readiness/teams/default/checkout/delivery',
    shows: 'Failures by weekday',
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
    between: true,
  },
  {
    name: 'group-card',
    path: '/catalog/default/group/warehouse',
    shows: /on target/,
    between: true,
  },
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
  { name: 'health', path: '/readiness/health', shows: 'shipment-planner' },
];
