import { mockServices } from '@backstage/backend-test-utils';
import { readDeliveryConfig } from './readDeliveryConfig';

const read = (delivery?: object, more: object = {}) =>
  readDeliveryConfig(
    mockServices.rootConfig({
      data: JSON.parse(JSON.stringify({ readiness: { ...more, delivery } })),
    }),
  );

describe('readDeliveryConfig', () => {
  it('has a default for everything', () => {
    const { severities, ...config } = read();
    expect(config).toEqual({
      timeZone: 'UTC',
      windowDays: 90,
      environments: [
        { match: 'prod*', production: true },
        { match: 'live*', production: true },
      ],
      incidentWindowHours: 24,
      retentionDays: 400,
      push: undefined,
    });
    expect(
      ['p1', 'sev2', 'critical', 'minor', 'sev-3', '5', 'p0', 'nothing'].map(
        word => severities.get(word),
      ),
    ).toEqual([1, 2, 1, 4, 3, 5, 1, undefined]);
    expect(Object.isFrozen(config.environments)).toBe(true);
  });

  it('reads each key', () => {
    const config = read({
      timeZone: 'Europe/Berlin',
      window: 30,
      environments: [
        { match: 'prod-shadow', production: false },
        { match: 'Prod-*', production: true, order: 9 },
      ],
      severities: { Katastrophe: 1, P1: 2 },
      incidentWindow: { hours: 4 },
      retention: 'P60D',
      push: [
        { subject: 'external:ci' },
        {
          subject: 'external:gitops',
          sources: ['https://argo.example/*'],
          targets: ['repository:https://git.example/Shop*'],
        },
      ],
    });
    expect(config).toMatchObject({
      timeZone: 'Europe/Berlin',
      windowDays: 30,
      environments: [
        { match: 'prod-shadow', production: false },
        { match: 'Prod-*', production: true, order: 9 },
      ],
      incidentWindowHours: 4,
      retentionDays: 60,
      push: [
        { subject: 'external:ci', sources: undefined, targets: undefined },
        {
          subject: 'external:gitops',
          sources: ['https://argo.example/*'],
          targets: ['repository:https://git.example/shop*'],
        },
      ],
    });
    expect(config.severities.get('katastrophe')).toBe(1);
    expect(config.severities.get('p1')).toBe(2);
    expect(config.severities.get('p3')).toBe(3);
  });

  it('takes the time zone of the calendar where it has none', () => {
    const calendar = { timeZone: 'Asia/Dubai' };
    expect(read(undefined, { calendar }).timeZone).toBe('Asia/Dubai');
    expect(read({ timeZone: 'UTC' }, { calendar }).timeZone).toBe('UTC');
  });

  it.each([
    [{ timeZone: 'Europe/Atlantis' }, /readiness\.delivery\.timeZone must/],
    [{ window: 6 }, /readiness\.delivery\.window must/],
    [{ window: 366 }, /readiness\.delivery\.window must/],
    [
      { retention: { days: 90 } },
      /readiness\.delivery\.retention must be longer/,
    ],
    [{ retention: 'ever' }, /readiness\.delivery\.retention is not/],
    [{ incidentWindow: { days: 31 } }, /readiness\.delivery\.incidentWindow/],
    [{ environments: [{ match: ' ', production: true }] }, /\[0\]\.match/],
    [{ environments: [{ match: 'x' }] }, /environments\[0\]\.production/],
    [{ severities: { bad: 0 } }, /severities\.bad must be/],
    [{ severities: ['P1'] }, /severities must map/],
    [{ push: [{ subject: 'a' }, { subject: 'a' }] }, /push\[1\]\.subject/],
    [{ push: [{ subject: 'a', sources: [] }] }, /push\[0\]\.sources must hold/],
    [{ push: [{ sources: ['a'] }] }, /push\[0\]\.subject/],
  ])('refuses %j and names the key', (delivery, message) => {
    expect(() => read(delivery)).toThrow(message);
  });
});
