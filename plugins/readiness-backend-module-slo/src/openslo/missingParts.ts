import {
  AlertConditionSpec,
  AlertPolicySpec,
  NotificationTargetSpec,
} from './alertSchemas';
import { DataSourceSpec, IndicatorSpec, MetricSpec } from './indicatorSchemas';
import { ObjectiveSpec, SloSpec } from './openSloSchemas';
import { isGiven } from './schemaParts';

/**
 * Does an indicator say what it measures? Either a threshold metric, or a ratio
 * of good or bad to total, or a ratio that is stored as such.
 */
export function measuresSomething(
  spec: IndicatorSpec | null | undefined,
): boolean {
  const ratio = spec?.ratioMetric;
  return (
    isGiven(spec?.thresholdMetric) ||
    isGiven(ratio?.raw) ||
    (isGiven(ratio?.total) && (isGiven(ratio?.good) || isGiven(ratio?.bad)))
  );
}

/**
 * Has an SLO an indicator, its own or (a composite SLO) one for each objective?
 * A reference counts, since indicators are often shared between repositories.
 */
export function hasIndicator(spec: SloSpec): boolean {
  const given = (part: Pick<SloSpec, 'indicator' | 'indicatorRef'>) =>
    isGiven(part.indicatorRef) || measuresSomething(part.indicator?.spec);
  const objectives = spec.objectives ?? [];
  return given(spec) || (objectives.length > 0 && objectives.every(given));
}

/** Says that a path has to be there. */
type Ask = (there: boolean, path: string) => void;

function askMetric(
  ask: Ask,
  metric: MetricSpec | null | undefined,
  at: string,
): void {
  if (!metric) {
    return;
  }
  const source = metric.metricSource;
  ask(isGiven(source), `${at}.metricSource`);
  if (source) {
    ask(
      isGiven(source.metricSourceRef) || isGiven(source.type),
      `${at}.metricSource.type or ${at}.metricSource.metricSourceRef`,
    );
    ask(isGiven(source.spec), `${at}.metricSource.spec`);
  }
}

function askIndicator(ask: Ask, spec: IndicatorSpec, at: string): void {
  const ratio = spec.ratioMetric;
  ask(
    isGiven(spec.thresholdMetric) || isGiven(ratio),
    `${at}.thresholdMetric or ${at}.ratioMetric`,
  );
  askMetric(ask, spec.thresholdMetric, `${at}.thresholdMetric`);
  if (!ratio) {
    return;
  }
  const path = `${at}.ratioMetric`;
  if (ratio.raw) {
    ask(isGiven(ratio.rawType), `${path}.rawType`);
  } else {
    ask(
      isGiven(ratio.good) || isGiven(ratio.bad),
      `${path}.good or ${path}.bad`,
    );
    ask(isGiven(ratio.total), `${path}.total`);
  }
  for (const key of ['good', 'bad', 'total', 'raw'] as const) {
    askMetric(ask, ratio[key], `${path}.${key}`);
  }
}

function askCondition(ask: Ask, spec: AlertConditionSpec, at: string): void {
  ask(Boolean(spec.severity), `${at}.severity`);
  ask(isGiven(spec.condition), `${at}.condition`);
  if (spec.condition) {
    ask(isGiven(spec.condition.threshold), `${at}.condition.threshold`);
    ask(
      isGiven(spec.condition.lookbackWindow),
      `${at}.condition.lookbackWindow`,
    );
  }
}

function askTarget(ask: Ask, spec: NotificationTargetSpec, at: string): void {
  ask(Boolean(spec.target), `${at}.target`);
}

function askPolicy(ask: Ask, spec: AlertPolicySpec, at: string): void {
  const conditions = spec.conditions ?? [];
  const targets = spec.notificationTargets ?? [];
  ask(conditions.length > 0, `${at}.conditions`);
  conditions.forEach((condition, index) => {
    const path = `${at}.conditions[${index}]`;
    if (condition.spec) {
      askCondition(ask, condition.spec, `${path}.spec`);
    } else {
      ask(isGiven(condition.conditionRef), `${path}.conditionRef`);
    }
  });
  ask(targets.length > 0, `${at}.notificationTargets`);
  targets.forEach((target, index) => {
    const path = `${at}.notificationTargets[${index}]`;
    if (target.spec) {
      askTarget(ask, target.spec, `${path}.spec`);
    } else {
      ask(isGiven(target.targetRef), `${path}.targetRef`);
    }
  });
}

