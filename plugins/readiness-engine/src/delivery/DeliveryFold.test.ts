import { change, deployment, event, incident } from './__testUtils__/events';
import { foldDelivery } from './DeliveryFold';
import { defaultDeliveryRules } from './DeliveryRules';

const day = (number: number, time = '12:00') =>
  `2026-05-${String(number).padStart(2, '0')}T${time}:00Z`;
const at = (text: string) => Date.parse(text);

const brought = (events: Parameters<typeof foldDelivery>[0]) =>
  Object.fromEntries(
    foldDelivery(events).deployments.map(it => [it.id, it.changes]),
  );
const failures = (events: Parameters<typeof foldDelivery>[0]) =>
  Object.fromEntries(
    foldDelivery(events)
      .deployments.filter(it => it.failure)
      .map(it => [it.id, it.failure]),
  );

describe('which changes a deployment brought', () => {
  const changes = [
    change('c1', day(1)),
    change('c2', day(2)),
    change('c3', day(3)),
    change('c4', day(4)),
  ];

  it('is what was merged since the one before, up to its commit', () => {
    expect(
      brought([
        ...changes,
        deployment('d1', day(2, '13:00'), { commit: 'c1' }),
        deployment('d2', day(5), { commit: 'c3' }),
        deployment('d3', day(6), { commit: 'c4' }),
      ]),
    ).toEqual({ d1: ['c1'], d2: ['c2', 'c3'], d3: ['c4'] });
  });

  it('is found by a commit within a change, and by the artifact', () => {
    const pull = change('pull-7', day(3, '13:00'), [
      ['a', day(2)],
      ['b', day(3)],
    ]);
    const built = event({
      kind: 'artifact',
      at: day(4, '13:00'),
      artifact: 'pkg:oci/checkout@4',
      digest: 'sha256:4',
      change: 'c4',
    });
    expect(
      brought([
        ...changes,
        pull,
        built,
        deployment('d0', day(1, '13:00'), { commit: 'c1' }),
        deployment('d1', day(5), { commit: 'b' }),
        deployment('d2', day(6), { digest: 'sha256:4' }),
      ]),
    ).toEqual({ d0: ['c1'], d1: ['c2', 'c3', 'pull-7'], d2: ['c4'] });
  });

  it('is what was merged before it began, where it names nothing known', () => {
    expect(
      brought([
        ...changes,
        deployment('d1', day(1, '13:00')),
        deployment('d2', day(3, '11:00'), { status: 'started' }),
        deployment('d2', day(3, '13:00'), { commit: 'unknown' }),
        deployment('d3', day(9)),
      ]),
    ).toEqual({ d1: [], d2: ['c2'], d3: ['c3', 'c4'] });
  });

  it('is nothing for what had been there: a roll-back by hand, one more region', () => {
    const eu = { environment: 'production-eu', digest: 'sha256:1' };
    const us = { environment: 'production-us', digest: 'sha256:1' };
    expect(
      brought([
        ...changes,
        deployment('d1', day(1, '13:00'), { commit: 'c1' }),
        deployment('d2', day(2, '13:00'), { ...eu }),
        deployment('d3', day(3, '13:00'), { ...us }),
        deployment('d4', day(5), { commit: 'c1' }),
        deployment('d5', day(6), { commit: 'c4' }),
      ]),
    ).toEqual({ d1: ['c1'], d2: ['c2'], d3: [], d4: [], d5: ['c3', 'c4'] });
  });

  it('is only what the first known deployment names: of the time before nothing is known', () => {
    expect(
      brought([...changes, deployment('d1', day(5), { commit: 'c3' })]),
    ).toEqual({ d1: ['c3'] });
  });

  it('holds a change that was merged after it was deployed', () => {
    expect(
      brought([
        ...changes,
        deployment('d1', day(1, '13:00'), { commit: 'c1' }),
        deployment('d2', day(2, '13:00'), { commit: 'c4' }),
        deployment('d3', day(5)),
      ]),
    ).toEqual({ d1: ['c1'], d2: ['c2', 'c4'], d3: ['c3'] });
  });

  it('leaves lower environments and failed deployments out', () => {
    const record = foldDelivery([
      ...changes,
      deployment('d1', day(1, '13:00'), { environment: 'staging' }),
      deployment('d2', day(2, '13:00'), { status: 'failed' }),
      deployment('d3', day(2, '14:00'), { status: 'started' }),
      deployment('d4', day(2, '15:00'), { status: 'failed' }),
      deployment('d4', day(2, '15:10'), { status: 'rolled-back' }),
    ]);
    expect(record.deployments).toEqual([]);
    expect(record.changes.map(it => it.deployedAt)).toEqual(
      Array(4).fill(null),
    );
    expect(record.coverage).toMatchObject({
      changes: true,
      deployments: false,
    });
  });

  it('takes one id in two environments for two deployments', () => {
    const record = foldDelivery([
      deployment('run-7', day(1), { environment: 'staging', digest: 'x' }),
      deployment('run-7', day(2), { environment: 'Production', digest: 'x' }),
      deployment('run-7', day(3), { environment: 'production', digest: 'x' }),
    ]);
    expect(record.deployments).toMatchObject([
      { id: 'run-7', at: at(day(2)), ranBeforeIn: 'staging' },
    ]);
  });
});

