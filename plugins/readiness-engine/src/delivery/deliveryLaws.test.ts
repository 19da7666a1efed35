import {
  DeliveryEvent,
  deliveryEventSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { DeliveryFold, foldDelivery } from './DeliveryFold';
import { deliveryMetrics } from './deliveryMetrics';
import { weekdayRisks } from './weekdayRisks';

const hour = 3_600_000;
const begin = Date.parse('2026-03-01T00:00:00Z');

const time = fc
  .integer({ min: 0, max: 30 * 24 })
  .map(hours => new Date(begin + hours * hour).toISOString());
const oneOf = (...names: string[]) => fc.constantFrom(...names);
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const origin = {
  source: oneOf('a', 'b'),
  id: fc.integer({ min: 0, max: 40 }).map(String),
  at: time,
  targets: fc.constant(['service:checkout']),
};
const names = oneOf('c1', 'c2', 'c3', 'd1', 'd2');

/** Few names, so that events meet. */
const anyEvent: fc.Arbitrary<DeliveryEvent> = fc
  .oneof(
    fc.record({
      ...origin,
      kind: fc.constant('change' as const),
      change: oneOf('c1', 'c2', 'c3'),
      commits: fc.array(fc.record({ commit: oneOf('x', 'y'), at: time }), {
        maxLength: 2,
      }),
      approved: maybe(fc.boolean()),
      aliases: fc.array(oneOf('p1', 'p2'), { maxLength: 1 }),
    }),
    fc.record({
      ...origin,
      kind: fc.constant('approval' as const),
      of: oneOf('p1', 'c1', 'd1', 'x'),
      environment: maybe(oneOf('prod', 'staging')),
    }),
    fc.record({
      ...origin,
      kind: fc.constant('artifact' as const),
      artifact: oneOf('pkg:1', 'pkg:2'),
      digest: maybe(oneOf('sha256:1', 'sha256:2')),
      change: maybe(names),
    }),
    fc.record({
      ...origin,
      kind: fc.constant('deployment' as const),
      deployment: oneOf('d1', 'd2', 'd3', 'd4'),
      status: fc.constantFrom(
        'started' as const,
        'succeeded' as const,
        'succeeded' as const,
        'failed' as const,
        'rolled-back' as const,
      ),
      environment: oneOf('prod', 'Prod', 'staging'),
      commit: maybe(names),
      artifact: maybe(oneOf('pkg:1', 'pkg:2')),
      digest: maybe(oneOf('sha256:1', 'sha256:2')),
      run: fc.constant(null),
      approved: maybe(fc.boolean()),
      planned: maybe(fc.boolean()),
    }),
    fc.record({
      ...origin,
      kind: fc.constant('incident' as const),
      incident: oneOf('i1', 'i2'),
      phase: fc.constantFrom(
        'detected' as const,
        'acknowledged' as const,
        'mitigated' as const,
        'resolved' as const,
        'reopened' as const,
        'updated' as const,
        'postmortem' as const,
        'changed' as const,
      ),
      title: maybe(oneOf('one', 'two')),
      severity: maybe(oneOf('P1', 'P2')),
      deployment: maybe(names),
      sendsUpdates: maybe(fc.boolean()),
    }),
    fc.record({
      ...origin,
      kind: fc.constant('freeze' as const),
      title: oneOf('one', 'two'),
    }),
  )
  .map(event => deliveryEventSchema.parse(event));

const someEvents = fc.array(anyEvent, { maxLength: 40 });
const someOrder = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });

function shuffle<T>(items: readonly T[], order: readonly number[]): T[] {
  return items
    .map((item, index) => ({ item, key: order[index % order.length] }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
}

describe('the laws of folding', () => {
  it('the order in which events come does not matter', () => {
    fc.assert(
      fc.property(someEvents, someOrder, (events, order) => {
        expect(foldDelivery(shuffle(events, order))).toEqual(
          foldDelivery(events),
        );
      }),
      propertyRuns,
    );
  });

  it('the same event again changes nothing', () => {
    fc.assert(
      fc.property(someEvents, someOrder, (events, order) => {
        const again = shuffle([...events, ...events], order);
        expect(foldDelivery(again)).toEqual(foldDelivery(events));
      }),
      propertyRuns,
    );
  });

  it('late batches lead where one batch does, whatever was asked in between', () => {
    fc.assert(
      fc.property(someEvents, fc.nat({ max: 40 }), (events, cut) => {
        const fold = new DeliveryFold();
        events.slice(cut).forEach(event => fold.add(event));
        fold.finish();
        events.slice(0, cut).forEach(event => fold.add(event));
        expect(fold.finish()).toEqual(foldDelivery(events));
      }),
      propertyRuns,
    );
  });

  it('a change comes to production once, with a deployment that was finished', () => {
    fc.assert(
      fc.property(someEvents, events => {
        const { changes, deployments } = foldDelivery(events);
        const brought = deployments.flatMap(it => it.changes);
        expect(new Set(brought).size).toBe(brought.length);
        for (const { id, deployedAt } of changes) {
          const by = deployments.find(it => it.changes.includes(id));
          expect(by?.at ?? null).toBe(deployedAt);
        }
      }),
      propertyRuns,
    );
  });

  it('no recovery comes before its deployment, and each failure has a reason', () => {
    fc.assert(
      fc.property(someEvents, events => {
        for (const { at, failure } of foldDelivery(events).deployments) {
          expect(failure?.reasons.length).not.toBe(0);
          expect(failure?.recoveredAt ?? at).toBeGreaterThanOrEqual(at);
        }
      }),
      propertyRuns,
    );
  });
});

describe('the laws of counting', () => {
  const window = {
    from: new Date(begin),
    to: new Date(begin + 40 * 24 * hour),
  };

  it('an entity that shares all of its events adds nothing', () => {
    fc.assert(
      fc.property(someEvents, events => {
        const record = foldDelivery(events);
        expect(deliveryMetrics([record, record], window)).toEqual(
          deliveryMetrics([record], window),
        );
      }),
      propertyRuns,
    );
  });

  it('two windows have together what one over both has', () => {
    fc.assert(
      fc.property(someEvents, fc.nat({ max: 40 }), (events, days) => {
        const record = foldDelivery(events);
        const middle = new Date(begin + days * 24 * hour);
        const of = (from: Date, to: Date) =>
          deliveryMetrics([record], { from, to });
        const whole = of(window.from, window.to);
        const first = of(window.from, middle);
        const second = of(middle, window.to);
        for (const id of ['changeFailRate', 'recoveryTime'] as const) {
          // What happened before the first event is known of neither.
          expect(first[id].samples + second[id].samples).toBe(
            whole[id].samples,
          );
        }
        expect(whole.changeFailRate.percent ?? 0).toBeLessThanOrEqual(100);
        expect(whole.reworkRate.samples).toBeLessThanOrEqual(
          whole.deploymentFrequency.samples,
        );
      }),
      propertyRuns,
    );
  });

  it('weekdays have together the deployments of the window', () => {
    fc.assert(
      fc.property(someEvents, events => {
        const record = foldDelivery(events);
        const risks = weekdayRisks([record], {
          today: '2026-04-05',
          days: 60,
          timeZone: 'UTC',
        });
        const sum = (key: 'deployments' | 'failures') =>
          risks.reduce((total, it) => total + it[key], 0);
        expect(sum('deployments')).toBe(record.deployments.length);
        expect(sum('failures')).toBe(
          record.deployments.filter(it => it.failure).length,
        );
      }),
      propertyRuns,
    );
  });
});