function askObjective(
  ask: Ask,
  slo: SloSpec,
  objective: ObjectiveSpec,
  at: string,
): void {
  ask(
    isGiven(objective.target) || isGiven(objective.targetPercent),
    `${at}.target or ${at}.targetPercent`,
  );
  const method = slo.budgetingMethod;
  if (method === 'Timeslices') {
    ask(isGiven(objective.timeSliceTarget), `${at}.timeSliceTarget`);
  }
  if (method === 'Timeslices' || method === 'RatioTimeslices') {
    ask(isGiven(objective.timeSliceWindow), `${at}.timeSliceWindow`);
  }
  const indicator = objective.indicator?.spec ?? slo.indicator?.spec;
  if (indicator?.thresholdMetric && !objective.indicatorRef) {
    ask(isGiven(objective.op), `${at}.op`);
    ask(isGiven(objective.value), `${at}.value`);
  }
  if (objective.indicator?.spec) {
    askIndicator(ask, objective.indicator.spec, `${at}.indicator.spec`);
  }
}

function askWindow(ask: Ask, spec: SloSpec): void {
  const [window] = spec.timeWindow ?? [];
  ask(isGiven(window?.duration), 'spec.timeWindow');
  if (window?.isRolling === false) {
    ask(isGiven(window.calendar), 'spec.timeWindow[0].calendar');
  }
  if (window?.calendar) {
    const at = 'spec.timeWindow[0].calendar';
    ask(isGiven(window.calendar.startTime), `${at}.startTime`);
    ask(isGiven(window.calendar.timeZone), `${at}.timeZone`);
  }
}

function askSlo(ask: Ask, spec: SloSpec): void {
  const objectives = spec.objectives ?? [];
  ask(Boolean(spec.service), 'spec.service');
  ask(hasIndicator(spec), 'spec.indicator or spec.indicatorRef');
  if (spec.indicator?.spec && hasIndicator(spec)) {
    askIndicator(ask, spec.indicator.spec, 'spec.indicator.spec');
  }
  askWindow(ask, spec);
  ask(isGiven(spec.budgetingMethod), 'spec.budgetingMethod');
  ask(objectives.length > 0, 'spec.objectives');
  objectives.forEach((objective, index) =>
    askObjective(ask, spec, objective, `spec.objectives[${index}]`),
  );
  (spec.alertPolicies ?? []).forEach((entry, index) => {
    const at = `spec.alertPolicies[${index}]`;
    if (entry.spec) {
      askPolicy(ask, entry.spec, `${at}.spec`);
    } else {
      ask(isGiven(entry.alertPolicyRef), `${at}.alertPolicyRef`);
    }
  });
}

/** The spec of a document, by its kind. */
export type OpenSloSpec =
  | { kind: 'SLO'; spec: SloSpec }
  | { kind: 'SLI'; spec: IndicatorSpec }
  | { kind: 'AlertPolicy'; spec: AlertPolicySpec }
  | { kind: 'AlertCondition'; spec: AlertConditionSpec }
  | { kind: 'AlertNotificationTarget'; spec: NotificationTargetSpec }
  | { kind: 'DataSource'; spec: DataSourceSpec }
  | { kind: 'Service'; spec: object };

/**
 * The parts that OpenSLO v1 asks for and a document lacks, with those of what
 * it holds inline.
 *
 * @returns paths from the document's root, in the specification's order
 */
export function missingParts(document: OpenSloSpec): string[] {
  const missing: string[] = [];
  const ask: Ask = (there, path) => {
    if (!there) {
      missing.push(path);
    }
  };
  switch (document.kind) {
    case 'SLO':
      askSlo(ask, document.spec);
      break;
    case 'SLI':
      askIndicator(ask, document.spec, 'spec');
      break;
    case 'AlertPolicy':
      askPolicy(ask, document.spec, 'spec');
      break;
    case 'AlertCondition':
      askCondition(ask, document.spec, 'spec');
      break;
    case 'AlertNotificationTarget':
      askTarget(ask, document.spec, 'spec');
      break;
    case 'DataSource':
      ask(Boolean(document.spec.type), 'spec.type');
      break;
    default:
    // A Service needs nothing but its name.
  }
  return missing;
}