describe('which deployments failed', () => {
  it('is the one that was rolled back by its own id', () => {
    expect(
      failures([
        deployment('d1', day(1)),
        deployment('d2', day(2)),
        deployment('d2', day(2, '13:00'), { status: 'rolled-back' }),
      ]),
    ).toEqual({
      d2: {
        reasons: ['rolled-back'],
        incidents: [],
        recoveredAt: at(day(2, '13:00')),
      },
    });
  });

  it('is the latest one that stands, for a roll-back with an id of its own', () => {
    const back = { status: 'rolled-back' } as const;
    const found = failures([
      deployment('d1', day(1)),
      deployment('d2', day(2)),
      deployment('d3', day(3)),
      deployment('eu', day(3, '12:30'), { environment: 'production-eu' }),
      deployment('back-1', day(3, '13:00'), back),
      deployment('back-2', day(3, '14:00'), back),
      deployment('d4', day(4)),
      deployment('d4', day(4, '12:10'), back),
      deployment('back-3', day(4, '13:00'), back),
      deployment('back-4', day(4, '14:00'), back),
    ]);
    expect(Object.keys(found)).toEqual(['d1', 'd2', 'd3', 'd4']);
    expect(found.d3?.recoveredAt).toBe(at(day(3, '13:00')));
    expect(found.d2?.recoveredAt).toBe(at(day(3, '14:00')));
    expect(found.d1?.recoveredAt).toBe(at(day(4, '13:00')));
  });

  it('is the one that an unplanned deployment mended, and so on', () => {
    expect(
      failures([
        deployment('d1', day(1), { planned: true }),
        deployment('d2', day(2), { planned: true }),
        deployment('fix-1', day(2, '13:00'), { planned: false }),
        deployment('fix-2', day(2, '14:00'), { planned: false }),
      ]),
    ).toEqual({
      d2: {
        reasons: ['mended'],
        incidents: [],
        recoveredAt: at(day(2, '14:00')),
      },
      'fix-1': {
        reasons: ['mended'],
        incidents: [],
        recoveredAt: at(day(2, '14:00')),
      },
    });
  });

  it('is the last one within a day before an incident, if that names none', () => {
    const events = [
      deployment('d1', day(1)),
      deployment('d2', day(2)),
      incident('late', 'detected', day(3, '12:01')),
      incident('early', 'detected', day(3, '12:00')),
    ];
    expect(failures(events)).toEqual({
      d2: { reasons: ['incident'], incidents: ['early'], recoveredAt: null },
    });
    const wide = { ...defaultDeliveryRules, incidentWindowHours: 48 };
    expect(
      foldDelivery(events, wide).deployments[1].failure?.incidents,
    ).toEqual(['early', 'late']);
    const none = { ...defaultDeliveryRules, incidentWindowHours: 0 };
    expect(
      foldDelivery(
        [deployment('d1', day(1)), incident('now', 'detected', day(1))],
        none,
      ).deployments[0].failure,
    ).toBeNull();
  });

  it('is the one that the incident names, and no other', () => {
    const events = [
      deployment('d1', day(1)),
      deployment('d2', day(2)),
      incident('named', 'detected', day(2, '13:00'), { deployment: 'd1' }),
      incident('elsewhere', 'detected', day(2, '13:00'), { deployment: 'x' }),
    ];
    expect(failures(events)).toMatchObject({ d1: { incidents: ['named'] } });
    expect(Object.keys(failures(events))).toEqual(['d1']);
  });
});

