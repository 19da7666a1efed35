import {
  DeclaredAlert,
  DeclaredFormat,
  DeclaredSlo,
  DeclaredSlos,
  readDeclaredDocuments,
  textAt,
} from '../declared';
import {
  countsMeasure,
  fractionOf,
  Measure,
  shorthandSeconds,
} from '../measurement';
import { prometheusSeconds, pyrraObject, PyrraObject } from './pyrraSchemas';

/** Pyrra takes this off annotations and gives the rest to its alerts. */
const prefix = 'pyrra.dev/';
const runbookAnnotations = ['runbook_url', 'runbook', 'runbookUrl'].map(
  name => `${prefix}${name}`,
);
const serviceLabels = [`${prefix}service`, 'service', 'app.kubernetes.io/name'];

function measureOf({
  ratio,
  latency,
  latencyNative,
  ...rest
}: PyrraObject['spec']['indicator']): Measure {
  if (ratio) {
    return countsMeasure({
      of: 'bad',
      part: ratio.errors.metric,
      total: ratio.total.metric,
      counter: true,
    });
  }
  if (latency) {
    return countsMeasure({
      of: 'good',
      part: latency.success.metric,
      total: latency.total.metric,
      counter: true,
    });
  }
  if (latencyNative) {
    const all = `sum(increase(${latencyNative.total.metric}[{{.window}}]))`;
    const count = `histogram_count(${all})`;
    const seconds = prometheusSeconds(latencyNative.latency) ?? 0;
    return countsMeasure({
      of: 'good',
      part: `histogram_fraction(0, ${seconds}, ${all}) * ${count}`,
      total: count,
    });
  }
  const gauge = rest.bool_gauge?.metric ?? '';
  return countsMeasure({
    of: 'good',
    part: `sum(sum_over_time(${gauge}[{{.window}}]))`,
    total: `sum(count_over_time(${gauge}[{{.window}}]))`,
  });
}

function alertsOf({ metadata, spec }: PyrraObject): DeclaredAlert[] {
  const { alerting } = spec;
  if (alerting?.disabled) {
    return [];
  }
  const runbook = textAt(metadata.annotations, runbookAnnotations);
  const name = alerting?.name?.trim() || 'ErrorBudgetBurn';
  const burnRates = [
    { severity: 'critical', paging: true },
    { severity: 'warning', paging: false },
  ].map(it => ({ name, ...it, runbook, burnRate: true }));
  const absent = {
    name: alerting?.absentName?.trim() || 'SLOMetricAbsent',
    severity: 'critical',
    paging: true,
    runbook,
    burnRate: false,
  };
  return [
    ...(alerting?.burnrates === false ? [] : burnRates),
    ...(alerting?.absent === false ? [] : [absent]),
  ];
}

/** The window as a duration shorthand: `1d12h` is `36h`. */
function shorthandOf(window: string): string {
  if (shorthandSeconds(window) !== undefined) {
    return window;
  }
  const seconds = prometheusSeconds(window) ?? 0;
  const units: Array<[string, number]> = [
    ['d', 86_400],
    ['h', 3_600],
  ];
  const unit = units.find(([, length]) => seconds % length === 0);
  return unit
    ? `${seconds / unit[1]}${unit[0]}`
    : `${Math.max(1, Math.round(seconds / 60))}m`;
}

function describe(
  object: PyrraObject,
): Omit<DeclaredSlo, 'source' | 'line' | 'column'> {
  const { metadata, spec } = object;
  const alerts = alertsOf(object);
  return {
    name: metadata.name,
    service: textAt(metadata.labels, serviceLabels)?.slice(0, 253) ?? null,
    target: fractionOf(Number(spec.target)),
    window: shorthandOf(spec.window),
    description: spec.description ?? null,
    metadata: { annotations: metadata.annotations, labels: metadata.labels },
    burnRateAlert: alerts.some(alert => alert.burnRate),
    alerts,
    measure: measureOf(spec.indicator),
  };
}

const pyrra: DeclaredFormat<PyrraObject> = {
  title: 'Pyrra',
  claims: text => /\bpyrra\.dev\/v1alpha1\b/.test(text),
  schemaOf: data =>
    data.apiVersion === 'pyrra.dev/v1alpha1' &&
    data.kind === 'ServiceLevelObjective'
      ? pyrraObject
      : undefined,
  slosOf: (object, place) => [{ ...describe(object), ...place([]) }],
};

/**
 * Reads the objects of Pyrra in a YAML or JSON text: kind ServiceLevelObjective of
 * `pyrra.dev/v1alpha1` (https://github.com/pyrra-dev/pyrra). Whatever else it holds is passed over
 * in silence.
 *
 * Pyrra makes alerts on the burn rate and on missing series of each SLO unless told not to. Where
 * one object stands for several SLOs (`grouping`), they are measured together.
 *
 * Never throws.
 *
 * @param text - content of the file
 * @param source - its path, named in problems
 *
 * @public
 */
export function readPyrraDocuments(text: string, source: string): DeclaredSlos {
  return readDeclaredDocuments(text, source, pyrra);
}
