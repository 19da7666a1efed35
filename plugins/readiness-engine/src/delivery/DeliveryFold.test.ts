import { change, deployment, event, incident } from './__testUtils__/events';
import { foldDelivery } from './DeliveryFold';
import { defaultDeliveryRules } from './DeliveryRules';

const day = (number: number, time = '12:00') =>
  `2026-05-${String(number).padStart(2, '0')}T${time}:00Z`;
const at = (text: string) => Date.parse(text);

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
