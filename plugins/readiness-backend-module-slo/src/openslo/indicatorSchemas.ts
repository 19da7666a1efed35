import { z } from 'zod';
import { description, excludes, metadata, name } from './schemaParts';

/**
 * Where a number comes from. What `spec` holds is up to each type of source;
 * Prometheus has `query`.
 */
const metric = z
  .looseObject({
    metricSource: z
      .looseObject({
        metricSourceRef: name.nullish(),
        type: z.string().max(100).nullish(),
        spec: z.unknown().optional(),
      })
      .nullish(),
  })
  .nullish();

/** Spec of an `SLI`, inline or as a document. @public */
export const indicatorSpec = z
  .looseObject({
    description,
    thresholdMetric: metric,
    ratioMetric: z
      .looseObject({
        counter: z.boolean().nullish(),
        good: metric,
        bad: metric,
        total: metric,
        raw: metric,
        rawType: z.enum(['success', 'failure']).nullish(),
      })
      .superRefine((ratio, context) => {
        excludes(ratio, 'good', 'bad', context);
        excludes(ratio, 'raw', 'good', context);
        excludes(ratio, 'raw', 'bad', context);
        excludes(ratio, 'raw', 'total', context);
      })
      .nullish(),
  })
  .superRefine((spec, context) =>
    excludes(spec, 'thresholdMetric', 'ratioMetric', context),
  );

/** An indicator within an SLO or an objective. */
export const inlineIndicator = z
  .looseObject({ metadata: metadata.nullish(), spec: indicatorSpec.nullish() })
  .nullish();

/** Spec of a `DataSource`. What `connectionDetails` holds is never looked at. @public */
export const dataSourceSpec = z.looseObject({
  description,
  type: z.string().max(100).nullish(),
});

/**
 * Spec of an indicator as written, inline or as a document.
 *
 * @public
 */
export type IndicatorSpec = z.output<typeof indicatorSpec>;

/**
 * Spec of a data source as written.
 *
 * @public
 */
export type DataSourceSpec = z.output<typeof dataSourceSpec>;

/** A metric of an indicator as written. */
export type MetricSpec = NonNullable<z.output<typeof metric>>;
