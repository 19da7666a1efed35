/**
 * An installation with a graph of dependencies, groups and templates, and beside it, in memory, all
 * that was written into it, from which everything can be counted again.
 */
import {
  dependenciesFact,
  relationsFact,
  rollupFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { CompiledScorecard } from '@team-readiness/backstage-plugin-readiness-engine';
import fc from 'fast-check';
import { Knex } from 'knex';
import { everything } from '../../database/operations/derivation';
import { unpackResults } from '../../database/operations/results';
import {
  refOf,
  TinyEntity,
  TinyInstallation,
} from '../../pipeline/__testUtils__/TinyInstallation';
import {
  below,
  GraphEntity,
  groups,
  ownerSets,
  template,
} from './graphEntities';
import { GraphRecount } from './GraphRecount';
import { graphScorecards } from './graphScorecards';

const componentCount = 6;
const everyRef = [
  ...Array.from({ length: componentCount }, (_, i) => refOf({ id: i + 1 })),
  'api:default/one',
  'resource:default/missing',
];

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
    return new GraphRecount({
      entities: [...this.entities.values()],
      scorecards: this.#active,
      connected: this.connected,
      now: this.now,
    }).counted();
  }
}
