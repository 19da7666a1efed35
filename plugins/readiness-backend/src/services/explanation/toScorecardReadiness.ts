import {
  Area,
  ExplainedResult,
  ScorecardReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CheckExplanation,
  CheckResult,
  EntityEvaluation,
  EvaluationInput,
  nextFixes,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { CollectorTitles } from '../reading/collectorTitles';
import {
  nameLevel,
  ReadableCheck,
  ReadableScorecard,
} from '../reading/ReadableScorecards';
import { toShare } from '../standing/toShare';
import { readsOthers, withholdSources } from './withholdSources';

/**
 * Evaluates one entity against one scorecard from stored facts, and puts the
 * answer into words. Nothing is written.
 *
 * @param options - `hasHiddenSources`: the reader may not see all that facts of it are made of
 */
export function toScorecardReadiness(
  scorecard: ReadableScorecard,
  input: EvaluationInput,
  options: { collectorTitles: CollectorTitles; hasHiddenSources: boolean },
): ScorecardReadiness {
  const { collectorTitles, hasHiddenSources } = options;
  const { compiled } = scorecard.active;
  const evaluation = compiled.evaluate(input);
  const explanations = new Map(
    compiled
      .explain(input, evaluation)
      .map(explanation => [explanation.checkId, explanation]),
  );
  const checks = new Map(
    scorecard.checks.map(check => [check.definition.id, check]),
  );
  const inactive = new Set(evaluation.inactive);
  return {
    scorecard: scorecard.ref,
    level: evaluation.level,
    levelName: nameLevel(scorecard, evaluation.level),
    levels: compiled.document.spec.levels
      .map(({ level, name }) => ({ level, name }))
      .sort((a, b) => a.level - b.level),
    ceiling: evaluation.ceiling,
    targetLevel: evaluation.target?.level ?? null,
    onTarget: evaluation.onTarget,
    heldSince: evaluation.heldSince,
    heldUntil: evaluation.heldUntil,
    exemptions: evaluation.exemptions,
    inGrace: evaluation.inGrace,
    share: toShare(evaluation.weights),
    areas: toAreas(scorecard.areas, evaluation),
    fixes: nextFixes(compiled, evaluation, input).flatMap(fix => {
      const check = checks.get(fix.checkId);
      return check
        ? [
            {
              scorecard: compiled.name,
              checkId: fix.checkId,
              title: fix.title,
              area: check.definition.area,
              level: fix.level,
              effort: fix.effort,
              outcome: fix.outcome,
              missing: fix.missing.map(({ fact, why }) => ({
                collector: fact,
                title: collectorTitles.get(fact) ?? fact,
                why,
              })),
            },
          ]
        : [];
    }),
    results: evaluation.results.flatMap(result => {
      const check = checks.get(result.checkId);
      const explanation = explanations.get(result.checkId);
      if (!check || !explanation) {
        return [];
      }
      const explained = {
        ...toExplainedResult(check, result, explanation, collectorTitles),
        owner: check.definition.owner ?? scorecard.active.owner,
      };
      return hasHiddenSources && readsOthers(scorecard, check, input.entityRef)
        ? [withholdSources(explained, scorecard, check)]
        : [explained];
    }),
    notConnected: scorecard.checks
      .filter(({ definition }) => inactive.has(definition.id))
      .map(({ definition }) => ({
        checkId: definition.id,
        title: definition.title,
        area: definition.area,
      })),
  };
}

function toAreas(
  areas: readonly Area[],
  evaluation: EntityEvaluation,
): ScorecardReadiness['areas'] {
  return areas.map(area => ({
    area,
    share: toShare(
      evaluation.areas[area] ?? { passed: 0, known: 0, applicable: 0 },
    ),
  }));
}

function toExplainedResult(
  check: ReadableCheck,
  result: CheckResult,
  explanation: CheckExplanation,
  collectorTitles: CollectorTitles,
): Omit<ExplainedResult, 'owner'> {
  const { definition } = check;
  const { exemption } = explanation;
  return {
    checkId: definition.id,
    title: definition.title,
    question: definition.question,
    area: definition.area,
    level: definition.level,
    gate: definition.gate,
    weight: definition.weight,
    effort: definition.effort,
    stage: check.stage,
    enforceFrom: check.enforceFrom,
    counts: result.counts,
    outcome: result.outcome,
    reason: result.reason,
    since: result.since,
    message: explanation.message,
    lookedFor: explanation.lookedFor,
    deciding: explanation.deciding,
    seen: explanation.seen,
    conditions: explanation.conditions,
    sources: explanation.sources.map(source => ({
      collector: source.collector,
      title: collectorTitles.get(source.collector) ?? source.collector,
      location: source.location,
      observedAt: source.observedAt,
      expiresAt: source.expiresAt,
    })),
    remediation: explanation.remediation,
    exemption: exemption && {
      reason: exemption.reason,
      approver: exemption.approver,
      until: exemption.until,
    },
    optOut: explanation.optOut,
    template: definition.remediation.template ?? null,
  };
}