describe('when a failed deployment was recovered from', () => {
  const failing = [
    deployment('d1', day(1)),
    incident('one', 'detected', day(1, '13:00')),
  ];

  it.each([
    [
      'mitigated before it was resolved',
      [
        incident('one', 'resolved', day(1, '20:00')),
        incident('one', 'mitigated', day(1, '14:00')),
      ],
      day(1, '14:00'),
    ],
    [
      'resolved, where no mitigation is told',
      [incident('one', 'resolved', day(1, '20:00'))],
      day(1, '20:00'),
    ],
    [
      'resolved for good, after it was opened again',
      [
        incident('one', 'resolved', day(1, '14:00')),
        incident('one', 'reopened', day(1, '15:00')),
        incident('one', 'resolved', day(1, '16:00')),
      ],
      day(1, '16:00'),
    ],
    [
      'the last of two incidents',
      [
        incident('one', 'resolved', day(1, '14:00')),
        incident('two', 'detected', day(1, '13:30')),
        incident('two', 'resolved', day(1, '18:00')),
      ],
      day(1, '18:00'),
    ],
    [
      'rolled back before the incident was closed',
      [
        incident('one', 'resolved', day(3)),
        deployment('d1', day(1, '13:10'), { status: 'rolled-back' }),
      ],
      day(1, '13:10'),
    ],
    [
      'mended before the incident was closed',
      [
        deployment('fix', day(1, '15:00'), { planned: false }),
        incident('one', 'resolved', day(3)),
      ],
      day(1, '15:00'),
    ],
    [
      'never: a deployment on schedule mends no incident',
      [deployment('d2', day(8), { planned: true })],
      null,
    ],
    ['never', [], null],
    [
      'never: opened again',
      [
        incident('one', 'resolved', day(1, '14:00')),
        incident('one', 'reopened', day(1, '15:00')),
      ],
      null,
    ],
  ])('%s', (_, events, recovered) => {
    const [first] = foldDelivery([...failing, ...events]).deployments;
    expect(first.failure?.recoveredAt ?? null).toBe(recovered && at(recovered));
  });
});

describe('what is on record of a deployment', () => {
  const approval = (of: string, environment: string | null = null) =>
    event({ kind: 'approval', at: day(1), of, environment });
  const base = [
    change('c0', day(1, '01:00')),
    deployment('d0', day(1, '02:00'), { commit: 'c0' }),
    event({
      kind: 'change',
      at: day(2),
      change: 'c1',
      approved: false,
      aliases: ['pull-1'],
      commits: [{ commit: 'c1-a', at: day(1) }],
    }),
    event({ kind: 'change', at: day(3), change: 'c2', approved: true }),
    deployment('d1', day(4), {
      commit: 'c2',
      run: 'https://ci.example.org/runs/1',
    }),
  ];
  const isApproved = (...more: ReturnType<typeof approval>[]) =>
    foldDelivery([...base, ...more]).deployments[1].approved;

  it.each([
    ['nothing: one of its two changes was not approved', [], false],
    ['its change', [approval('c1')], true],
    ['an alias of its change', [approval('pull-1')], true],
    ['a commit of its change', [approval('c1-a')], true],
    ['the deployment', [approval('d1')], true],
    ['its run', [approval('https://ci.example.org/runs/1')], true],
    ['production', [approval('d1', 'Production')], true],
    ['staging', [approval('d1', 'staging')], false],
    ['another one', [approval('d0')], false],
  ])('an approval of %s', (_, approvals, expected) => {
    expect(isApproved(...approvals)).toBe(expected);
  });

  it('is the latest word, whichever came first', () => {
    const record = foldDelivery([
      deployment('d1', day(2, '12:10'), { commit: 'new', digest: null }),
      deployment('d1', day(2), { commit: 'old', digest: 'sha256:1' }),
    ]);
    expect(record.deployments).toMatchObject([
      { commit: 'new', digest: 'sha256:1', at: at(day(2)) },
    ]);
  });

  it('is where its digest ran before: the highest environment, not later ones', () => {
    const rules = {
      ...defaultDeliveryRules,
      environments: [
        { match: 'prod*', production: true },
        { match: 'stag*', production: false, order: 2 },
        { match: 'test-??', production: false, order: 1 },
      ],
    };
    const lower = (environment: string, when: string) =>
      deployment(`in-${environment}-${when}`, when, {
        environment,
        digest: 'sha256:1',
      });
    const { deployments } = foldDelivery(
      [
        deployment('d1', day(1), { digest: 'sha256:1' }),
        lower('test-eu', day(1)),
        deployment('d2', day(2), { digest: 'sha256:1' }),
        lower('staging', day(3)),
        lower('test-us', day(4)),
        deployment('d3', day(5), { digest: 'sha256:1' }),
        deployment('d4', day(6), { digest: 'sha256:2' }),
      ],
      rules,
    );
    expect(deployments.map(it => it.ranBeforeIn)).toEqual([
      null,
      'test-eu',
      'staging',
      null,
    ]);
  });
});

