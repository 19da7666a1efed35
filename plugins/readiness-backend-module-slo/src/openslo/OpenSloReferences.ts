import {
  AlertConditionSpec,
  AlertPolicySpec,
  NotificationTargetSpec,
} from './alertSchemas';
import { DataSourceSpec, IndicatorSpec } from './indicatorSchemas';
import { SloSpec } from './openSloSchemas';
import { OpenSloDocument, OpenSloDocuments } from './readOpenSloDocuments';
import { isGiven } from './schemaParts';

/** Something that a document refers to and no file holds, e.g. `AlertPolicy page`. */
export type MissingReference = string;

function byName<T>(documents: OpenSloDocument<T>[]): Map<string, T> {
  return new Map(documents.map(({ name, spec }) => [name, spec]));
}

/**
 * Follows the references between the OpenSLO documents of one entity, over all of its files. Of two
 * documents of one kind and name the later counts.
 */
export class OpenSloReferences {
  readonly #policies: Map<string, AlertPolicySpec>;
  readonly #conditions: Map<string, AlertConditionSpec>;
  readonly #targets: Map<string, NotificationTargetSpec>;
  readonly #indicators: Map<string, IndicatorSpec>;
  readonly #dataSources: Map<string, DataSourceSpec>;

  /** @param files - what was read from each file of the entity */
  constructor(files: readonly OpenSloDocuments[]) {
    this.#policies = byName(files.flatMap(file => file.alertPolicies));
    this.#conditions = byName(files.flatMap(file => file.alertConditions));
    this.#targets = byName(files.flatMap(file => file.notificationTargets));
    this.#indicators = byName(files.flatMap(file => file.indicators));
    this.#dataSources = byName(files.flatMap(file => file.dataSources));
  }

  /**
   * The indicator that a part of a document holds or refers to.
   *
   * @returns null where it refers to one that is not there, undefined where it has none
   */
  indicatorOf(
    part: Pick<SloSpec, 'indicator' | 'indicatorRef'>,
  ): IndicatorSpec | null | undefined {
    return isGiven(part.indicatorRef)
      ? this.#indicators.get(part.indicatorRef) ?? null
      : part.indicator?.spec ?? undefined;
  }

  /** The type of a data source, e.g. `Prometheus`; null where it is not known. */
  dataSourceType(name: string): string | null {
    return this.#dataSources.get(name)?.type ?? null;
  }

  /** Is there a data source of that name? */
  hasDataSource(name: string): boolean {
    return this.#dataSources.has(name);
  }

  /**
   * Does an alert policy of an SLO have a condition of kind `burnrate`?
   *
   * @param missing - to which what is referred to and not there is added
   */
  hasBurnRateAlert(slo: SloSpec, missing: Set<MissingReference>): boolean {
    const answers = (slo.alertPolicies ?? []).map(entry => {
      const policy = isGiven(entry.alertPolicyRef)
        ? this.#policies.get(entry.alertPolicyRef)
        : entry.spec;
      if (isGiven(entry.alertPolicyRef) && !policy) {
        missing.add(`AlertPolicy ${entry.alertPolicyRef}`);
      }
      return this.#isBurnRatePolicy(policy, missing);
    });
    return answers.includes(true);
  }

  #isBurnRatePolicy(
    policy: AlertPolicySpec | null | undefined,
    missing: Set<MissingReference>,
  ): boolean {
    const answers = (policy?.conditions ?? []).map(condition => {
      const spec = isGiven(condition.conditionRef)
        ? this.#conditions.get(condition.conditionRef)
        : condition.spec;
      if (isGiven(condition.conditionRef) && !spec) {
        missing.add(`AlertCondition ${condition.conditionRef}`);
      }
      return spec?.condition !== undefined && spec.condition !== null
        ? (spec.condition.kind ?? 'burnrate') === 'burnrate'
        : false;
    });
    return answers.includes(true);
  }

  /** What the indicators of an SLO refer to and no file holds. */
  missingIndicators(slo: SloSpec): MissingReference[] {
    const refs = [slo, ...(slo.objectives ?? [])]
      .map(part => part.indicatorRef)
      .filter(isGiven);
    return [...new Set(refs)]
      .filter(ref => !this.#indicators.has(ref))
      .map(ref => `SLI ${ref}`);
  }

  /** What an alert policy refers to and no file holds. */
  missingOfPolicy(policy: AlertPolicySpec): MissingReference[] {
    const conditions = (policy.conditions ?? [])
      .map(it => it.conditionRef)
      .filter(isGiven)
      .filter(ref => !this.#conditions.has(ref))
      .map(ref => `AlertCondition ${ref}`);
    const targets = (policy.notificationTargets ?? [])
      .map(it => it.targetRef)
      .filter(isGiven)
      .filter(ref => !this.#targets.has(ref))
      .map(ref => `AlertNotificationTarget ${ref}`);
    return [...new Set([...conditions, ...targets])];
  }

  /**
   * Data sources that an indicator names without saying their type, and that no file holds: then it
   * is not known what its queries are.
   */
  missingDataSources(indicator: IndicatorSpec): MissingReference[] {
    const ratio = indicator.ratioMetric;
    const metrics = [
      indicator.thresholdMetric,
      ratio?.good,
      ratio?.bad,
      ratio?.total,
      ratio?.raw,
    ];
    const refs = metrics.flatMap(metric => {
      const source = metric?.metricSource;
      return source?.metricSourceRef && !source.type
        ? [source.metricSourceRef]
        : [];
    });
    return [...new Set(refs)]
      .filter(ref => !this.#dataSources.has(ref))
      .map(ref => `DataSource ${ref}`);
  }
}
