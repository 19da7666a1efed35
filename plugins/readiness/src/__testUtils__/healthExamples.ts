import {
  CollectorHealth,
  ProblemItem,
  ProblemPage,
} from '@team-readiness/backstage-plugin-readiness-common';

/** A file of the cart that could not be read. */
export const problem: ProblemItem = {
  subject: 'file',
  name: 'component:default/cart',
  reporter: 'slo',
  message: 'Expected an indicator, found a list.',
  source: 'slo/old.yaml',
  line: 7,
  column: 3,
  excerpt: null,
  entityRef: 'component:default/cart',
  seenAt: '2026-10-01T08:00:00Z',
};

/** A collector that failed, and is tried again. */
export const collectorHealth: CollectorHealth = {
  id: 'slo',
  title: 'SLO documents',
  description: 'OpenSLO documents beside the service.',
  kind: 'module',
  source: 'files',
  status: 'failed',
  startedAt: '2026-10-01T07:59:00Z',
  finishedAt: '2026-10-01T08:00:00Z',
  nextAt: '2026-10-01T08:04:00Z',
  lagSeconds: 0,
  attempt: 2,
  completed: 7,
  lastError: 'The host answered 503.',
  counts: { observed: 12, unchanged: 180, absent: 3, failed: 5, deferred: 0 },
  progress: 0.4,
};

/** The last run of that collector, as the list of problems shows it. */
export const collectorRun: ProblemPage['collectors'][number] = {
  id: 'slo',
  title: 'SLO documents',
  description: 'OpenSLO documents beside the service.',
  status: 'failed',
  startedAt: '2026-10-01T07:59:00Z',
  finishedAt: '2026-10-01T08:00:00Z',
  observed: 12,
  absent: 8,
  failed: 1,
  lastError: 'The host did not answer.',
};
