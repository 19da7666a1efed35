/** SLO documents of the tests. */

/** A metric of OpenSLO. */
export const metric = (query: string, metricSourceRef?: string) => ({
  metricSource: { type: 'Prometheus', metricSourceRef, spec: { query } },
});

/** A ratio of events, as OpenSLO writes it. */
export const ratio = (
  part: { good: string } | { bad: string },
  total: string,
  counter: boolean | undefined = true,
) => ({
  ratioMetric: {
    counter,
    ...('good' in part
      ? { good: metric(part.good) }
      : { bad: metric(part.bad) }),
    total: metric(total),
  },
});

/** An OpenSLO document over four weeks. */
export const openSlo = (
  name: string,
  indicator: object,
  spec: object = {},
) => ({
  apiVersion: 'openslo/v1',
  kind: 'SLO',
  metadata: { name },
  spec: {
    service: 'orders',
    indicator: { metadata: { name: `${name}-indicator` }, spec: indicator },
    timeWindow: [{ duration: '28d', isRolling: true }],
    budgetingMethod: 'Occurrences',
    objectives: [{ target: 0.99 }],
    ...spec,
  },
});

/** A file of Sloth. */
export const sloth = (name: string, sli: object, objective = 99) => ({
  version: 'prometheus/v1',
  service: 'orders',
  slos: [{ name, objective, sli, alerting: { name: 'Burns' } }],
});

/** An object of Pyrra. */
export const pyrra = (name: string, indicator: object, target = '99') => ({
  apiVersion: 'pyrra.dev/v1alpha1',
  kind: 'ServiceLevelObjective',
  metadata: { name },
  spec: { target, window: '4w', indicator },
});
