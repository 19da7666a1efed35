import { deployment, incident } from './__testUtils__/events';
import { foldDelivery } from './DeliveryFold';
import { defaultDeliveryRules } from './DeliveryRules';

const day = (number: number, time = '12:00') =>
  `2026-05-${String(number).padStart(2, '0')}T${time}:00Z`;
const at = (text: string) => Date.parse(text);

const failures = (events: Parameters<typeof foldDelivery>[0]) =>
  Object.fromEntries(
    foldDelivery(events)
      .deployments.filter(it => it.failure)
      .map(it => [it.id, it.failure]),
  );

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
