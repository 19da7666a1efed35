import { deliveryFact } from '@team-readiness/backstage-plugin-readiness-common';
import { incidentsFact } from '@team-readiness/backstage-plugin-readiness-common';
import { change, deployment, event, incident } from './__testUtils__/events';
import { toDeliveryFact, toIncidentsFact } from './deliveryFacts';
import { foldDelivery } from './DeliveryFold';
import { deliveryMetrics } from './deliveryMetrics';
import { median } from './median';

const day = (number: number, time = '12:00') =>
  `2026-05-${String(number).padStart(2, '0')}T${time}:00Z`;
const may = {
  from: new Date('2026-05-01T00:00:00Z'),
  to: new Date('2026-05-29T00:00:00Z'),
};

describe('deliveryMetrics', () => {
  it('counts what can be worked out by hand', () => {
    const record = foldDelivery([
      change('c0', day(1, '00:00')),
      deployment('d0', day(1, '01:00'), { commit: 'c0', planned: true }),
      // Commits of the 1st, 10:00, and the 2nd; merged on the 2nd; in production on the 3rd, 10:00:
      // 48 h from the oldest commit, 22 h from the merge.
      change('c1', day(2), [
        ['a', day(2, '11:00')],
        ['b', day(1, '10:00')],
      ]),
      // Nothing is said of its planning: it was planned.
      deployment('d1', day(3, '10:00'), { commit: 'c1' }),
      // 4 h and 1 h. Rolled back after 30 minutes.
      change('c2', day(4, '09:00'), [['c', day(4, '06:00')]]),
      deployment('d2', day(4, '10:00'), { commit: 'c2', planned: true }),
      deployment('d2', day(4, '10:30'), { status: 'rolled-back' }),
      // No commit is told: only 2 h from the merge. Mended after 90 minutes.
      change('c3', day(5, '08:00')),
      deployment('d3', day(5, '10:00'), { commit: 'c3', planned: true }),
      deployment('fix', day(5, '11:30'), { planned: false }),
    ]);
    expect(deliveryMetrics([record], may)).toEqual({
      // 5 in four weeks less the first hours: 28 days.
      deploymentFrequency: { measured: true, perWeek: 5 / 4, samples: 5 },
      // 4 and 48.
      changeLeadTime: { measured: true, hours: 26, samples: 2 },
      // 1, 1, 2 and 22.
      mergeToProduction: { measured: true, hours: 1.5, samples: 4 },
      // d2 and d3 of 5.
      changeFailRate: { measured: true, percent: 40, samples: 5 },
      // 0.5 and 1.5.
      recoveryTime: { measured: true, hours: 1, samples: 2 },
      // fix of 5.
      reworkRate: { measured: true, percent: 20, samples: 5 },
    });
  });

  it('tells zero from what is not measured', () => {
    const quiet = foldDelivery([deployment('d1', '2026-04-01T12:00:00Z')]);
    expect(deliveryMetrics([quiet], may)).toEqual({
      deploymentFrequency: { measured: true, perWeek: 0, samples: 0 },
      changeLeadTime: { measured: false, hours: null, samples: 0 },
      mergeToProduction: { measured: false, hours: null, samples: 0 },
      changeFailRate: { measured: false, percent: null, samples: 0 },
      recoveryTime: { measured: false, hours: null, samples: 0 },
      reworkRate: { measured: false, percent: null, samples: 0 },
    });
    expect(
      deliveryMetrics([foldDelivery([])], may).deploymentFrequency,
    ).toEqual({ measured: false, perWeek: null, samples: 0 });
  });

  it('says nothing about a quarter before the first event', () => {
    const record = foldDelivery([deployment('d1', day(3))]);
    const before = {
      from: new Date('2026-01-01T00:00:00Z'),
      to: new Date('2026-04-01T00:00:00Z'),
    };
    expect(deliveryMetrics([record], before).deploymentFrequency).toEqual({
      measured: false,
      perWeek: null,
      samples: 0,
    });
  });

  it('divides by the weeks that are known, and by one at least', () => {
    const record = foldDelivery([
      deployment('d1', day(15, '00:00')),
      deployment('d2', day(20)),
    ]);
    const perWeek = (to: string) =>
      deliveryMetrics([record], { from: may.from, to: new Date(to) })
        .deploymentFrequency.perWeek;
    expect(perWeek('2026-05-29T00:00:00Z')).toBe(1);
    expect(perWeek('2026-05-16T00:00:00Z')).toBe(1);
  });

  it('takes an unknown end for the longest, and half of them for unknown', () => {
    const failing = (id: string, date: string, end?: string) => [
      deployment(id, date),
      incident(`i-${id}`, 'detected', date),
      ...(end ? [incident(`i-${id}`, 'resolved', end)] : []),
    ];
    const one = failing('d1', day(3, '10:00'), day(3, '11:00'));
    const two = failing('d2', day(4, '10:00'), day(4, '13:00'));
    const open = failing('d3', day(5, '10:00'));
    const of = (...events: (typeof one)[]) =>
      deliveryMetrics([foldDelivery(events.flat())], may).recoveryTime;
    expect(of(one, two, open)).toEqual({
      measured: true,
      hours: 3,
      samples: 3,
    });
    expect(of(two, open)).toEqual({ measured: true, hours: null, samples: 2 });
    expect(of(open)).toEqual({ measured: true, hours: null, samples: 1 });
  });

  it('leaves out times that run backwards', () => {
    const record = foldDelivery([
      deployment('d0', day(1)),
      change('c1', day(3), [['a', day(4)]]),
      deployment('d1', day(2), { commit: 'c1' }),
    ]);
    const { changeLeadTime, mergeToProduction } = deliveryMetrics(
      [record],
      may,
    );
    expect(changeLeadTime).toEqual({ measured: true, hours: null, samples: 0 });
    expect(mergeToProduction.samples).toBe(0);
  });

  it('pools the samples of a team, and counts what two entities share once', () => {
    const wait = (id: string, hours: number) => [
      change(`${id}-c`, day(3, '00:00')),
      deployment(id, day(3, `${String(hours).padStart(2, '0')}:00`), {
        commit: `${id}-c`,
      }),
    ];
    const shared = wait('shared', 9);
    const one = foldDelivery([deployment('o', day(1)), ...shared]);
    const other = foldDelivery([
      ...shared,
      ...[1, 2, 3].flatMap(hours => wait(`w${hours}`, hours)),
      deployment('w3', day(3, '03:30'), { status: 'rolled-back' }),
    ]);
    const { mergeToProduction, deploymentFrequency, changeFailRate } =
      deliveryMetrics([one, other], may);
    // 1, 2, 3 and 9; the mean of both medians would be 5.25.
    expect(mergeToProduction).toEqual({
      measured: true,
      hours: 2.5,
      samples: 4,
    });
    expect(deploymentFrequency.samples).toBe(5);
    // Of `one` nobody would hear of a failure: its deployment counts for neither side.
    expect(changeFailRate).toEqual({
      measured: true,
      percent: 25,
      samples: 4,
    });
  });
});

