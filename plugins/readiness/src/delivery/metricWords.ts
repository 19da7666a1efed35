import { MetricSample } from '@team-readiness/backstage-plugin-readiness-common';
import {
  countWords,
  durationWords,
} from '@team-readiness/backstage-plugin-readiness-react';

/** What is said of a metric besides its title. */
interface MetricNotes {
  /** What one sample is, and several. */
  sample: readonly [one: string, many: string];
  /** What the number tells, in a sentence. */
  tells: string;
  /** What has to arrive before it can be measured. */
  needs: string;
}

const notes: Readonly<Record<MetricSample['id'], MetricNotes>> = {
  'deployment-frequency': {
    sample: ['deployment', 'deployments'],
    tells: 'How often something is deployed to production.',
    needs: 'deployments to production',
  },
  'change-lead-time': {
    sample: ['change', 'changes'],
    tells:
      'From the first commit of a change to production: half of the changes took longer, half less.',
    needs: 'changes with their commits, and of deployments',
  },
  'merge-to-production': {
    sample: ['change', 'changes'],
    tells: 'The part of it after the merge of a change.',
    needs: 'merged changes, and of deployments',
  },
  'change-fail-rate': {
    sample: ['deployment', 'deployments'],
    tells:
      'Deployments that were rolled back, replaced by a hotfix or named as the cause of an incident.',
    needs: 'deployments, and of rollbacks or incidents',
  },
  'recovery-time': {
    sample: ['failed deployment', 'failed deployments'],
    tells:
      'From a failed deployment until it worked again: half took longer, half less.',
    needs: 'failed deployments and their recovery',
  },
  'rework-rate': {
    sample: ['deployment', 'deployments'],
    tells: 'Deployments nobody had planned, to mend what users were shown.',
    needs: 'deployments that say whether they were planned',
  },
};

/** What one sample of a measure of an impact brief is, where it is none of delivery. */
const otherSamples = new Map<string, MetricNotes['sample']>([
  ['time-to-mitigate', ['incident', 'incidents']],
  ['follow-ups-in-time', ['follow-up', 'follow-ups']],
  ['spend', ['service', 'services']],
]);

/** Units of measures that only count something: the count is its own sample. */
const counted = new Map<string, MetricNotes['sample']>([
  ['incidents', ['incident', 'incidents']],
  ['services', ['service', 'services']],
]);

const currencyPattern = /^[A-Z]{3}$/;

function notesOf(id: string): MetricNotes | undefined {
  return Object.entries(notes).find(([known]) => known === id)?.[1];
}

const number = (value: number) =>
  value.toLocaleString('en', { maximumFractionDigits: 1 });

/**
 * The value of a metric with its unit: "4.2 a week", "1 d 6 h", "7.4%", "3 incidents", "EUR 1,240".
 *
 * @param value - in `unit`
 * @param unit - of the API; one that is not known stands behind the number
 */
export function valueWords(value: number, unit: string): string {
  switch (unit) {
    case 'per week':
      return `${number(value)} a week`;
    case 'percent':
      return `${number(value)}%`;
    case 'hours':
      return durationWords(value * 3_600_000);
    case 'minutes':
      return durationWords(value * 60_000);
    default:
  }
  const words = counted.get(unit);
  if (words) {
    return countWords(value, ...words);
  }
  return currencyPattern.test(unit)
    ? `${unit} ${Math.round(value).toLocaleString('en')}`
    : `${number(value)} ${unit}`.trim();
}

/**
 * What a metric tells, in a sentence; empty where it is not one of ours.
 *
 * @param id - of the metric
 */
export function tellsWords(id: string): string {
  return notesOf(id)?.tells ?? '';
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
export function samplesWords(id: string, samples: number): string {
  const [one, many] = notesOf(id)?.sample ??
    otherSamples.get(id) ?? ['sample', 'samples'];
  return countWords(samples, one, many);
}

/**
 * A metric in words. What is not known is never a number.
 *
 * @returns what stands in large letters, and the line below it: "4.2 a week" and "from 54 deployments",
 * "Not enough data" and "3 of the 20 deployments it takes", "Not measured" and "No events of …"
 */
export function metricWords(metric: MetricSample): {
  value: string;
  isKnown: boolean;
  note: string;
} {
  const { id, unit, measured, value, samples, minimum } = metric;
  if (!measured) {
    return {
      value: 'Not measured',
      isKnown: false,
      note: `No events of ${notesOf(id)?.needs ?? 'this kind'}`,
    };
  }
  if (value === null) {
    return {
      value: 'Not enough data',
      isKnown: false,
      note:
        samples < minimum
          ? `${samples} of the ${samplesWords(id, minimum)} it takes`
          : `From ${samplesWords(id, samples)}`,
    };
  }
  return {
    value: valueWords(value, unit),
    isKnown: true,
    note: `from ${samplesWords(id, samples)}`,
  };
}
