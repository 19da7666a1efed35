import { mockServices } from '@backstage/backend-test-utils';
import { readReactionsConfig } from './readReactionsConfig';
import { readRetentionConfig } from './readRetentionConfig';

const configOf = (readiness: object) =>
  mockServices.rootConfig({
    data: JSON.parse(JSON.stringify({ readiness })),
  });
const reactions = (own: object = {}) =>
  readReactionsConfig(configOf({ reactions: own }));
const retention = (own: object = {}) =>
  readRetentionConfig(configOf({ retention: own }));

describe('readReactionsConfig', () => {
  it('tells of changes within the hour, and sends no digest unless asked to', () => {
    expect(reactions()).toEqual({
      signals: true,
      events: true,
      notificationHours: 1,
      maximumAgeMs: 86_400_000,
      teamMetrics: false,
    });
    expect(reactions({ digest: { enabled: true } }).digest).toEqual({
      weekday: 1,
      hour: 9,
    });
  });

  it('reads each key', () => {
    expect(
      reactions({
        signals: { enabled: false },
        events: { enabled: false },
        notifications: { enabled: false },
        digest: { enabled: true, weekday: 5, hour: 0 },
        maximumAge: { hours: 6 },
        metrics: { teams: true },
      }),
    ).toEqual({
      signals: false,
      events: false,
      digest: { weekday: 5, hour: 0 },
      maximumAgeMs: 6 * 3_600_000,
      teamMetrics: true,
    });
    expect(
      reactions({ notifications: { window: 'PT4H' } }).notificationHours,
    ).toBe(4);
  });

  it.each([
    [{ notifications: { window: { minutes: 90 } } }, 'notifications.window'],
    [{ notifications: { window: { hours: 25 } } }, 'notifications.window'],
    [{ maximumAge: { hours: 1 } }, 'maximumAge'],
    [{ maximumAge: { days: 8 } }, 'maximumAge'],
    [{ digest: { weekday: 0 } }, 'digest.weekday'],
    [{ digest: { hour: 24 } }, 'digest.hour'],
  ])('names the key of %j', (own, name) => {
    expect(() => reactions(own)).toThrow(`readiness.reactions.${name}`);
  });
});

describe('readRetentionConfig', () => {
  it('has a default for everything, and reads each key', () => {
    expect(retention()).toEqual({
      transitionDays: 400,
      factDays: 90,
      snapshotDays: 800,
      removedEntityDays: 400,
    });
    expect(
      retention({
        transitions: { days: 60 },
        factHistory: { days: 7 },
        snapshots: { years: 1 },
        removedEntities: { days: 31 },
      }),
    ).toEqual({
      transitionDays: 60,
      factDays: 7,
      snapshotDays: 365,
      removedEntityDays: 31,
    });
  });

  it.each(['transitions', 'snapshots', 'removedEntities'])(
    'keeps what pages look back on: %s',
    name => {
      expect(() => retention({ [name]: { days: 30 } })).toThrow(
        `readiness.retention.${name} must be at least 31 days`,
      );
    },
  );
});
