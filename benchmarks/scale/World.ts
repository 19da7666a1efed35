/**
 * A made-up organisation in a database, the same at every run: teams in departments, services in
 * systems and domains that lean on each other, facts of five collectors and the catalog, and one
 * standard. All of it is written by the operations that the plugin itself uses.
 */
import { Knex } from 'knex';
import { applyMigrations } from '../../plugins/readiness-backend/src/database/initializeDatabase';
import {
  activateDefinitions,
  ensureChecks,
  registerDefinition,
} from '../../plugins/readiness-backend/src/database/operations/definitions';
import {
  ensureOwnerSets,
  replaceRelations,
  upsertEntities,
} from '../../plugins/readiness-backend/src/database/operations/entities';
import { upsertFacts } from '../../plugins/readiness-backend/src/database/operations/facts';
import {
  markAllForEvaluation,
  markForEvaluation,
} from '../../plugins/readiness-backend/src/database/operations/queue';
import { factProjection } from '../../plugins/readiness-backend/src/definitions/factProjection';
import { ActiveScorecard } from '../../plugins/readiness-backend/src/definitions/ActiveScorecards';
import { EvaluationPipeline } from '../../plugins/readiness-backend/src/pipeline';
import {
  rebuildGroupClosure,
  writeDaySnapshots,
} from '../../plugins/readiness-backend/src/rollups';
import { analyze } from './database';
import { catalogFactOf, collectors, factOf, hashOf } from './facts';
import { compileStandard } from './standard';

/** How large the organisation is. */
export interface WorldSize {
  entities: number;
  checks: number;
  teams: number;
}

export const firstDay = Date.parse('2026-11-21T08:00:00.000Z');
export const dayMs = 86_400_000;

const rowsAtOnce = 1_000;
/** Teams of a department. */
const departmentSize = 20;
/** Services of a system, and systems of a domain. */
const systemSize = 10;

export const serviceRef = (index: number) =>
  `component:default/service-${index}`;
export const teamRef = (index: number) => `group:default/team-${index}`;

const silent = {
  error: (message: string) => process.stderr.write(`${message}\n`),
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};

const nowhere = {
  namespace: 'default',
  title: null,
  lifecycle: null,
  tier: null,
  system_ref: null,
  domain_ref: null,
  template_ref: null,
};

export class World {
  readonly knex: Knex;
  readonly size: WorldSize;
  /** The present, which only steps of a run move on. */
  now = firstDay;
  readonly clock = { now: () => new Date(this.now) };
  readonly connected: ReadonlySet<string> = new Set([
    'catalog',
    'readiness/owner',
    ...collectors,
  ]);
  readonly pipeline: EvaluationPipeline;
  #active: ActiveScorecard[] = [];
  readonly #projection = factProjection(() => this.definitions);

  constructor(knex: Knex, size: WorldSize) {
    this.knex = knex;
    this.size = size;
    this.pipeline = new EvaluationPipeline({
      knex,
      definitions: this.definitions,
      connected: () => this.connected,
      clock: this.clock,
      logger: silent,
    });
  }

  /** The standard, as the plugin knows it. */
  readonly definitions = {
    current: () => this.#active,
    held: () => [],
    refreshOnDemand: async () => {},
    comparing: () => [],
  };

