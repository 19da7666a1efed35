import {
  CheckAdoption,
  CheckAdoptionList,
  Movement,
  MovementPart,
  MovementPartSum,
  MoverPage,
  Share,
  Transition,
  TransitionDetails,
  Trend,
} from '@team-readiness/backstage-plugin-readiness-common';

const scorecard = { id: 'service-readiness', title: 'Service readiness' };

/** A share in which everything is known. */
export function knownShare(passed: number, known: number): Share {
  const score = known ? passed / known : null;
  return {
    passed,
    known,
    applicable: known,
    adoption: score,
    score,
    coverage: known ? 1 : null,
  };
}

const sum = (day: string, passed: number, known: number, entities: number) => ({
  day,
  share: knownShare(passed, known),
  entities,
  withTarget: entities,
  onTarget: Math.floor(entities / 2),
});

/** Thirty days of Checkout, which were not measured on two of them. */
export const trend: Trend = {
  scope: 'team',
  ref: 'group:default/checkout',
  title: 'Checkout',
  scorecard,
  area: null,
  check: null,
  from: '2026-10-23',
  to: '2026-11-21',
  points: [
    { ...sum('2026-10-23', 40, 80, 4), level: null },
    { ...sum('2026-11-05', 52, 80, 4), level: null },
    { ...sum('2026-11-21', 60, 100, 5), level: null },
  ],
  missing: [{ from: '2026-11-10', to: '2026-11-11' }],
  hidden: 0,
};

const part = (
  name: MovementPart,
  passed: number,
  known: number,
  score: number,
): MovementPartSum => ({
  part: name,
  passed,
  known,
  applicable: known,
  entities: name === 'new' ? 1 : 0,
  withTarget: name === 'new' ? 1 : 0,
  onTarget: 0,
  score,
  adoption: score,
});

/** From 50 % to 60 %: more was met, a new service came with less. */
export const movement: Movement = {
  scope: 'team',
  ref: 'group:default/checkout',
  title: 'Checkout',
  scorecard,
  area: null,
  before: sum('2026-10-23', 40, 80, 4),
  after: sum('2026-11-21', 60, 100, 5),
  parts: [part('improved', 14, 0, 0.14), part('new', 6, 20, -0.04)],
  score: 0.1,
  adoption: 0.1,
  hidden: 0,
};

/** Checkout went up. */
export const movers: MoverPage = {
  scorecard,
  from: '2026-10-23',
  to: '2026-11-21',
  items: [
    {
      team: { ref: 'group:default/checkout', title: 'Checkout' },
      before: movement.before,
      after: movement.after,
      adoption: 0.1,
      main: movement.parts[0],
    },
  ],
  nextCursor: null,
};

/** Cart got its SLO. */
export const transitions: Transition[] = [
  {
    id: '7',
    kind: 'result',
    entity: { ref: 'component:default/cart', title: 'Cart' },
    scorecard,
    version: 1,
    check: { id: 'slo-defined', title: 'SLO defined' },
    from: 'fail',
    to: 'pass',
    at: '2026-11-05T09:00:00.000Z',
    cause: 'data',
    owners: ['group:default/checkout'],
  },
  {
    id: '3',
    kind: 'level',
    entity: { ref: 'component:default/cart', title: 'Cart' },
    scorecard,
    version: 1,
    check: null,
    from: '1',
    to: '2',
    at: '2026-11-05T09:00:00.000Z',
    cause: 'data',
    owners: ['group:default/checkout'],
  },
];

/** What was seen before and after Cart got its SLO. */
export const transitionDetails: TransitionDetails = {
  transition: transitions[0],
  facts: [
    {
      collector: 'slo',
      title: 'SLO documents',
      before: {
        observedAt: '2026-10-01T08:00:00.000Z',
        kept: true,
        data: { slos: [] },
      },
      after: {
        observedAt: '2026-11-05T08:50:00.000Z',
        kept: true,
        data: { slos: [{ name: 'cart-availability' }] },
      },
    },
  ],
};

const counts = (pass: number, fail: number) => ({
  pass,
  fail,
  unknown: 0,
  notApplicable: 0,
  exempt: 0,
  error: 0,
});

/** The same in few points. */
export const checkAdoptionList: CheckAdoptionList = {
  from: '2026-08-24',
  to: '2026-11-21',
  items: [
    {
      scorecard: 'service-readiness',
      check: 'slo-defined',
      points: [
        { day: '2026-08-24', adoption: 0.4 },
        { day: '2026-11-08', adoption: 0.8 },
        { day: '2026-11-21', adoption: 0.8 },
      ],
      change: { since: '2026-10-22', days: 30, points: 4 },
    },
  ],
};

/** The curve of one check: from two to four of five. */
export const checkAdoption: CheckAdoption = {
  scorecard,
  check: 'slo-defined',
  from: '2026-08-24',
  to: '2026-11-21',
  total: [
    { day: '2026-08-24', adoption: 0.4, counts: counts(2, 3) },
    { day: '2026-11-05', adoption: 0.8, counts: counts(4, 1) },
    { day: '2026-11-21', adoption: 0.8, counts: counts(4, 1) },
  ],
  teams: [
    {
      team: { ref: 'group:default/checkout', title: 'Checkout' },
      points: [
        { day: '2026-08-24', adoption: 0, counts: counts(0, 1) },
        { day: '2026-11-05', adoption: 1, counts: counts(1, 0) },
        { day: '2026-11-21', adoption: 1, counts: counts(1, 0) },
      ],
    },
  ],
  nextCursor: null,
};
