/**
 * An installation with a graph of dependencies, groups and templates, and beside it, in memory, all
 * that was written into it: from that everything is counted again, with nothing of the code that is
 * under test but the engine.
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
import fc from 'fast-check';
import { Knex } from 'knex';
import { everything } from '../../database/operations/derivation';
import { unpackResults } from '../../database/operations/results';
import {
  refOf,
  TinyEntity,
  TinyInstallation,
} from '../../pipeline/__testUtils__/TinyInstallation';
import { graphScorecards } from './graphScorecards';

const componentCount = 6;
/** e7 is above e8 and e9; owner sets are [7], [8], [9], [8, 9] and, of a user, []. */
const groups: TinyEntity[] = [7, 8, 9].map(id => ({
  id,
  kind: 'group',
  ownerSetId: id,
}));
const template: TinyEntity = { id: 10, kind: 'template', ownerSetId: 1 };
const ownerSets = [
  { id: 1, owners: [] as number[] },
  { id: 7, owners: [7] },
  { id: 8, owners: [8] },
  { id: 9, owners: [9] },
  { id: 10, owners: [8, 9] },
];
const below = new Map([
  [7, [7, 8, 9]],
  [8, [8]],
  [9, [9]],
]);
const everyRef = [
  ...Array.from({ length: componentCount }, (_, i) => refOf({ id: i + 1 })),
  'api:default/one',
  'resource:default/missing',
];

interface GraphEntity extends TinyEntity {
  ok: boolean | null;
  better: boolean;
  relations: Array<{ type: string; target_ref: string }>;
}

const componentId = fc.integer({ min: 1, max: componentCount });

const relation = fc.oneof(
  fc.record({
    type: fc.constant('dependsOn'),
    target_ref: fc.constantFrom(...everyRef),
  }),
  fc.record({
    type: fc.constantFrom('consumesApi', 'providesApi'),
    target_ref: fc.constant('api:default/one'),
  }),
  fc.record({
    type: fc.constantFrom('consumesApi', 'providesApi', 'ownedBy'),
    target_ref: fc.constantFrom(...everyRef),
  }),
);

/** Something that happens to a graph. */
export const graphStep = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('fact' as const),
      id: fc.integer({ min: 1, max: 10 }),
      ok: fc.constantFrom(true, true, false),
      better: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('relations' as const),
      id: componentId,
      relations: fc.uniqueArray(relation, {
        maxLength: 4,
        selector: each => `${each.type} ${each.target_ref}`,
      }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('entity' as const),
      id: componentId,
      ownerSetId: fc.constantFrom(...ownerSets.map(({ id }) => id)),
      tier: fc.option(fc.integer({ min: 1, max: 3 })),
      templateRef: fc.option(fc.constant(refOf(template))),
      young: fc.boolean(),
    }),
  },
  fc.record({ kind: fc.constant('remove' as const), id: componentId }),
  fc.record({
    kind: fc.constant('publish' as const),
    version: fc.integer({ min: 0, max: 1 }),
  }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('drain' as const) }) },
);
export type GraphStep = typeof graphStep extends fc.Arbitrary<infer T>
  ? T
  : never;

/** See above. */
export class GraphInstallation extends TinyInstallation {
  readonly entities = new Map<number, GraphEntity>();
  #active: CompiledScorecard[] = [];

