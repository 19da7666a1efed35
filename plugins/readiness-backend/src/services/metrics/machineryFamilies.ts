import { Monitoring } from '../../database/operations/monitoring';
import { gauge, MetricFamily } from './MetricFamily';

/** How the machinery is, as numbers. */
export function machineryFamilies(
  state: Monitoring,
  now: Date,
): MetricFamily[] {
  const ofCollectors = (
    value: (each: (typeof state.collectors)[number]) => number | null,
  ) =>
    state.collectors.flatMap(each => {
      const number = value(each);
      return number === null
        ? []
        : [{ labels: { collector: each.collector }, value: number }];
    });
  return [
    gauge('evaluation_queue_entities', 'Entities that wait for evaluation.', [
      { labels: {}, value: state.waiting },
    ]),
    gauge(
      'evaluation_queue_lag_seconds',
      'For how long the first of them has waited.',
      [{ labels: {}, value: state.waitingMs / 1_000 }],
    ),
    {
      name: 'collector_runs',
      type: 'counter',
      help: 'Complete runs of a collector over all entities.',
      samples: ofCollectors(each => each.completed),
    },
    gauge(
      'collector_failed_runs',
      'Runs in a row that failed.',
      ofCollectors(each => each.attempt),
    ),
    gauge(
      'collector_observed_entities',
      'Entities of which the last run saw something.',
      ofCollectors(each => each.observed),
    ),
    gauge(
      'collector_failed_entities',
      'Entities that the last run could not observe.',
      ofCollectors(each => each.failed),
    ),
    gauge(
      'collector_age_seconds',
      'Time since the last run ended.',
      ofCollectors(each =>
        each.finishedAt === null
          ? null
          : Math.max(0, now.getTime() - each.finishedAt) / 1_000,
      ),
    ),
    gauge(
      'problems',
      'What could not be read, computed or told.',
      state.problems.map(({ subject, count }) => ({
        labels: { subject },
        value: count,
      })),
    ),
    gauge(
      'reactions_waiting',
      'What has still to be told, by who tells it; outbox: not sorted yet.',
      state.reactions.map(({ reaction, waiting }) => ({
        labels: { reaction },
        value: waiting,
      })),
    ),
    gauge(
      'reactions_put_aside',
      'What could not be told and was given up.',
      state.reactions
        .filter(({ reaction }) => reaction !== 'outbox')
        .map(({ reaction, putAside }) => ({
          labels: { reaction },
          value: putAside,
        })),
    ),
  ];
}
