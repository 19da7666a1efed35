import { MetricFamily } from './MetricFamily';

/** Media type of {@link renderOpenMetrics}. */
export const openMetricsType =
  'application/openmetrics-text; version=1.0.0; charset=utf-8';

const prefix = 'readiness_';

/**
 * Writes numbers in the text format of OpenMetrics 1.0
 * (https://prometheus.io/docs/specs/om/open_metrics_spec/). Families without numbers are left out.
 */
export function renderOpenMetrics(families: readonly MetricFamily[]): string {
  const lines = families
    .filter(({ samples }) => samples.length)
    .flatMap(({ name, type, help, samples }) => {
      const full = `${prefix}${name}`;
      return [
        `# TYPE ${full} ${type}`,
        `# HELP ${full} ${escape(help)}`,
        ...samples
          .filter(({ value }) => Number.isFinite(value))
          .map(
            ({ labels, value }) =>
              `${full}${type === 'counter' ? '_total' : ''}${labelText(
                labels,
              )} ${value}`,
          ),
      ];
    });
  return `${[...lines, '# EOF'].join('\n')}\n`;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${escape(value)}"`,
  );
  return pairs.length ? `{${pairs.join(',')}}` : '';
}

function escape(text: string): string {
  return text
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/\r?\n/g, '\\n');
}
