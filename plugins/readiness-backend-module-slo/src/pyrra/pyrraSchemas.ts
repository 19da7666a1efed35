/**
 * Schema of Pyrra's Kubernetes object ServiceLevelObjective, `pyrra.dev/v1alpha1`
 * (https://github.com/pyrra-dev/pyrra, its custom resource definition and admission webhook).
 *
 * It refuses what Pyrra itself refuses, and a target of 100: it leaves no budget to measure.
 */
import { z } from 'zod';
import { plainPromQl, selectorOf } from '../measurement';

/** A duration of Prometheus, e.g. `2w` or `1d12h`. */
const durationPattern =
  /^(?:\d{1,6}y)?(?:\d{1,6}w)?(?:\d{1,6}d)?(?:\d{1,6}h)?(?:\d{1,6}m)?(?:\d{1,6}s)?(?:\d{1,9}ms)?$/;
const unitSeconds: Record<string, number> = {
  y: 365 * 86_400,
  w: 7 * 86_400,
  d: 86_400,
  h: 3_600,
  m: 60,
  s: 1,
  ms: 0.001,
};

/** @returns undefined where it is no duration of Prometheus, or none at all */
export function prometheusSeconds(text: string): number | undefined {
  if (text === '' || !durationPattern.test(text)) {
    return undefined;
  }
  const seconds = [...text.matchAll(/(\d+)(ms|[ywdhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * unitSeconds[unit],
    0,
  );
  return seconds > 0 ? seconds : undefined;
}

const duration = z
  .string({ error: 'is missing, expected text' })
  .refine(
    text => prometheusSeconds(text) !== undefined,
    'is not a duration of Prometheus such as 2w or 28d',
  );

/** Series that are selected, e.g. `requests_total{code=~"5.."}`: Pyrra takes nothing else. */
const selector = z
  .string({ error: 'is missing, expected text' })
  .min(1, 'must be set')
  .max(10_000)
  .refine(text => {
    const plain = plainPromQl(text);
    return 'query' in plain && selectorOf(plain.query) === plain.query;
  }, 'must select series, such as requests_total{job="shop"}');

const query = z.looseObject({ metric: selector });
const grouping = z.array(z.string().max(200)).max(50).nullish();

const ratio = z.looseObject({ errors: query, total: query, grouping });
const latency = z.looseObject({
  success: z.looseObject({
    metric: selector.refine(
      text => /[{,]\s*le\s*=\s*["'`]\s*[-+0-9.eEinfIN]+\s*["'`]/.test(text),
      'must select a bucket by its label le, such as le="0.5"',
    ),
  }),
  total: query,
  grouping,
});
const latencyNative = z.looseObject({
  latency: duration,
  total: query,
  grouping,
});
const boolGauge = z.looseObject({ metric: selector, grouping });

const indicator = z
  .looseObject({
    ratio: ratio.nullish(),
    latency: latency.nullish(),
    latencyNative: latencyNative.nullish(),
    bool_gauge: boolGauge.nullish(),
  })
  .superRefine((value, context) => {
    const given = [
      value.ratio,
      value.latency,
      value.latencyNative,
      value.bool_gauge,
    ].filter(Boolean);
    if (given.length !== 1) {
      context.addIssue({
        code: 'custom',
        path: [],
        message: `needs one of ratio, latency, latencyNative and bool_gauge, and has ${
          given.length === 0 ? 'none' : 'several'
        }`,
      });
    }
  });

const flag = z.boolean().nullish();

/** The Kubernetes object ServiceLevelObjective. */
export const pyrraObject = z.looseObject({
  apiVersion: z.literal('pyrra.dev/v1alpha1'),
  kind: z.literal('ServiceLevelObjective'),
  metadata: z.looseObject({
    name: z
      .string({ error: 'is missing, expected text' })
      .trim()
      .min(1, 'must be set')
      .max(253),
    labels: z.unknown().optional(),
    annotations: z.unknown().optional(),
  }),
  spec: z.looseObject({
    description: z.string().max(10_000).nullish(),
    target: z
      .string({ error: 'is missing, expected a per cent as text' })
      .refine(text => {
        const target = text.trim() === '' ? NaN : Number(text);
        return target >= 0 && target < 100;
      }, 'must be a per cent from 0 to below 100, as text'),
    window: duration,
    indicator,
    alerting: z
      .looseObject({
        disabled: flag,
        burnrates: flag,
        absent: flag,
        name: z.string().max(300).nullish(),
        absentName: z.string().max(300).nullish(),
      })
      .nullish(),
  }),
});

/** The object as written. */
export type PyrraObject = z.output<typeof pyrraObject>;
