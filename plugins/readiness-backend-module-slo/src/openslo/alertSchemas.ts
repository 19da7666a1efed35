import { z } from 'zod';
import { description, duration, excludes, metadata, name } from './schemaParts';

const flag = z.boolean().nullish();

/** Spec of an `AlertCondition`, inline or as a document. @public */
export const alertConditionSpec = z.looseObject({
  description,
  severity: z.string().max(253).nullish(),
  condition: z
    .looseObject({
      kind: z
        .literal('burnrate', {
          error: 'must be burnrate, the one kind that OpenSLO v1 knows',
        })
        .nullish(),
      op: z.enum(['lte', 'gte', 'lt', 'gt']).nullish(),
      threshold: z.number().nullish(),
      lookbackWindow: duration.nullish(),
      // The specification names 0m as its default.
      alertAfter: z.union([z.literal('0m'), duration]).nullish(),
    })
    .nullish(),
});

/** Spec of an `AlertNotificationTarget`, inline or as a document. @public */
export const notificationTargetSpec = z.looseObject({
  description,
  target: z.string().max(253).nullish(),
});

/** Spec of an `AlertPolicy`, inline or as a document. @public */
export const alertPolicySpec = z.looseObject({
  description,
  alertWhenNoData: flag,
  alertWhenResolved: flag,
  alertWhenBreaching: flag,
  conditions: z
    .array(
      z
        .looseObject({
          conditionRef: name.nullish(),
          kind: z.literal('AlertCondition').nullish(),
          metadata: metadata.nullish(),
          spec: alertConditionSpec.nullish(),
        })
        .superRefine((value, context) =>
          excludes(value, 'spec', 'conditionRef', context),
        ),
    )
    .max(1, 'takes one condition; OpenSLO v1 keeps the list for later')
    .nullish(),
  notificationTargets: z
    .array(
      z
        .looseObject({
          targetRef: name.nullish(),
          kind: z.literal('AlertNotificationTarget').nullish(),
          metadata: metadata.nullish(),
          spec: notificationTargetSpec.nullish(),
        })
        .superRefine((value, context) =>
          excludes(value, 'spec', 'targetRef', context),
        ),
    )
    .max(100)
    .nullish(),
});

/** An alert policy within an SLO. */
export const alertPolicyEntry = z
  .looseObject({
    alertPolicyRef: name.nullish(),
    kind: z.literal('AlertPolicy').nullish(),
    metadata: metadata.nullish(),
    spec: alertPolicySpec.nullish(),
  })
  .superRefine((value, context) =>
    excludes(value, 'spec', 'alertPolicyRef', context),
  );

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
 * Spec of a notification target as written, inline or as a document.
 *
 * @public
 */
export type NotificationTargetSpec = z.output<typeof notificationTargetSpec>;
