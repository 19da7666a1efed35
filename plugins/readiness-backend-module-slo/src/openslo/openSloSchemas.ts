/**
 * Schemas of OpenSLO v1 documents, written from the specification
 * (https://github.com/OpenSLO/OpenSLO, version v1).
 *
 * They refuse what is wrong or contradicts itself. What is merely missing is
 * let through: an SLO that is still without a time window is not a broken
 * file, it is an SLO that is not complete. `missingParts` tells what is missing.
 */
import { z } from 'zod';
import {
  alertConditionSpec,
  alertPolicyEntry,
  alertPolicySpec,
  notificationTargetSpec,
} from './alertSchemas';
import {
  dataSourceSpec,
  indicatorSpec,
  inlineIndicator,
} from './indicatorSchemas';
import { description, duration, excludes, metadata, name } from './schemaParts';

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
    if (window.isRolling && window.calendar) {
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
    // A number is one of minutes.
    timeSliceWindow: z
      .union([z.number().int().gt(0).max(525_600), duration], {
        error: 'is neither a number of minutes nor a duration such as 5m',
      })
      .nullish(),
    indicator: inlineIndicator,
    indicatorRef: name.nullish(),
    compositeWeight: z.number().gt(0).nullish(),
  })
  .superRefine((value, context) => {
    excludes(value, 'target', 'targetPercent', context);
    excludes(value, 'indicator', 'indicatorRef', context);
  });

/** Spec of an `SLO`. @public */
export const sloSpec = z
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
  AlertNotificationTarget: z.looseObject({
    metadata,
    spec: notificationTargetSpec,
  }),
  DataSource: z.looseObject({ metadata, spec: dataSourceSpec }),
  Service: z.looseObject({
    metadata,
    spec: z.looseObject({ description }).nullish(),
  }),
} satisfies Record<OpenSloKind, z.ZodType>;

/**
 * Spec of an SLO as written.
 *
 * @public
 */
export type SloSpec = z.output<typeof sloSpec>;

/** An objective of an SLO as written. */
export type ObjectiveSpec = z.output<typeof objective>;