describe('median', () => {
  it.each([
    [[], null],
    [[3], 3],
    [[9, 1, 2], 2],
    [[10, 2], 6],
    [[Infinity, 1, 2], 2],
    [[Infinity, 1], null],
  ])('of %j is %s', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe('the facts', () => {
  const now = new Date('2026-06-15T10:00:00Z');
  const options = { now, days: 90, timeZone: 'UTC' };

  it('delivery says what the checks ask for', () => {
    const record = foldDelivery([
      change('c1', '2026-06-11T09:31:00Z', [['c1', '2026-06-11T03:31:00Z']]),
      event({ kind: 'approval', of: 'c1', at: '2026-06-11T09:00:00Z' }),
      deployment('low', '2026-06-11T12:00:00Z', {
        environment: 'staging',
        digest: 'sha256:0b31',
      }),
      deployment('deployment-4711', '2026-06-12T09:31:00Z', {
        commit: 'c1',
        digest: 'sha256:0b31',
        run: 'https://ci.example.org/runs/4711',
      }),
      deployment('old', '2026-04-01T09:31:00Z'),
    ]);
    const fact = toDeliveryFact(record, options);
    expect(deliveryFact.type.parse(fact)).toEqual(fact);
    expect(fact).toMatchObject({
      days: 76,
      since: '2026-04-01',
      changeLeadTime: { measured: true, hours: 30, samples: 1 },
      weekdays: [
        { weekday: 'Wednesday', deployments: 1, pValue: 1 },
        { weekday: 'Friday', deployments: 1, pValue: 1 },
      ],
      production: [
        {
          id: 'deployment-4711',
          at: '2026-06-12T09:31:00.000Z',
          environment: 'production',
          commit: 'c1',
          approved: true,
          run: 'https://ci.example.org/runs/4711',
          digest: 'sha256:0b31',
          ranBeforeIn: 'staging',
        },
      ],
    });
  });

  it('delivery lists the newest 200 of 30 days, and nothing of tomorrow', () => {
    const record = foldDelivery([
      ...Array.from({ length: 250 }, (_, index) =>
        deployment(
          `d${index}`,
          new Date(now.getTime() - index * 3_600_000).toISOString(),
        ),
      ),
      deployment('tomorrow', '2026-06-16T00:00:00Z'),
    ]);
    const fact = toDeliveryFact(record, { ...options, since: 0 });
    expect(fact?.production).toHaveLength(200);
    expect(fact?.production[0].id).toBe('d0');
    expect(fact?.deploymentFrequency.samples).toBe(250);
    expect(fact).toMatchObject({ days: 90, since: '1970-01-01' });
  });

  it('delivery is none without an event', () => {
    expect(toDeliveryFact(foldDelivery([]), options)).toBeNull();
  });

  it('incidents are those of twelve months, newest first', () => {
    const { incidents } = foldDelivery([
      incident('ancient', 'detected', '2025-06-14T00:00:00Z'),
      incident('old', 'detected', '2025-06-16T00:00:00Z'),
      incident('new', 'detected', '2026-05-18T02:40:00Z', { severity: 'P2' }),
      incident('new', 'updated', '2026-05-18T02:58:00Z'),
      incident('new', 'mitigated', '2026-05-18T03:25:00Z'),
      incident('early', 'detected', '2026-05-01T00:10:00Z'),
      incident('early', 'updated', '2026-05-01T00:00:00Z'),
    ]);
    const fact = toIncidentsFact([incidents, incidents.slice(1)], {
      now,
      timeZone: 'UTC',
      since: Date.parse('2025-06-14T00:00:00Z'),
    });
    expect(incidentsFact.type.parse(fact)).toEqual(fact);
    expect(fact.incidents.map(it => it.id)).toEqual(['new', 'early', 'old']);
    expect(fact).toMatchObject({ since: '2025-06-14', updatesObserved: true });
    expect(fact.incidents[0]).toEqual({
      id: 'new',
      url: null,
      severity: 2,
      detectedAt: '2026-05-18T02:40:00.000Z',
      mitigatedAt: '2026-05-18T03:25:00.000Z',
      resolvedAt: null,
      minutesToFirstUpdate: 18,
      postmortemUrl: null,
      postmortemAt: null,
    });
    expect(fact.incidents[1].minutesToFirstUpdate).toBe(0);
  });
});
