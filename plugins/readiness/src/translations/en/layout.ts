/** What several pages are made of. */
export const layout = {
  change: {
    none: 'No change in {{days}} days',
    days_one: '{{points}} in {{count}} day',
    days_other: '{{points}} in {{count}} days',
    points_one: '{{number}} point',
    points_other: '{{number}} points',
    nothingToCompare: 'Nothing to compare with yet',
    comparedWith: 'Compared with {{day}}',
  },
  longWords: {
    showAll: 'Show all',
    showLess: 'Show less',
    showAllOf: 'Show all of {{what}}',
    showLessOf: 'Show less of {{what}}',
  },
  pager: {
    nothing: 'No {{what}}',
    range: '{{first}}–{{last}} {{what}}',
    rangeOfTotal: '{{first}}–{{last}} of {{total}} {{what}}',
    previous: 'Previous',
    next: 'Next',
  },
  table: {
    scrolls: '{{label}}, scrolls',
  },
  actions: {
    label: 'Share',
    link: 'Copy link',
    linkCopied: 'Link copied.',
    print: 'Print',
    notCopied: 'Could not be copied.',
  },
  done: '{{label}}: done.',
  wayBack: 'Way back',
  allTiers: 'All tiers',
  noOwner: 'No owner',
  tabs: {
    teams: 'Teams',
    standards: 'Standards',
  },
} as const;
