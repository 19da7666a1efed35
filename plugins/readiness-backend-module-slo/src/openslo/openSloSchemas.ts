/**
 * Schemas of OpenSLO v1 documents, written from the specification
 * (https://github.com/OpenSLO/OpenSLO, version v1).
 *
 * They refuse what is wrong or contradicts itself. What is merely missing is
 * let through: an SLO that is still without a time window is not a broken
 * file, it is an SLO that is not complete. What Readiness never reads (metric
 * sources, notification targets) is not looked at.
 */
import { z } from 'zod';

/**
 * The one API version that is read.
 *
 * @public
 */
export const openSloVersion = 'openslo/v1';

/** The kinds of OpenSLO v1. */
export const openSloKinds = [
  'SLO',
  'SLI',
  'AlertPolicy',
  'AlertCondition',
  'AlertNotificationTarget',
  'DataSource',
  'Service',
] as const;

/** One of the kinds of OpenSLO v1. */
export type OpenSloKind = (typeof openSloKinds)[number];

const name = z.string().trim().min(1).max(253);
const description = z
  .string()
  .max(1_050, 'has more than the 1,050 characters that OpenSLO allows')
  .nullish();
const duration = z
  .string()
  .max(20)
  .regex(
    /^[1-9][0-9]*(m|h|d|w|M|Q|Y)$/,
    'is not a duration shorthand such as 1h, 28d, 4w, 1M or 1Q',
  );
// What annotations and labels hold never breaks a document.
const metadata = z.looseObject({
  name,
  displayName: z.string().nullish(),
  annotations: z.unknown().optional(),
  labels: z.unknown().optional(),
});

const excludes = (
  value: Record<string, unknown>,
  one: string,
  other: string,
  context: z.core.$RefinementCtx,
) => {
  if (isGiven(value[one]) && isGiven(value[other])) {
    context.addIssue({
      code: 'custom',
      path: [other],
      message: `excludes ${one}; only one of them may be given`,
    });
  }
};

/** Is there a value? A key without a value counts as missing. */
export function isGiven<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}

const metric = z.looseObject({}).nullish();

const indicatorSpec = z
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
        excludes(ratio, 'raw', 'total', context);
      })
      .nullish(),
  })
  .superRefine((spec, context) =>
    excludes(spec, 'thresholdMetric', 'ratioMetric', context),
  );

const inlineIndicator = z
  .looseObject({ metadata: metadata.nullish(), spec: indicatorSpec.nullish() })
  .nullish();

const timeWindow = z
  .looseObject({
    duration: duration.nullish(),
    isRolling: z.boolean().nullish(),
    calendar: z
      .looseObject({
        startTime: z.string().max(100).nullish(),
        timeZone: z.string().max(100).nullish(),
      })
      .nullish(),
  })
  .superRefine((window, context) => {
    if (window.isRolling && isGiven(window.calendar)) {
      context.addIssue({
        code: 'custom',
        path: ['calendar'],
        message: 'a rolling window has no calendar',
      });
    }
  });

const objective = z
  .looseObject({
    displayName: z.string().nullish(),
    op: z.enum(['lte', 'gte', 'lt', 'gt']).nullish(),
    value: z.number().nullish(),
    target: z
      .number()
      .min(0)
      .lt(1, 'must be a fraction below 1; write per cents as targetPercent')
      .nullish(),
    targetPercent: z.number().min(0).lt(100, 'must be below 100').nullish(),
    timeSliceTarget: z.number().gt(0).max(1).nullish(),
    timeSliceWindow: duration.nullish(),
    indicator: inlineIndicator,
    indicatorRef: name.nullish(),
    compositeWeight: z.number().gt(0).nullish(),
  })
  .superRefine((value, context) => {
    excludes(value, 'target', 'targetPercent', context);
    excludes(value, 'indicator', 'indicatorRef', context);
  });

const alertConditionSpec = z.looseObject({
  description,
  severity: z.string().nullish(),
  condition: z
    .looseObject({
      kind: z
        .literal('burnrate', {
          error: 'must be burnrate, the one kind that OpenSLO v1 knows',
        })
        .nullish(),
      op: z.string().nullish(),
      threshold: z.number().nullish(),
      lookbackWindow: duration.nullish(),
      alertAfter: duration.nullish(),
    })
    .nullish(),
});

const alertPolicySpec = z.looseObject({
  description,
  conditions: z
    .array(
      z
        .looseObject({
          conditionRef: name.nullish(),
          kind: z.literal('AlertCondition').nullish(),
          spec: alertConditionSpec.nullish(),
        })
        .superRefine((value, context) =>
          excludes(value, 'spec', 'conditionRef', context),
        ),
    )
    .max(100)
    .nullish(),
});

const alertPolicyEntry = z
  .looseObject({
    alertPolicyRef: name.nullish(),
    kind: z.literal('AlertPolicy').nullish(),
    spec: alertPolicySpec.nullish(),
  })
  .superRefine((value, context) =>
    excludes(value, 'spec', 'alertPolicyRef', context),
  );

const sloSpec = z
  .looseObject({
    description,
    service: z.string().max(253).nullish(),
    indicator: inlineIndicator,
    indicatorRef: name.nullish(),
    timeWindow: z
      .array(timeWindow)
      .max(1, 'takes exactly one time window')
      .nullish(),
    budgetingMethod: z
      .enum(['Occurrences', 'Timeslices', 'RatioTimeslices'])
      .nullish(),
    objectives: z.array(objective).max(100).nullish(),
    // Early documents of version 1 name a policy by a plain text.
    alertPolicies: z
      .array(
        z.preprocess(
          entry =>
            typeof entry === 'string' ? { alertPolicyRef: entry } : entry,
          alertPolicyEntry,
        ),
      )
      .max(100)
      .nullish(),
  })
  .superRefine((spec, context) =>
    excludes(spec, 'indicator', 'indicatorRef', context),
  );

/** Schema of each kind, without `apiVersion` and `kind`. */
export const openSloSchemas = {
  SLO: z.looseObject({ metadata, spec: sloSpec }),
  SLI: z.looseObject({ metadata, spec: indicatorSpec }),
  AlertPolicy: z.looseObject({ metadata, spec: alertPolicySpec }),
  AlertCondition: z.looseObject({ metadata, spec: alertConditionSpec }),
  AlertNotificationTarget: z.looseObject({ metadata }),
  DataSource: z.looseObject({ metadata }),
  Service: z.looseObject({ metadata }),
} satisfies Record<OpenSloKind, z.ZodType>;

/**
 * Spec of an SLO as written.
 *
 * @public
 */
export type SloSpec = z.output<typeof sloSpec>;
/**
 * Spec of an alert policy as written, inline or as a document.
 *
 * @public
 */
export type AlertPolicySpec = z.output<typeof alertPolicySpec>;
/**
 * Spec of an alert condition as written, inline or as a document.
 *
 * @public
 */
export type AlertConditionSpec = z.output<typeof alertConditionSpec>;
/**
 * Spec of an indicator as written, inline or as a document.
 *
 * @public
 */
export type IndicatorSpec = z.output<typeof indicatorSpec>;
