import { MetricSample } from '@team-readiness/backstage-plugin-readiness-common';
import { englishReader } from '../__testUtils__/englishReader';
import { metricWords, samplesWords, valueWords } from './metricWords';

const { t, words } = englishReader();

describe('valueWords', () => {
  it.each([
    [4.21, 'per week', '4.2 a week'],
    [30.5, 'hours', '1 d 6 h'],
    [0, 'hours', 'less than 1 s'],
    [48, 'minutes', '48 min'],
    [7.44, 'percent', '7.4%'],
    [1, 'incidents', '1 incident'],
    [0, 'services', '0 services'],
    [12431.2, 'EUR', 'EUR 12,431'],
    [3, 'reviews', '3 reviews'],
  ])('%d %s are %s', (value, unit, expected) => {
    expect(valueWords(t, words, value, unit)).toBe(expected);
  });
});

describe('samplesWords', () => {
  it.each([
    ['recovery-time', 1, '1 failed deployment'],
    ['time-to-mitigate', 3, '3 incidents'],
    ['follow-ups-in-time', 4, '4 follow-ups'],
    ['something-else', 1, '1 sample'],
    ['constructor', 2, '2 samples'],
  ])('%s', (id, samples, expected) => {
    expect(samplesWords(t, id, samples)).toBe(expected);
  });
});

describe('metricWords', () => {
  const metric: MetricSample = {
    id: 'change-fail-rate',
    title: 'Change fail rate',
    unit: 'percent',
    measured: true,
    value: 0,
    samples: 20,
    minimum: 20,
  };

  it('tells none from not known', () => {
    expect(metricWords(t, words, metric)).toEqual({
      value: '0%',
      isKnown: true,
      note: 'from 20 deployments',
    });
    expect(
      metricWords(t, words, { ...metric, value: null, samples: 3 }),
    ).toEqual({
      value: 'Not enough data',
      isKnown: false,
      note: '3 of the 20 deployments it takes',
    });
    expect(
      metricWords(t, words, {
        ...metric,
        measured: false,
        value: null,
        samples: 0,
      }),
    ).toEqual({
      value: 'Not measured',
      isKnown: false,
      note: 'No events of deployments, and of rollbacks or incidents',
    });
  });
});
