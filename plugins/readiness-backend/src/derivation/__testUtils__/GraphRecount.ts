/**
 * A graph counted from scratch, with nothing of the code that is under test but the engine.
 */
import {
  dependenciesFact,
  DependenciesFact,
  FactSnapshot,
  RelationsFact,
  relationsFact,
  rollupFact,
  RollupFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CompiledScorecard,
  EntityEvaluation,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { JsonObject } from '@backstage/types';
import { refOf } from '../../pipeline/__testUtils__/TinyInstallation';
import { below, GraphEntity, ownerSets } from './graphEntities';

/** All that counts. */
export interface GraphRecountOptions {
  entities: readonly GraphEntity[];
  /** Those that are active. */
  scorecards: readonly CompiledScorecard[];
  connected: ReadonlySet<string>;
  /** Epoch ms. */
  now: number;
}

/** See above. */
export class GraphRecount {
  readonly #options: GraphRecountOptions;

  constructor(options: GraphRecountOptions) {
    this.#options = options;
  }

  /** Derived facts, levels and outcomes, by ref and what they are of. */
  counted(): Record<string, unknown> {
    const counted: Record<string, unknown> = {};
    const evaluations = new Map<GraphEntity, EntityEvaluation[]>();
    const evaluateAll = (late: boolean) => {
      for (const entity of this.#options.entities) {
        const kind = entity.kind ?? 'component';
        if ((kind !== 'component') === late) {
          const facts: Record<string, JsonObject> = {
            [relationsFact.collector]: { ...this.#relations(entity) },
            [dependenciesFact.collector]: { ...this.#dependencies(entity) },
          };
          if (late) {
            facts[rollupFact.collector] = {
              ...this.#rollup(entity, evaluations),
            };
          }
          Object.entries(facts).forEach(([collector, data]) => {
            counted[`${refOf(entity)} ${collector}`] = data;
          });
          const answers = this.#evaluate(entity, facts);
          evaluations.set(entity, answers);
          answers.forEach(answer => {
            counted[`${refOf(entity)} ${answer.scorecard}`] = {
              level: answer.level,
              base: [answer.baseLevel, answer.baseCeiling],
              outcomes: answer.results.map(
                ({ checkId, outcome }) => `${checkId} ${outcome}`,
              ),
            };
          });
        }
      }
    };
    evaluateAll(false);
    evaluateAll(true);
    return counted;
  }

  #evaluate(
    entity: GraphEntity,
    derived: Record<string, JsonObject>,
  ): EntityEvaluation[] {
    const kind = entity.kind ?? 'component';
    const described = {
      kind: kind[0].toUpperCase() + kind.slice(1),
      spec: { type: 'service' },
    };
    const data: Record<string, JsonObject> = {
      catalog: { entity: described },
      a: entity.ok === null ? {} : { ok: entity.ok, better: entity.better },
      ...derived,
    };
    const observedAt = new Date(this.#options.now).toISOString();
    const facts = Object.fromEntries(
      Object.entries(data)
        .filter(([, fact]) => Object.keys(fact).length > 0)
        .map(([collector, fact]): [string, FactSnapshot] => [
          collector,
          { collector, data: fact, observedAt, expiresAt: null },
        ]),
    );
    return this.#options.scorecards
      .filter(scorecard =>
        scorecard.matches({
          ...described,
          apiVersion: 'v1',
          metadata: { name: 'e' },
        }),
      )
      .map(scorecard =>
        scorecard.evaluate({
          entityRef: refOf(entity),
          createdAt: entity.createdAt
            ? new Date(entity.createdAt).toISOString()
            : null,
          facts,
          connected: this.#options.connected,
          now: new Date(this.#options.now),
        }),
      );
  }

  #byRef(ref: string): GraphEntity | undefined {
    return this.#options.entities.find(entity => refOf(entity) === ref);
  }

  #relations(entity: GraphEntity): RelationsFact {
    const targets = (...types: string[]) =>
      [
        ...new Set(
          entity.relations
            .filter(({ type }) => types.includes(type))
            .map(({ target_ref }) => target_ref),
        ),
      ].sort();
    const isThere = (ref: string) =>
      ref === 'api:default/one' || this.#byRef(ref) !== undefined;
    const nameOf = (ref: string) => ref.slice(ref.indexOf('/') + 1);
    const dependencies = targets('dependsOn', 'consumesApi').filter(isThere);
    const own = refOf(entity);
    const apis = targets('providesApi');
    const dependents = this.#options.entities
      .filter(
        other =>
          other !== entity &&
          other.relations.some(
            ({ type, target_ref }) =>
              (['dependsOn', 'consumesApi'].includes(type) &&
                target_ref === own) ||
              (type === 'consumesApi' && apis.includes(target_ref)),
          ),
      )
      .map(other => ({
        ref: refOf(other),
        name: nameOf(refOf(other)),
        tier: other.tier ?? null,
        system: null,
      }))
      .sort((a, b) => (a.ref < b.ref ? -1 : 1));
    return {
      unresolved: [
        ...new Set(entity.relations.map(({ target_ref }) => target_ref)),
      ]
        .filter(ref => !isThere(ref))
        .sort(),
      dependencies: dependencies.map(ref => ({
        ref,
        name: nameOf(ref),
        kind: ref.slice(0, ref.indexOf(':')),
        // The column `type`, which these entities do not have.
        type: null,
        tier: this.#byRef(ref)?.tier ?? null,
      })),
      dependencyCount: dependencies.length,
      dependents,
      dependentCount: dependents.length,
      providedApis: apis.map(ref => ({
        ref,
        name: nameOf(ref),
        type: null,
        exists: isThere(ref),
      })),
    };
  }

  #dependencies(entity: GraphEntity): DependenciesFact {
    const items = [
      ...new Set(
        entity.relations
          .filter(({ type }) => type === 'dependsOn' || type === 'consumesApi')
          .map(({ target_ref }) => target_ref),
      ),
    ]
      .sort()
      .flatMap(ref => {
        const other = this.#byRef(ref);
        // Without any derived fact: base levels must not need them.
        return other && other !== entity
          ? this.#evaluate(other, {}).map(answer => ({
              ref,
              name: ref.slice(ref.indexOf('/') + 1),
              scorecard: answer.scorecard,
              tier: other.tier ?? null,
              baseLevel: this.#base(other, answer.scorecard).level,
              ceiling: this.#base(other, answer.scorecard).ceiling,
            }))
          : [];
      })
      .sort((a, b) =>
        `${a.ref} ${a.scorecard}` < `${b.ref} ${b.scorecard}` ? -1 : 1,
      );
    return { items, itemCount: items.length };
  }

  /** By relations too, since these are read in stratum 0. */
  #base(entity: GraphEntity, scorecard: string) {
    const [found] = this.#evaluate(entity, {
      [relationsFact.collector]: { ...this.#relations(entity) },
    }).filter(answer => answer.scorecard === scorecard);
    return { level: found.baseLevel, ceiling: found.baseCeiling };
  }

  #rollup(
    summed: GraphEntity,
    evaluations: ReadonlyMap<GraphEntity, EntityEvaluation[]>,
  ): RollupFact {
    const owners = below.get(summed.id) ?? [];
    const counted = [...evaluations]
      .filter(([entity]) => (entity.kind ?? 'component') === 'component')
      .filter(([entity]) =>
        summed.kind === 'group'
          ? ownerSets
              .find(({ id }) => id === (entity.ownerSetId ?? 1))
              ?.owners.some(owner => owners.includes(owner))
          : entity.templateRef === refOf(summed),
      )
      .map(([entity, answers]) => ({
        tier: entity.tier || null,
        answers: answers.filter(({ inGrace }) => !inGrace),
      }))
      .filter(({ answers }) => answers.length > 0);
    const tiers = [...new Set(counted.map(({ tier }) => tier))].sort(
      (a, b) => (a ?? 9) - (b ?? 9),
    );
    const checks: RollupFact['checks'] = [];
    const levels: RollupFact['levels'] = [];
    const names = [...this.#options.scorecards]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .filter(({ stratum }) => stratum === 0);
    for (const scorecard of names) {
      const answersOf = (tier: number | null) =>
        counted
          .filter(each => each.tier === tier)
          .flatMap(({ answers }) =>
            answers.filter(answer => answer.scorecard === scorecard.name),
          );
      const ids = scorecard.checks
        .map(({ definition }) => definition.id)
        .sort();
      for (const check of ids) {
        for (const tier of tiers) {
          const outcomes = answersOf(tier).flatMap(({ results }) =>
            results
              .filter(({ checkId, counts }) => checkId === check && counts)
              .map(({ outcome }) => outcome),
          );
          const count = (...wanted: string[]) =>
            outcomes.filter(outcome => wanted.includes(outcome)).length;
          const row = {
            pass: count('pass'),
            exempt: count('exempt'),
            known: count('pass', 'fail'),
            applicable: count('pass', 'fail', 'unknown', 'error'),
          };
          if (row.applicable + row.exempt > 0) {
            checks.push({ scorecard: scorecard.name, check, tier, ...row });
          }
        }
      }
      for (const tier of tiers) {
        for (const level of [0, 1, 2, 3]) {
          const entities = answersOf(tier).filter(
            answer => answer.level === level,
          ).length;
          if (entities) {
            levels.push({ scorecard: scorecard.name, tier, level, entities });
          }
        }
      }
    }
    return {
      entities: counted.length,
      byTier: tiers.map(tier => ({
        tier,
        entities: counted.filter(each => each.tier === tier).length,
      })),
      checks,
      levels,
    };
  }
}
