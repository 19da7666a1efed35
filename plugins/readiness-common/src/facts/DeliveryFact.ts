import { z } from 'zod';
import { defineFact } from './FactSchema';

/** A median in hours with the number of events that it was taken of. */
const median = (of: string) =>
  z.strictObject({
    measured: z
      .boolean()
      .describe(
        'The events that it needs arrive, whether there was one to count or not.',
      ),
    hours: z
      .number()
      .meta({ 'x-precision': 1 })
      .nullable()
      .describe(`Median of ${of}, in hours; null without a sample.`),
    samples: z.number().describe('How many there were in the window.'),
  });

/** A share of the production deployments. */
const share = (of: string) =>
  z.strictObject({
    measured: z
      .boolean()
      .describe(
        'The events that it needs arrive, whether there was one to count or not.',
      ),
    percent: z
      .number()
      .meta({ 'x-precision': 1 })
      .nullable()
      .describe(`${of}, in percent; null without a sample.`),
    samples: z.number().describe('Production deployments that were counted.'),
  });

const weekday = z.strictObject({
  weekday: z
    .enum([
      'Monday',
      'Tuesday',
      'Wednesday',
      'Thursday',
      'Friday',
      'Saturday',
      'Sunday',
    ])
    .describe('Day of the deployment in the configured time zone.'),
  deployments: z
    .number()
    .describe(
      'Production deployments on this weekday; several of one version on one day are one.',
    ),
  failures: z
    .number()
    .describe('Those of them that failed in the sense of `changeFailRate`.'),
  pValue: z
    .number()
    .meta({ 'x-precision': 6 })
    .nullable()
    .describe(
      'One-sided p value of the exact test of Fisher: how likely so many failures on this weekday would be if it were like the other ones. Null where one of the two has no deployment.',
    ),
  significantSince: z
    .string()
    .nullable()
    .describe(
      'ISO date since which `pValue` has been under 0.01 without a break; null where it is not.',
    ),
});

/** One production deployment with what proves how it came about. No names of people. */
const deployment = z.strictObject({
  id: z.string().describe('Id of the event or of the deployment at its host.'),
  at: z.string().describe('ISO time at which it was finished.'),
  environment: z
    .string()
    .describe('Name of the environment, e.g. `production-eu`.'),
  commit: z
    .string()
    .nullable()
    .describe('Commit that was deployed; null where the event names none.'),
  approved: z
    .boolean()
    .describe(
      'An approval by a person is on record for the change or the deployment: a review that approved it, a protected environment, or an approval event. By somebody other than its author, where both are known.',
    ),
  run: z
    .string()
    .nullable()
    .describe('http(s) link to the pipeline run; null where none is known.'),
  digest: z
    .string()
    .nullable()
    .describe(
      'Digest of the artifact, e.g. `sha256:…`; null where the event names none.',
    ),
  ranBeforeIn: z
    .string()
    .nullable()
    .describe(
      'Environment below production in which the same digest had been deployed before; null where it was seen in none.',
    ),
});

/**
 * Fact of the collector `delivery`: what the events of changes and deployments say.
 *
 * @public
 */
export const deliveryFact = defineFact({
  collector: 'delivery',
  title: 'the deployment events',
  description:
    'How changes reach production, computed of events (CDEvents `change.merged`, `service.deployed`, `service.upgraded`, `service.rolledback`, `approval.closed`, `incident.detected` and `incident.resolved`, or the same of GitHub, GitLab and PagerDuty). The five metrics are those of DORA, as medians with their sample sizes, and without tiers.',
  type: z.strictObject({
    days: z
      .number()
      .describe('Length of the window that is counted, in days up to today.'),
    since: z
      .string()
      .describe('ISO date of the first event that is known of the entity.'),
    deploymentFrequency: z
      .strictObject({
        measured: z.boolean().describe('Events of deployments arrive.'),
        perWeek: z
          .number()
          .meta({ 'x-precision': 2 })
          .nullable()
          .describe(
            'Deployments to production a week; null where none are measured.',
          ),
        samples: z.number().describe('Production deployments in the window.'),
      })
      .describe('How often it is deployed to production.'),
    changeLeadTime: median(
      'the time from a commit to its deployment to production',
    ).describe('From commit to production.'),
    mergeToProduction: median(
      'the time from the merge of a change to its deployment to production',
    ).describe('The part of the lead time after the merge.'),
    changeFailRate: share(
      'Production deployments that were rolled back, replaced by a hotfix or named by an incident',
    ).describe('How many deployments to production fail.'),
    recoveryTime: median(
      'the time from a failed deployment to its recovery',
    ).describe('Failed deployment recovery time.'),
    reworkRate: share(
      'Production deployments that were not planned and mend what users were shown',
    ).describe('Deployment rework rate.'),
    weekdays: z
      .array(weekday)
      .describe('Weekdays with a production deployment, Monday first.'),
    production: z
      .array(deployment)
      .describe(
        'Production deployments of the last 30 days, newest first, at most 200.',
      ),
  }),
  example: {
    days: 90,
    since: '2025-11-03',
    deploymentFrequency: { measured: true, perWeek: 4.2, samples: 54 },
    changeLeadTime: { measured: true, hours: 30.5, samples: 120 },
    mergeToProduction: { measured: true, hours: 5.5, samples: 120 },
    changeFailRate: { measured: true, percent: 7.4, samples: 54 },
    recoveryTime: { measured: true, hours: 1.5, samples: 4 },
    reworkRate: { measured: true, percent: 3.7, samples: 54 },
    weekdays: [
      {
        weekday: 'Friday',
        deployments: 12,
        failures: 3,
        pValue: 0.041,
        significantSince: null,
      },
    ],
    production: [
      {
        id: 'deployment-4711',
        at: '2026-06-12T09:31:00Z',
        environment: 'production',
        commit: '8b1f0c2',
        approved: true,
        run: 'https://ci.example.org/runs/4711',
        digest: 'sha256:0b31b1c02ff4',
        ranBeforeIn: 'staging',
      },
    ],
  },
});

/**
 * Data of the fact {@link deliveryFact}.
 *
 * @public
 */
export type DeliveryFact = z.output<typeof deliveryFact.type>;