  /** Fills an empty database. Nothing is evaluated, nor waits for it. */
  async seed(): Promise<void> {
    await applyMigrations(this.knex);
    await this.#seedGroups();
    for (let from = 0; from < this.size.entities; from += rowsAtOnce) {
      await this.#seedServices(
        Array.from(
          { length: Math.min(rowsAtOnce, this.size.entities - from) },
          (_, offset) => from + offset,
        ),
      );
    }
    await rebuildGroupClosure(this.knex, {
      at: this.clock.now(),
      isInitial: true,
    });
    await this.knex('evaluation_queue').delete();
    await analyze(this.knex);
  }

  /** Makes an edition of the standard the active one; a known one is only read. */
  async activate(edition: number): Promise<void> {
    const compiled = compileStandard(this.size.checks, edition);
    const { id: definitionId } = await registerDefinition(this.knex, {
      kind: 'Scorecard',
      name: compiled.name,
      contentHash: compiled.contentHash,
      source: 'benchmark.yaml',
      document: JSON.stringify(compiled.document),
      createdAt: this.clock.now(),
      createdBy: 'config',
    });
    const keys = await ensureChecks(this.knex, {
      checks: compiled.checks.map(check => ({
        scorecard: compiled.name,
        check_id: check.definition.id,
      })),
    });
    await activateDefinitions(this.knex, {
      kind: 'Scorecard',
      active: [
        { name: compiled.name, definition_id: definitionId, position: 0 },
      ],
      inactive: [],
    });
    this.#active = [
      {
        definitionId,
        version: edition,
        source: 'benchmark.yaml',
        position: 0,
        compiled,
        enforcement: new Map(),
        checkKeys: keys.get(compiled.name) ?? new Map(),
        createdAt: this.clock.now(),
        createdBy: 'config',
      },
    ];
  }

  async markAll(): Promise<void> {
    await markAllForEvaluation(this.knex, { at: this.clock.now() });
  }

  /** Takes notice of other facts of some services, as a collector does. */
  async changeFacts(
    indexes: readonly number[],
    version: number,
  ): Promise<void> {
    const ids = await this.idsOf(indexes);
    const { changedEntityIds } = await this.#putFacts(
      'repository',
      indexes,
      ids,
      version,
    );
    await markForEvaluation(this.knex, {
      entityIds: changedEntityIds,
      at: this.clock.now(),
    });
  }

  /** Every hundredth service, other ones each day. */
  onePercent(day: number): number[] {
    return Array.from(
      { length: Math.ceil(this.size.entities / 100) },
      (_, index) => (index * 100 + day * 37) % this.size.entities,
    );
  }

  /** What is done at the end of a day. */
  async snapshot(): Promise<void> {
    await writeDaySnapshots(this.knex, {
      scorecards: this.#active.map(({ compiled, definitionId }) => ({
        name: compiled.name,
        definitionId,
      })),
      at: this.clock.now(),
    });
  }

  async idsOf(indexes: readonly number[]): Promise<Map<string, number>> {
    const ids = new Map<string, number>();
    for (let from = 0; from < indexes.length; from += 500) {
      const rows: Array<{ ref: string; id: number }> = await this.knex(
        'entities',
      )
        .select('ref', 'id')
        .whereIn('ref', indexes.slice(from, from + 500).map(serviceRef));
      rows.forEach(({ ref, id }) => ids.set(ref, id));
    }
    return ids;
  }

  get departments(): number {
    return Math.max(1, Math.floor(this.size.teams / departmentSize));
  }

  async #seedGroups(): Promise<void> {
    const { departments } = this;
    const refs = Array.from({ length: this.size.teams }, (_, index) =>
      teamRef(index),
    );
    const sets = await ensureOwnerSets(this.knex, { keys: refs });
    const { ids } = await upsertEntities(this.knex, {
      createdAt: null,
      at: this.clock.now(),
      entities: refs.map((ref, index) => ({
        ...nowhere,
        ref,
        kind: 'group',
        name: `team-${index}`,
        type: index < departments ? 'department' : 'team',
        owner_set_id: sets.get(ref)!,
      })),
    });
    await replaceRelations(this.knex, {
      sourceIds: [...ids.values()],
      relations: refs.slice(departments).map((ref, index) => ({
        source_id: ids.get(ref)!,
        type: 'childOf',
        target_ref: teamRef(index % departments),
      })),
    });
  }

  async #seedServices(indexes: readonly number[]): Promise<void> {
    const { departments, knex } = this;
    const leaves = this.size.teams - departments;
    const ownerOf = (index: number) => teamRef(departments + (index % leaves));
    const sets = await ensureOwnerSets(knex, {
      keys: [...new Set(indexes.map(ownerOf))],
    });
    const { ids } = await upsertEntities(knex, {
      createdAt: null,
      at: this.clock.now(),
      entities: indexes.map(index => {
        const system = Math.floor(index / systemSize);
        return {
          ...nowhere,
          ref: serviceRef(index),
          kind: 'component',
          name: `service-${index}`,
          type: 'service',
          lifecycle: 'production',
          tier: 1 + (index % 3),
          owner_set_id: sets.get(ownerOf(index))!,
          system_ref: `system:default/system-${system}`,
          domain_ref: `domain:default/domain-${Math.floor(
            system / systemSize,
          )}`,
        };
      }),
    });
    await replaceRelations(knex, {
      sourceIds: [...ids.values()],
      relations: indexes
        .filter(index => index % systemSize)
        .map(index => ({
          source_id: ids.get(serviceRef(index))!,
          type: 'dependsOn',
          target_ref: serviceRef(index - 1),
        })),
    });
    for (const collector of ['catalog', ...collectors]) {
      await this.#putFacts(collector, indexes, ids, 0);
    }
  }

  #putFacts(
    collector: string,
    indexes: readonly number[],
    ids: ReadonlyMap<string, number>,
    version: number,
  ) {
    return upsertFacts(this.knex, {
      collector,
      projection: this.#projection,
      facts: indexes.map(index => {
        const data =
          collector === 'catalog'
            ? catalogFactOf(index)
            : factOf(index, collectors.indexOf(collector), version);
        return {
          entityId: ids.get(serviceRef(index))!,
          data,
          hash: hashOf(data),
          observedAt: this.clock.now(),
          expiresAt: null,
        };
      }),
    });
  }
}