  /** Components without relations, three groups and a template; nothing evaluated yet. */
  static async start(knex: Knex): Promise<GraphInstallation> {
    const graph = new GraphInstallation(knex);
    await graph.clear();
    await graph.completeStream();
    [relationsFact, dependenciesFact, rollupFact].forEach(({ collector }) =>
      graph.connected.add(collector),
    );
    await knex('owner_sets').insert(
      ownerSets.map(({ id, owners }) => ({
        id,
        owners: owners.map(owner => refOf({ id: owner, kind: 'group' })).join(),
      })),
    );
    await knex('owner_set_members').insert(
      ownerSets.flatMap(({ id, owners }) =>
        owners.map(owner => ({
          owner_set_id: id,
          owner_ref: refOf({ id: owner, kind: 'group' }),
        })),
      ),
    );
    await knex('group_closure').insert(
      [...below].flatMap(([ancestor, descendants]) =>
        descendants.map(descendant => ({
          ancestor_ref: refOf({ id: ancestor, kind: 'group' }),
          descendant_ref: refOf({ id: descendant, kind: 'group' }),
        })),
      ),
    );
    await knex('looked_up_refs').insert([
      { ref: 'api:default/one', found: true, looked_up_at: graph.now },
      { ref: 'resource:default/missing', found: false, looked_up_at: 0 },
    ]);
    await graph.#put([
      ...Array.from({ length: componentCount }, (_, i) => ({
        id: i + 1,
        ownerSetId: 7 + (i % 4),
        tier: i % 3,
      })),
      ...groups,
      template,
    ]);
    for (const [index, version] of [0, 2, 3].entries()) {
      await graph.#publish(version, index);
    }
    return graph;
  }

  /** Lets a step happen. */
  async take(step: GraphStep): Promise<void> {
    const known = this.entities.get(
      step.kind === 'publish' ? 0 : this.#of(step),
    );
    switch (step.kind) {
      case 'fact':
        if (known) {
          Object.assign(known, { ok: step.ok, better: step.better });
          const { ok, better } = step;
          await this.putFacts('a', [step.id], { ok, better });
        }
        break;
      case 'relations':
        if (known) {
          known.relations = step.relations;
          await this.putRelations(known, step.relations);
          await this.mark([step.id]);
        }
        break;
      case 'entity': {
        const { kind: _, young, ...entity } = step;
        await this.#put([{ ...entity, createdAt: young ? this.now : null }]);
        break;
      }
      case 'remove':
        this.entities.delete(step.id);
        await this.removeEntity(step.id);
        break;
      case 'publish':
        await this.#publish(step.version, 0);
        break;
      default:
        await this.deriving({ batchSize: 2 }).drain();
    }
  }

  #of(step: Exclude<GraphStep, { kind: 'publish' }>): number {
    return step.kind === 'drain' ? 0 : step.id;
  }

  async #put(entities: TinyEntity[]): Promise<void> {
    for (const entity of entities) {
      const before = this.entities.get(entity.id);
      const rest = before ?? { ok: null, better: false, relations: [] };
      this.entities.set(entity.id, { ...rest, ...entity });
    }
    await this.putEntities(entities);
  }

  async #publish(version: number, position: number): Promise<void> {
    this.#active[position] = graphScorecards[version];
    await this.publish(version + 1, graphScorecards[version]);
  }

  /** Forgets nothing, and derives and evaluates everything anew. */
  async again(): Promise<void> {
    await this.markDerived([everything], [rollupFact.collector]);
    await this.markAll();
  }

  /** What is stored, in a form that is equal for equal states. */
  async stored(): Promise<Record<string, unknown>> {
    const { knex } = this;
    const refs = new Map(
      (await knex('entities').whereNull('removed_at')).map(row => [
        row.id,
        row.ref,
      ]),
    );
    const stored: Record<string, unknown> = {};
    for (const row of await knex('facts').whereLike(
      'collector',
      'readiness/%',
    )) {
      if (refs.has(row.entity_id)) {
        stored[`${refs.get(row.entity_id)} ${row.collector}`] = JSON.parse(
          row.data,
        );
      }
    }
    const checks = new Map(
      (await knex('checks')).map(row => [row.id, row.check_id]),
    );
    const rows = await knex('results')
      .join('scores', function both() {
        this.on('scores.entity_id', 'results.entity_id').andOn(
          'scores.definition_id',
          'results.definition_id',
        );
      })
      .join('definitions', 'definitions.id', 'results.definition_id');
    for (const row of rows) {
      stored[`${refs.get(row.entity_id)} ${row.name}`] = {
        level: row.level,
        base: [row.base_level, row.base_ceiling],
        outcomes: unpackResults(row.packed).map(
          ({ checkKey, outcome }) => `${checks.get(checkKey)} ${outcome}`,
        ),
      };
    }
    return stored;
  }

  /** The same, from memory. */
  counted(): Record<string, unknown> {
    const counted: Record<string, unknown> = {};
    const evaluations = new Map<GraphEntity, EntityEvaluation[]>();
    const evaluateAll = (late: boolean) => {
      for (const entity of this.entities.values()) {
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
    const observedAt = new Date(this.now).toISOString();
    const facts = Object.fromEntries(
      Object.entries(data)
        .filter(([, fact]) => Object.keys(fact).length > 0)
        .map(([collector, fact]): [string, FactSnapshot] => [
          collector,
          { collector, data: fact, observedAt, expiresAt: null },
        ]),
    );
    return this.#active
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
          connected: this.connected,
          now: new Date(this.now),
        }),
      );
  }

  #byRef(ref: string): GraphEntity | undefined {
    return [...this.entities.values()].find(entity => refOf(entity) === ref);
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
    const typeOf = (ref: string) =>
      this.#byRef(ref) ? this.types.get(ref) ?? null : null;
    const dependencies = targets('dependsOn', 'consumesApi').filter(isThere);
    const own = refOf(entity);
    const apis = targets('providesApi');
    const dependents = [...this.entities.values()]
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
        type: typeOf(ref),
        tier: this.#byRef(ref)?.tier ?? null,
      })),
      dependencyCount: dependencies.length,
      dependents,
      dependentCount: dependents.length,
      providedApis: apis.map(ref => ({
        ref,
        name: nameOf(ref),
        type: typeOf(ref),
        exists: isThere(ref),
      })),
    };
  }

  /** The column `type`, which these entities do not have. */
  readonly types = new Map<string, string>();

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
    const names = [...this.#active]
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
