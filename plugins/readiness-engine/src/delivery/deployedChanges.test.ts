import { change, deployment, event } from './__testUtils__/events';
import { foldDelivery } from './DeliveryFold';

const day = (number: number, time = '12:00') =>
  `2026-05-${String(number).padStart(2, '0')}T${time}:00Z`;
const at = (text: string) => Date.parse(text);

const brought = (events: Parameters<typeof foldDelivery>[0]) =>
  Object.fromEntries(
    foldDelivery(events).deployments.map(it => [it.id, it.changes]),
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

  it('has the time of the merge, where a push without a time of its own tells of it, too', () => {
    // GitLab moves the branch on to the commit as it is, and its push hook tells no other time.
    const pushed = change('c9', day(2), [['c9', day(2)]]);
    const merged = change('c9', day(6), [['c9', day(2)]]);
    const mergedAt = (events: Parameters<typeof foldDelivery>[0]) =>
      foldDelivery(events).changes.map(it => it.mergedAt);
    expect(mergedAt([pushed, merged])).toEqual([at(day(6))]);
    expect(mergedAt([merged, pushed])).toEqual([at(day(6))]);
    expect(mergedAt([pushed])).toEqual([at(day(2))]);
    expect(mergedAt([merged, change('c9', day(5))])).toEqual([at(day(5))]);
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
