/**
 * Schemas of Sloth's two formats: the file that says `version: prometheus/v1`
 * (https://sloth.dev/specs/default/) and the Kubernetes object PrometheusServiceLevel
 * (https://sloth.dev/specs/kubernetes/). They hold the same under other names; the second is brought
 * into the shape of the first.
 *
 * They refuse what Sloth itself refuses, and an objective of 100 %: it leaves no budget to measure.
 */
import { z } from 'zod';
import { isWindowed } from '../measurement';

const identifier = z
  .string({ error: 'is missing, expected text' })
  .trim()
  .min(1, 'must not be empty')
  .max(253);
const labels = z.record(z.string(), z.unknown()).nullish();

const windowedQuery = z
  .string()
  .max(10_000)
  .refine(isWindowed, 'has no place for the window: {{.window}}');

const plugin = z.looseObject({ id: identifier });

const alert = z
  .looseObject({
    disable: z.boolean().nullish(),
    labels,
    annotations: labels,
  })
  .nullish();

/** What an SLO looks like once the names of its keys are those of the file format. */
const slo = z
  .looseObject({
    name: identifier,
    objective: z
      .number()
      .gt(0, 'must be above 0: it is a per cent')
      .lt(100, 'must be a per cent below 100'),
    description: z.string().max(10_000).nullish(),
    labels,
    sli: z
      .looseObject({
        events: z
          .looseObject({
            error_query: windowedQuery,
            total_query: windowedQuery,
          })
          .nullish(),
        raw: z.looseObject({ error_ratio_query: windowedQuery }).nullish(),
        plugin: plugin.nullish(),
      })
      .superRefine((sli, context) => {
        const given = [sli.events, sli.raw, sli.plugin].filter(Boolean);
        if (given.length !== 1) {
          context.addIssue({
            code: 'custom',
            path: [],
            message: `needs one of events, raw and plugin, and has ${
              given.length === 0 ? 'none' : 'several'
            }`,
          });
        }
      }),
    alerting: z
      .looseObject({
        name: z.string().max(300).nullish(),
        labels,
        annotations: labels,
        page_alert: alert,
        ticket_alert: alert,
      })
      .nullish(),
  })
  .superRefine((value, context) => {
    const { alerting } = value;
    const alerts = [alerting?.page_alert, alerting?.ticket_alert];
    const wanted = alerts.some(it => !it?.disable);
    if (wanted && !alerting?.name?.trim()) {
      context.addIssue({
        code: 'custom',
        path: ['alerting', 'name'],
        message: 'is missing; the alerts that are not disabled need it',
      });
    }
  });

const slos = z
  .array(slo)
  .min(1, 'must hold at least one SLO')
  .max(200)
  .superRefine((list, context) => {
    const seen = new Set<string>();
    list.forEach(({ name }, index) => {
      if (seen.has(name)) {
        context.addIssue({
          code: 'custom',
          path: [index, 'name'],
          message: 'is the name of another SLO of this service',
        });
      }
      seen.add(name);
    });
  });

/** The file that says `version: prometheus/v1`. */
export const slothFile = z.looseObject({
  version: z.literal('prometheus/v1'),
  service: identifier,
  labels,
  slos,
});

const kubernetesNames: Record<string, string> = {
  errorQuery: 'error_query',
  totalQuery: 'total_query',
  errorRatioQuery: 'error_ratio_query',
  pageAlert: 'page_alert',
  ticketAlert: 'ticket_alert',
};

/** Gives the keys of an object and of those right below it the names of the file format. */
function renamed(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      // Those names mean nothing in the object of Kubernetes, as they are.
      .filter(([key]) => !Object.values(kubernetesNames).includes(key))
      .map(([key, child]) => [
        Object.hasOwn(kubernetesNames, key) ? kubernetesNames[key] : key,
        depth > 0 ? renamed(child, depth - 1) : child,
      ]),
  );
}

function withFileNames(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value;
  }
  const { sli, alerting, ...rest } = value as Record<string, unknown>;
  return {
    ...rest,
    ...(sli === undefined ? {} : { sli: renamed(sli, 1) }),
    ...(alerting === undefined ? {} : { alerting: renamed(alerting, 0) }),
  };
}

/** The Kubernetes object PrometheusServiceLevel. */
export const slothObject = z.looseObject({
  apiVersion: z.literal('sloth.slok.dev/v1'),
  kind: z.literal('PrometheusServiceLevel'),
  metadata: z.looseObject({
    name: identifier,
    annotations: z.unknown().optional(),
  }),
  spec: z.looseObject({
    service: identifier,
    labels,
    slos: z.preprocess(
      list => (Array.isArray(list) ? list.map(withFileNames) : list),
      slos,
    ),
  }),
});

/** An SLO of Sloth, in the shape of the file format. */
export type SlothSlo = z.output<typeof slo>;
