import { MetricSample } from '@team-readiness/backstage-plugin-readiness-common';
import { Words } from '@team-readiness/backstage-plugin-readiness-react';
import { ReadinessT } from '../translations';

type Sample =
  | 'deployment'
  | 'change'
  | 'failedDeployment'
  | 'incident'
  | 'followUp'
  | 'service';

/** The metrics of delivery, and what one sample of each is. */
const deliverySamples: Readonly<Record<MetricSample['id'], Sample>> = {
  'deployment-frequency': 'deployment',
  'change-lead-time': 'change',
  'merge-to-production': 'change',
  'change-fail-rate': 'deployment',
  'recovery-time': 'failedDeployment',
  'rework-rate': 'deployment',
};

/** What one sample of a measure of an impact brief is, where it is none of delivery. */
const otherSamples = new Map<string, Sample>([
  ['time-to-mitigate', 'incident'],
  ['follow-ups-in-time', 'followUp'],
  ['spend', 'service'],
]);

/** Units of measures that only count something: the count is its own sample. */
const counted = new Map<string, Sample>([
  ['incidents', 'incident'],
  ['services', 'service'],
]);

const currencyPattern = /^[A-Z]{3}$/;

/** Whether a metric is one of delivery. */
function isDelivery(id: string): id is MetricSample['id'] {
  return Object.hasOwn(deliverySamples, id);
}

function countedWords(
  t: ReadinessT,
  sample: Sample | undefined,
  count: number,
) {
  return t(`delivery.metrics.samples.${sample ?? 'sample'}`, { count });
}

/**
 * The value of a metric with its unit: "4.2 a week", "1 d 6 h", "7.4%", "3 incidents", "EUR 1,240".
 *
 * @param value - in `unit`
 * @param unit - of the API; one that is not known stands behind the number
 */
export function valueWords(
  t: ReadinessT,
  words: Words,
  value: number,
  unit: string,
): string {
  switch (unit) {
    case 'per week':
      return t('delivery.metrics.perWeek', { value: words.number(value) });
    case 'percent':
      return t('delivery.metrics.percent', { value: words.number(value) });
    case 'hours':
      return words.duration(value * 3_600_000);
    case 'minutes':
      return words.duration(value * 60_000);
    default:
  }
  const sample = counted.get(unit);
  if (sample) {
    return countedWords(t, sample, value);
  }
  return currencyPattern.test(unit)
    ? t('delivery.metrics.money', {
        currency: unit,
        value: words.number(Math.round(value)),
      })
    : `${words.number(value)} ${unit}`.trim();
}

/**
 * What readers call a metric of delivery; of any other the title it has.
 */
export function titleOf(
  t: ReadinessT,
  { id, title }: { id: string; title: string },
): string {
  return isDelivery(id) ? t(`delivery.metrics.titles.${id}`) : title;
}

/**
 * What a metric tells, in a sentence; empty where it is not one of ours.
 *
 * @param id - of the metric
 */
export function tellsWords(t: ReadinessT, id: string): string {
  return isDelivery(id) ? t(`delivery.metrics.tells.${id}`) : '';
}

/**
 * Whether a metric only counts something, so that its value is its own sample.
 *
 * @param unit - of the API
 */
export function isCount(unit: string): boolean {
  return counted.has(unit);
}

/**
 * How many samples a metric is made of, e.g. "54 deployments".
 *
 * @param id - of the metric; of one that is not ours they are samples
 */
export function samplesWords(
  t: ReadinessT,
  id: string,
  samples: number,
): string {
  return countedWords(
    t,
    isDelivery(id) ? deliverySamples[id] : otherSamples.get(id),
    samples,
  );
}

/**
 * A metric in words. What is not known is never a number.
 *
 * @returns what stands in large letters, and the line below it: "4.2 a week" and "from 54 deployments",
 * "Not enough data" and "3 of the 20 deployments it takes", "Not measured" and "No events of …"
 */
export function metricWords(
  t: ReadinessT,
  words: Words,
  metric: MetricSample,
): {
  value: string;
  isKnown: boolean;
  note: string;
} {
  const { id, unit, measured, value, samples, minimum } = metric;
  if (!measured) {
    return {
      value: t('delivery.metrics.notMeasured'),
      isKnown: false,
      note: isDelivery(id)
        ? t('delivery.metrics.noEvents', {
            what: t(`delivery.metrics.needs.${id}`),
          })
        : t('delivery.metrics.noEventsOther'),
    };
  }
  if (value === null) {
    return {
      value: t('delivery.metrics.notEnough'),
      isKnown: false,
      note:
        samples < minimum
          ? t('delivery.metrics.ofNeeded', {
              samples,
              needed: samplesWords(t, id, minimum),
            })
          : t('delivery.metrics.fromFew', {
              samples: samplesWords(t, id, samples),
            }),
    };
  }
  return {
    value: valueWords(t, words, value, unit),
    isKnown: true,
    note: t('delivery.metrics.from', { samples: samplesWords(t, id, samples) }),
  };
}
