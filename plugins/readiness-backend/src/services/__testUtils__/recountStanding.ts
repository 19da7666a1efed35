import {
  Share,
  Standing,
} from '@team-readiness/backstage-plugin-readiness-common';
import { EntityEvaluation } from '@team-readiness/backstage-plugin-readiness-engine';
import { groupRef, Organisation } from './Organisation';

/** An entity of an organisation with its evaluation. */
export interface Evaluated {
  ref: string;
  tier: number | null;
  owners: string[];
  evaluation: EntityEvaluation;
}

/**
 * Evaluates every entity of an organisation by itself, without a database.
 */
export function evaluateAll(
  organisation: Organisation,
  scorecard = 'service-readiness',
): Evaluated[] {
  const active = organisation.definitions
    .current()
    .find(({ compiled }) => compiled.name === scorecard);
  const hour = new Date(Math.floor(organisation.now / 3_600_000) * 3_600_000);
  return [...organisation.groups.keys(), ...organisation.entities.keys()]
    .filter(ref => active?.compiled.matches(organisation.describe(ref)))
    .flatMap(ref => {
      const entity = organisation.entities.get(ref);
      const createdAt = entity ? organisation.createdAt(entity) : null;
      const evaluation = active?.compiled.evaluate({
        entityRef: ref,
        createdAt:
          createdAt === null ? null : new Date(createdAt).toISOString(),
        facts: Object.fromEntries(
          Object.entries(organisation.factsOf(ref)).map(([collector, data]) => [
            collector,
            {
              collector,
              data,
              observedAt: new Date(organisation.now).toISOString(),
              expiresAt: null,
            },
          ]),
        ),
        connected: organisation.connected(),
        now: hour,
      });
      return evaluation
        ? [
            {
              ref,
              tier: entity?.tier ?? null,
              owners: entity ? entity.owners ?? [] : [ref],
              evaluation,
            },
          ]
        : [];
    });
}

/** A group and all groups below it. */
export function descendants(organisation: Organisation, ref: string): string[] {
  return [...organisation.groups.values()]
    .filter(group => {
      for (
        let at: string | undefined = group.name;
        at !== undefined;
        at = organisation.groups.get(groupRef(at))?.parent
      ) {
        if (groupRef(at) === ref) {
          return true;
        }
      }
      return false;
    })
    .map(group => groupRef(group.name));
}

function share(
  weights: Array<{ passed: number; known: number; applicable: number }>,
): Share {
  const sum = { passed: 0, known: 0, applicable: 0 };
  for (const { passed, known, applicable } of weights) {
    sum.passed += passed;
    sum.known += known;
    sum.applicable += applicable;
  }
  const ratio = (part: number, whole: number) =>
    whole === 0 ? null : Math.round((part / whole) * 1e6) / 1e6;
  return {
    ...sum,
    adoption: ratio(sum.passed, sum.applicable),
    score: ratio(sum.passed, sum.known),
    coverage: ratio(sum.known, sum.applicable),
  };
}

/** The standing of some entities, counted one by one. */
export function recountStanding(
  all: readonly Evaluated[],
  isVisible: (ref: string) => boolean,
): Omit<Standing, 'areas' | 'levels'> & {
  areas: Record<string, Share>;
  levels: Record<number, number>;
} {
  const visible = all.filter(({ ref }) => isVisible(ref));
  const counted = visible.filter(({ evaluation }) => !evaluation.inGrace);
  const fails = (checkId: string) =>
    counted.filter(({ evaluation }) =>
      evaluation.results.some(
        result => result.checkId === checkId && result.outcome === 'fail',
      ),
    ).length;
  const areas: Record<string, Share> = {};
  for (const area of new Set(
    counted.flatMap(({ evaluation }) => Object.keys(evaluation.areas)),
  )) {
    areas[area] = share(
      counted.flatMap(
        ({ evaluation }) =>
          Object.entries(evaluation.areas).find(
            ([name]) => name === area,
          )?.[1] ?? [],
      ),
    );
  }
  const levels: Record<number, number> = {};
  for (const { evaluation } of counted) {
    levels[evaluation.level] = (levels[evaluation.level] ?? 0) + 1;
  }
  return {
    entities: counted.length,
    withTarget: counted.filter(({ evaluation }) => evaluation.target).length,
    onTarget: counted.filter(({ evaluation }) => evaluation.onTarget).length,
    tier1BelowTarget: counted.filter(
      ({ tier, evaluation }) => tier === 1 && evaluation.onTarget === false,
    ).length,
    notEnoughData: counted.filter(
      ({ evaluation: { weights } }) =>
        weights.applicable > 0 && weights.known / weights.applicable < 0.6,
    ).length,
    inGrace: visible.length - counted.length,
    hidden: all.length - visible.length,
    overall: share(counted.map(({ evaluation }) => evaluation.weights)),
    missing: { runbooks: fails('runbook'), slos: fails('slo-defined') },
    areas,
    levels,
  };
}

/** A standing of the API in the form of {@link recountStanding}: nothing where nothing applies. */
export function comparable(
  standing: Standing,
): ReturnType<typeof recountStanding> {
  return {
    ...standing,
    areas: Object.fromEntries(
      standing.areas
        .filter(({ share: { applicable } }) => applicable > 0)
        .map(({ area, share: areaShare }) => [area, areaShare]),
    ),
    levels: Object.fromEntries(
      standing.levels
        .filter(({ entities }) => entities > 0)
        .map(({ level, entities }) => [level, entities]),
    ),
  };
}
