import { mockServices } from '@backstage/backend-test-utils';
import { readCollectorSchedule } from './readCollectorSchedule';

const defaults = { frequency: { hours: 24 }, timeToLive: { days: 3 } };

const read = (slo: object) =>
  readCollectorSchedule(
    mockServices.rootConfig({ data: { readiness: { collectors: { slo } } } }),
    'slo',
    defaults,
  );

describe('readCollectorSchedule', () => {
  it('takes defaults, and each configured duration', () => {
    expect(
      readCollectorSchedule(mockServices.rootConfig(), 'slo', defaults),
    ).toEqual(defaults);
    expect(read({ frequency: { minutes: 10 } })).toEqual({
      frequency: { minutes: 10 },
      timeToLive: { days: 3 },
    });
    expect(read({ timeToLive: 'P9D' }).timeToLive).toEqual({ days: 9 });
  });

  it.each([
    [{ frequency: 'often' }, /readiness\.collectors\.slo\.frequency/],
    [
      { frequency: { days: 3 } },
      /readiness\.collectors\.slo\.timeToLive must be longer/,
    ],
    [{ frequency: { minutes: 0 } }, /longer than nothing/],
  ])('refuses %j and names the key', (slo, message) => {
    expect(() => read(slo)).toThrow(message);
  });
});
