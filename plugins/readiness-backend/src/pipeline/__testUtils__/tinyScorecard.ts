import { Entity } from '@backstage/catalog-model';
import {
  Area,
  dependenciesFact,
  Outcome,
  Scorecard,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CheckResult,
  CompiledScorecard,
  EntityEvaluation,
  EvaluationInput,
  ReadPaths,
  Weights,
} from '@team-readiness/backstage-plugin-readiness-engine';

const hourMs = 3_600_000;

/** All of a fact. */
const whole: ReadPaths = {
  whole: true,
  members: new Map(),
  items: null,
  values: null,
};

/** A check that passes on the outcome that a fact names: `{ <check id>: outcome }`. */
export interface TinyCheck {
  id: string;
  collector: string;
  area: Area;
}

/** What differs between tiny scorecards. */
export interface TinyScorecardOptions {
  name: string;
  contentHash: string;
  checks: TinyCheck[];
  /** `spec.type` of the entities it is about. */
  types: string[];
  stratum?: 0 | 2;
}

/**
 * A scorecard without expressions, so that tests of the pipeline say what every
 * answer is: a check has the outcome that the fact of its collector names, is
 * `unknown` without a fact or when it is stale, and is inactive when its collector
 * is not connected. The level is 1 when all pass, and held for two hours; a
 * new entity is in grace for three. A check of `readiness/dependencies` passes where each dependency
 * has a base level, and decides no level. A fact with `throws` breaks the evaluation,
 * one with `unstorable` gives a level that no database takes.
 */
export function tinyScorecard(
  options: TinyScorecardOptions,
): CompiledScorecard {
  const { name, contentHash, checks, types, stratum = 0 } = options;
  const scorecard: CompiledScorecard = {
    name,
    contentHash,
    stratum,
    document: { metadata: { name } } as Scorecard,
    checks: checks.map(({ id, collector, area }) => ({
      definition: {
        id,
        area,
        level: 1,
        weight: 1,
        gate: collector !== dependenciesFact.collector,
      } as Scorecard['spec']['checks'][number],
      reads: [collector],
      results: [],
      factPaths: new Map([[collector, whole]]),
      stratum,
      isActive: connected => connected.has(collector),
      stageAt: () => 'enforced',
      enforcedFromAt: () => null,
    })),
    factPaths: new Map(
      ['catalog', ...checks.map(({ collector }) => collector)].map(id => [
        id,
        whole,
      ]),
    ),
    withEnforcement: () => scorecard,
    matches: (entity: Entity) => types.includes(String(entity.spec?.type)),
    evaluate: input => evaluate(options, input),
    explain: () => [],
    explainTarget: () => ({ applies: true, message: '', conditions: [] }),
    explainTargetLevel: () => ({
      target: { level: 1 },
      position: 0,
      message: '',
      conditions: [],
    }),
  };
  return scorecard;
}

function evaluate(
  { name, checks }: TinyScorecardOptions,
  input: EvaluationInput,
): EntityEvaluation {
  const { now, previous, facts, connected } = input;
  const active = checks.filter(({ collector }) => connected.has(collector));
  const results = active.map((check): CheckResult => {
    const outcome = tinyOutcome(facts[check.collector], check.id, now);
    const before = previous?.results.find(
      ({ checkId }) => checkId === check.id,
    );
    return {
      checkId: check.id,
      outcome,
      reason: 'condition',
      branch: 0,
      counts: true,
      since: before?.outcome === outcome ? before.since : now.toISOString(),
    };
  });
  const gates = results.filter(
    (_, index) => active[index].collector !== dependenciesFact.collector,
  );
  const open = gates.some(({ outcome }) => outcome === 'fail');
  const missing = gates.some(
    ({ outcome }) => outcome === 'unknown' || outcome === 'error',
  );
  const heldSince =
    missing && !open && previous && previous.level > 0
      ? previous.heldSince ?? now.toISOString()
      : null;
  const heldUntil =
    heldSince === null ? null : Date.parse(heldSince) + 2 * hourMs;
  const held = heldUntil !== null && now.getTime() < heldUntil;
  const level = (!open && !missing) || held ? 1 : 0;
  const graceEnd =
    input.createdAt === null ? null : Date.parse(input.createdAt) + 3 * hourMs;
  const inGrace = graceEnd !== null && now.getTime() < graceEnd;
  const moments = [
    held ? heldUntil : null,
    inGrace ? graceEnd : null,
    ...active.map(({ collector }) =>
      Date.parse(facts[collector]?.expiresAt ?? ''),
    ),
  ].filter(
    (moment): moment is number =>
      moment !== null && !Number.isNaN(moment) && moment > now.getTime(),
  );
  const areas: Partial<Record<Area, Weights>> = {};
  const weights = { passed: 0, known: 0, applicable: 0 };
  results.forEach(({ outcome }, index) => {
    const area = (areas[active[index].area] ??= {
      passed: 0,
      known: 0,
      applicable: 0,
    });
    for (const sum of [weights, area]) {
      sum.passed += outcome === 'pass' ? 1 : 0;
      sum.known += ['pass', 'fail'].includes(outcome) ? 1 : 0;
      sum.applicable += ['not-applicable', 'exempt'].includes(outcome) ? 0 : 1;
    }
  });
  const unstorable = active.some(
    ({ collector }) => facts[collector]?.data.unstorable,
  );
  return {
    entityRef: input.entityRef,
    scorecard: name,
    results,
    inactive: [],
    level: unstorable ? NaN : level,
    baseLevel: !open && !missing ? 1 : 0,
    baseCeiling: 1,
    heldSince: held ? heldSince : null,
    heldUntil: held && heldUntil ? new Date(heldUntil).toISOString() : null,
    exemptions: results.filter(({ outcome }) => outcome === 'exempt').length,
    ceiling: 1,
    target: { level: 1 },
    onTarget: level >= 1,
    fixesToTarget: results
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ checkId }) => checkId),
    score: weights.known ? weights.passed / weights.known : null,
    coverage: weights.applicable ? weights.known / weights.applicable : null,
    weights,
    areas,
    inGrace,
    validUntil: moments.length
      ? new Date(
          Math.ceil(Math.min(...moments) / hourMs) * hourMs,
        ).toISOString()
      : null,
  };
}

/** The outcome of a check of a tiny scorecard. */
export function tinyOutcome(
  fact: { data: object; expiresAt: string | null } | undefined,
  checkId: string,
  now: Date,
): Outcome {
  const data = (fact?.data ?? {}) as Record<string, unknown>;
  if (data.throws) {
    throw new Error('This entity cannot be evaluated in /srv/app/data.json');
  }
  if (Array.isArray(data.items)) {
    return data.items.every(item => item.baseLevel > 0) ? 'pass' : 'fail';
  }
  const stale = fact?.expiresAt && Date.parse(fact.expiresAt) <= now.getTime();
  return stale ? 'unknown' : ((data[checkId] ?? 'unknown') as Outcome);
}