describe('incidents', () => {
  it('are folded of their phases', () => {
    const rules = {
      ...defaultDeliveryRules,
      severities: { 'Page NOW': 1 },
    };
    const [folded] = foldDelivery(
      [
        incident('INC-1', 'resolved', day(2)),
        incident('INC-1', 'updated', day(1, '12:40')),
        incident('INC-1', 'updated', day(1, '12:20')),
        incident('INC-1', 'changed', day(1, '12:30'), {
          severity: 'Page now',
          title: 'Orders are lost',
        }),
        incident('INC-1', 'detected', day(1), { severity: 'P4' }),
        incident('INC-1', 'acknowledged', day(1, '12:05')),
        incident('INC-1', 'postmortem', day(4), {
          postmortemUrl: 'https://example.org/pm/1',
        }),
      ],
      rules,
    ).incidents;
    expect(folded).toEqual({
      id: 'INC-1',
      title: 'Orders are lost',
      url: null,
      severity: 1,
      detectedAt: at(day(1)),
      acknowledgedAt: at(day(1, '12:05')),
      mitigatedAt: null,
      resolvedAt: at(day(2)),
      firstUpdateAt: at(day(1, '12:20')),
      sendsUpdates: true,
      postmortemUrl: 'https://example.org/pm/1',
      postmortemAt: at(day(4)),
      namedDeployment: null,
    });
  });

  it.each([
    ['P1', 1],
    ['sev-2', 2],
    [' Severity 3 ', 3],
    ['4', 4],
    ['P0', null],
    ['critical', null],
    ['P11', null],
    ['__proto__', null],
    ['constructor', null],
  ])('have the severity %s: %s', (severity, expected) => {
    const [folded] = foldDelivery([
      incident('x', 'detected', day(1), { severity }),
    ]).incidents;
    expect(folded.severity).toBe(expected);
  });

  it('begin with the first that is heard of them', () => {
    const [folded] = foldDelivery([
      incident('x', 'resolved', day(3)),
      incident('x', 'acknowledged', day(2)),
    ]).incidents;
    expect(folded.detectedAt).toBe(at(day(2)));
  });
});

it('keeps freezes once each', () => {
  const freeze = () =>
    event({ kind: 'freeze', at: day(1), title: 'Budget is spent' });
  expect(foldDelivery([freeze(), freeze()]).freezes).toEqual([
    { at: at(day(1)), title: 'Budget is spent', about: null },
  ]);
});

it('knows nothing of nothing', () => {
  expect(foldDelivery([])).toEqual({
    changes: [],
    deployments: [],
    incidents: [],
    freezes: [],
    since: null,
    coverage: {
      changes: false,
      commits: false,
      deployments: false,
      planned: false,
      failures: false,
      updates: false,
    },
  });
});
