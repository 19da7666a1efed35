import { IndicatorSpec, isGiven, SloSpec } from './openSloSchemas';

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

/**
 * The parts that OpenSLO v1 asks for and an SLO lacks.
 *
 * @returns paths from the document's root, in the specification's order
 */
export function missingParts(spec: SloSpec): string[] {
  const missing: string[] = [];
  const ask = (there: boolean, path: string) => {
    if (!there) {
      missing.push(path);
    }
  };
  const objectives = spec.objectives ?? [];
  ask(Boolean(spec.service), 'spec.service');
  ask(hasIndicator(spec), 'spec.indicator or spec.indicatorRef');
  ask(isGiven(spec.timeWindow?.[0]?.duration), 'spec.timeWindow');
  ask(isGiven(spec.budgetingMethod), 'spec.budgetingMethod');
  ask(objectives.length > 0, 'spec.objectives');
  objectives.forEach((objective, index) => {
    const at = `spec.objectives[${index}]`;
    ask(
      isGiven(objective.target) || isGiven(objective.targetPercent),
      `${at}.target or ${at}.targetPercent`,
    );
    if (spec.budgetingMethod === 'Timeslices') {
      ask(isGiven(objective.timeSliceTarget), `${at}.timeSliceTarget`);
    }
    if (
      spec.budgetingMethod === 'Timeslices' ||
      spec.budgetingMethod === 'RatioTimeslices'
    ) {
      ask(isGiven(objective.timeSliceWindow), `${at}.timeSliceWindow`);
    }
  });
  return missing;
}
