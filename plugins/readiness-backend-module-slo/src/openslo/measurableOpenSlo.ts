import {
  countsMeasure,
  MeasurableObjective,
  MeasurableSlo,
  Measure,
  shareMeasure,
  shorthandSeconds,
  thresholdMeasure,
  unmeasurable,
} from '../measurement';
import { IndicatorSpec, MetricSpec } from './indicatorSchemas';
import { hasIndicator } from './missingParts';
import { ObjectiveSpec, SloSpec } from './openSloSchemas';
import { OpenSloReferences } from './OpenSloReferences';
import { OpenSloDocument } from './readOpenSloDocuments';
import { isGiven } from './schemaParts';
import { targetOf } from './targets';

/** Types of data sources that answer PromQL over the query API of Prometheus. */
const promQlTypes = new Set([
  'prometheus',
  'amazonmanagedprometheus',
  'amp',
  'cortex',
  'gcm',
  'googlemanagedprometheus',
  'mimir',
  'thanos',
  'victoriametrics',
]);

/** Most objectives of one SLO that are measured. */
const maxObjectives = 10;

/** The query of a metric, or why there is none to ask. */
function queryOf(
  metric: MetricSpec | null | undefined,
  references: OpenSloReferences,
): { query: string; dataSource: string | null } | { refused: string } {
  const source = metric?.metricSource;
  const ref = source?.metricSourceRef ?? null;
  const type = source?.type ?? (ref ? references.dataSourceType(ref) : null);
  if (!type) {
    return {
      refused: ref
        ? `the type of its data source ${ref} is not known: no file of this entity holds it`
        : 'its indicator names neither a data source nor the type of one',
    };
  }
  if (!promQlTypes.has(type.toLowerCase().replace(/[^a-z]/g, ''))) {
    return { refused: `its data source is of type ${type.slice(0, 60)}` };
  }
  const spec = source?.spec;
  const query =
    typeof spec === 'object' && spec !== null && Object.hasOwn(spec, 'query')
      ? (spec as { query: unknown }).query
      : undefined;
  return typeof query === 'string'
    ? { query, dataSource: ref }
    : { refused: 'its metric source has no spec.query' };
}

/** How an objective is asked of Prometheus. */
function measureOf(
  objective: ObjectiveSpec,
  indicator: IndicatorSpec,
  references: OpenSloReferences,
  dataSources: Set<string>,
): Measure {
  const refusals: string[] = [];
  const ask = (metric: MetricSpec | null | undefined): string => {
    const answer = queryOf(metric, references);
    if ('refused' in answer) {
      refusals.push(answer.refused);
      return '';
    }
    if (answer.dataSource) {
      dataSources.add(answer.dataSource);
    }
    return answer.query;
  };
  const { thresholdMetric, ratioMetric } = indicator;
  let measure: Measure = unmeasurable('its indicator measures nothing');
  if (thresholdMetric) {
    const query = ask(thresholdMetric);
    const { op, value } = objective;
    measure =
      isGiven(op) && isGiven(value)
        ? thresholdMeasure(query, op, value)
        : unmeasurable('its objective has no op and value for the threshold');
  } else if (ratioMetric?.raw) {
    const query = ask(ratioMetric.raw);
    measure = ratioMetric.rawType
      ? shareMeasure(ratioMetric.rawType === 'success' ? 'good' : 'bad', query)
      : unmeasurable('its raw metric has no rawType');
  } else if (ratioMetric) {
    const of = ratioMetric.bad ? 'bad' : 'good';
    measure = countsMeasure({
      of,
      part: ask(ratioMetric[of]),
      total: ask(ratioMetric.total),
      counter: ratioMetric.counter,
    });
  }
  return refusals.length > 0 ? unmeasurable(refusals[0]) : measure;
}

function slicesOf(
  spec: SloSpec,
  objective: ObjectiveSpec,
): MeasurableObjective['slices'] | undefined {
  if (
    spec.budgetingMethod !== 'Timeslices' &&
    spec.budgetingMethod !== 'RatioTimeslices'
  ) {
    return null;
  }
  const { timeSliceWindow, timeSliceTarget } = objective;
  const seconds =
    typeof timeSliceWindow === 'number'
      ? timeSliceWindow * 60
      : shorthandSeconds(timeSliceWindow ?? '');
  if (seconds === undefined) {
    return undefined;
  }
  if (spec.budgetingMethod === 'RatioTimeslices') {
    return { seconds, target: null };
  }
  return isGiven(timeSliceTarget)
    ? { seconds, target: timeSliceTarget }
    : undefined;
}

/**
 * An OpenSLO SLO as it can be asked of Prometheus.
 *
 * Each objective with a target is measured, by its own indicator where the SLO is a composite one.
 * What cannot be asked is there with the reason.
 *
 * @returns undefined where the SLO is not complete
 */
export function measurableOpenSlo(
  document: OpenSloDocument<SloSpec>,
  references: OpenSloReferences,
): MeasurableSlo | undefined {
  const { spec } = document;
  const [window] = spec.timeWindow ?? [];
  if (!isGiven(window?.duration) || !hasIndicator(spec)) {
    return undefined;
  }
  const dataSources = new Set<string>();
  const objectives = (spec.objectives ?? []).flatMap(
    (objective): MeasurableObjective[] => {
      const target = targetOf(objective);
      if (target === undefined) {
        return [];
      }
      const own =
        isGiven(objective.indicator) || isGiven(objective.indicatorRef);
      const indicator = references.indicatorOf(own ? objective : spec);
      const slices = slicesOf(spec, objective);
      let measure: Measure;
      if (!indicator) {
        measure = unmeasurable(
          'it refers to an SLI that no file of this entity holds',
        );
      } else if (slices === undefined) {
        measure = unmeasurable(
          `its objective lacks what ${spec.budgetingMethod} needs`,
        );
      } else {
        measure = measureOf(objective, indicator, references, dataSources);
      }
      return [{ target, measure, slices: slices ?? null }];
    },
  );
  if (objectives.length === 0) {
    return undefined;
  }
  const { calendar } = window;
  return {
    name: document.name.slice(0, 300),
    objectives: objectives.slice(0, maxObjectives),
    window: {
      duration: window.duration,
      calendar:
        calendar || window.isRolling === false
          ? {
              startTime: calendar?.startTime ?? '',
              timeZone: calendar?.timeZone ?? 'UTC',
            }
          : null,
    },
    dataSources: [...dataSources].slice(0, 20),
    path: document.source.slice(0, 2_000),
    line: document.line,
    column: document.column,
  };
}
