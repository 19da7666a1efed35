/** Evaluates entities over collected facts: a pure function of both. */
import {
  CheckExplanation,
  CompiledScorecard,
  EntityEvaluation,
  EvaluationInput,
  nextFixes,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { CollectedFacts, LocalEntity } from '../../collection';
import {
  EntityReport,
  FixReport,
  ResultReport,
  ScorecardReport,
} from './EvaluationReport';

/** Results that a portal knows, by scorecard, then check. */
export type KnownResults = ReadonlyMap<
  string,
  ReadonlyMap<
    string,
    Pick<ResultReport, 'outcome' | 'message'> & {
      reason: EntityEvaluation['results'][number]['reason'];
    }
  >
>;

const nothingKnown: KnownResults = new Map();

function levelName({ document }: CompiledScorecard, level: number): string {
  const found = document.spec.levels.find(each => each.level === level);
  return found?.name ?? 'Not yet at 1';
}

function toFixes(
  scorecard: CompiledScorecard,
  evaluation: EntityEvaluation,
  explanations: ReadonlyMap<string, CheckExplanation>,
  messages: ReadonlyMap<string, string>,
): FixReport[] {
  return nextFixes(scorecard, evaluation).map(fix => {
    const remediation = explanations.get(fix.checkId)?.remediation;
    return {
      check: fix.checkId,
      title: fix.title,
      effort: fix.effort,
      level: fix.level,
      unlocks: fix.unlocks,
      message: messages.get(fix.checkId) ?? '',
      how: remediation?.text ?? '',
      path: remediation?.path ?? null,
      link: remediation?.link ?? null,
    };
  });
}

/**
 * Evaluates an entity against a scorecard.
 *
 * @param known - what a portal knows of the scorecard. It stands for checks that read a fact which
 *   is not collected here
 */
export function evaluateOne(
  scorecard: CompiledScorecard,
  input: EvaluationInput,
  known: KnownResults = nothingKnown,
): {
  report: ScorecardReport;
  evaluation: EntityEvaluation;
  explanations: CheckExplanation[];
} {
  const ofPortal = known.get(scorecard.name);
  const answers = new Map(
    scorecard.checks.flatMap(({ definition, reads }) => {
      const answer = ofPortal?.get(definition.id);
      return answer && reads.some(fact => !input.connected.has(fact))
        ? [[definition.id, answer] as const]
        : [];
    }),
  );
  const evaluation = scorecard.evaluate({ ...input, answers });
  const explanations = scorecard.explain(input, evaluation);
  const byCheck = new Map(explanations.map(each => [each.checkId, each]));
  const definitions = new Map(
    scorecard.checks.map(check => [check.definition.id, check]),
  );
  const messages = new Map(
    evaluation.results.map(({ checkId }) => [
      checkId,
      answers.get(checkId)?.message ?? byCheck.get(checkId)?.message ?? '',
    ]),
  );
  const results = evaluation.results.flatMap((result): ResultReport[] => {
    const check = definitions.get(result.checkId)?.definition;
    if (!check) {
      return [];
    }
    const { id, title, area, level, gate } = check;
    const { outcome, reason, counts } = result;
    const message = messages.get(id) ?? '';
    const from = answers.has(id) ? 'portal' : 'files';
    return [
      {
        check: id,
        title,
        area,
        level,
        gate,
        counts,
        outcome,
        reason,
        message,
        from,
      },
    ];
  });
  const { level, ceiling, target, onTarget, score, coverage } = evaluation;
  const report: ScorecardReport = {
    name: scorecard.name,
    title: scorecard.document.metadata.title,
    level,
    levelName: levelName(scorecard, level),
    ceiling,
    target: target?.level ?? null,
    targetName: target ? levelName(scorecard, target.level) : null,
    onTarget,
    score,
    coverage,
    fixes: toFixes(scorecard, evaluation, byCheck, messages),
    results,
    notConnected: evaluation.inactive.flatMap(id => {
      const check = definitions.get(id);
      return check
        ? [
            {
              check: id,
              title: check.definition.title,
              area: check.definition.area,
              reads: [...check.reads],
            },
          ]
        : [];
    }),
  };
  return { report, evaluation, explanations };
}

/** The input of an evaluation of an entity of a file. */
export function toInput(
  { ref }: LocalEntity,
  { facts, connected }: CollectedFacts,
  now: Date,
): EvaluationInput {
  return {
    entityRef: ref,
    createdAt: null,
    facts: facts.get(ref) ?? {},
    connected,
    now,
  };
}

/**
 * @param known - what a portal knows, by entity
 * @returns entities of which some scorecard asks something, in the order given
 */
export function evaluateEntities(
  entities: readonly LocalEntity[],
  collected: CollectedFacts,
  scorecards: readonly CompiledScorecard[],
  options: { now: Date; known?: ReadonlyMap<string, KnownResults> },
): EntityReport[] {
  return entities.flatMap(local => {
    const input = toInput(local, collected, options.now);
    const known = options.known?.get(local.ref);
    const matching = scorecards.filter(each => each.matches(local.entity));
    return matching.length === 0
      ? []
      : [
          {
            ref: local.ref,
            source: local.source,
            line: local.line,
            scorecards: matching.map(
              scorecard => evaluateOne(scorecard, input, known).report,
            ),
            problems: collected.problems.filter(
              ({ entityRef }) => entityRef === local.ref,
            ),
          },
        ];
  });
}
