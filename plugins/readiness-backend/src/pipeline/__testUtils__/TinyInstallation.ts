import { createHash } from 'crypto';
import { Knex } from 'knex';
import { LoggerService } from '@backstage/backend-plugin-api';
import { CompiledScorecard } from '@team-readiness/backstage-plugin-readiness-engine';
import {
  dependenciesFact,
  relationsFact,
  rollupFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { bulkUpsert } from '../../database/operations/bulk';
import {
  everything,
  markForDerivation,
  selectRelatedRefs,
} from '../../database/operations/derivation';
import {
  removeEntities,
  replaceRelations,
} from '../../database/operations/entities';
import {
  markAllForEvaluation,
  markForEvaluation,
} from '../../database/operations/queue';
import { Tables, tableColumns } from '../../database/tableColumns';
import { ActiveScorecard } from '../../definitions/ActiveScorecards';
import { DerivedFacts, DerivedFactsOptions } from '../../derivation';
import {
  EvaluationPipeline,
  EvaluationPipelineOptions,
} from '../EvaluationPipeline';
import { publishScorecard } from './publishScorecard';
import { readTableState } from './readTableState';

/** The start of the day on which tests happen. */
export const firstHour = Date.parse('2026-11-21T08:00:00.000Z');

/** Tests look at tables, not at lines. */
const silent: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};

/** An entity as tests describe it. */
export interface TinyEntity {
  id: number;
  ownerSetId?: number;
  tier?: number | null;
  type?: string;
  /** In lower case; default component. */
  kind?: string;
  /** The template that it was made from. */
  templateRef?: string | null;
  createdAt?: number | null;
}

/**
 * Everything around the pipeline, written straight into the tables, in the order
 * that the rest of the backend keeps: first what changed, then the marking.
 */
export class TinyInstallation {
  now = firstHour;
  readonly connected = new Set(['a', 'b']);
  readonly #active = new Map<string, ActiveScorecard>();

  constructor(readonly knex: Knex) {}

  /** Empties every table. */
  async clear(): Promise<void> {
    for (const table of Object.keys(tableColumns) as Array<keyof Tables>) {
      await this.knex(table).delete();
    }
  }

  /** From now on the catalog was read as a whole, so that relations are known. */
  async completeStream(): Promise<void> {
    await this.knex('derivations').insert({
      collector: relationsFact.collector,
      derived_at: this.now,
    });
  }

  pipeline(options: Partial<EvaluationPipelineOptions> = {}) {
    return new EvaluationPipeline({
      knex: this.knex,
      definitions: { current: () => this.current(), held: () => [] },
      connected: () => this.connected,
      clock: { now: () => new Date(this.now) },
      logger: silent,
      ...options,
    });
  }

  /** As {@link TinyInstallation.pipeline}, with the facts that are derived between strata. */
  deriving(
    options: Partial<EvaluationPipelineOptions> = {},
    { leaseMs }: Pick<DerivedFactsOptions, 'leaseMs'> = {},
  ) {
    const derived = new DerivedFacts({
      knex: this.knex,
      definitions: { current: () => this.current(), held: () => [] },
      connected: () => this.connected,
      clock: options.clock ?? { now: () => new Date(this.now) },
      logger: silent,
      timeToLive: { days: 1 },
      rollupPauseMs: 0,
      leaseMs,
    });
    return this.pipeline({
      ...options,
      derive: stratum => derived.beforeStratum(stratum),
    });
  }

  current(): ActiveScorecard[] {
    return [...this.#active.values()];
  }

  async putEntity(entity: TinyEntity): Promise<void> {
    await this.putEntities([entity]);
  }

  async putEntities(entities: TinyEntity[]): Promise<void> {
    await bulkUpsert(this.knex, {
      table: 'entities',
      key: ['id'],
      rows: entities.map(entity => ({
        id: entity.id,
        ref: refOf(entity),
        kind: entity.kind ?? 'component',
        namespace: 'default',
        name: `e${entity.id}`,
        owner_set_id: entity.ownerSetId ?? 1,
        tier: entity.tier ?? null,
        template_ref: entity.templateRef ?? null,
        created_at: entity.createdAt ?? null,
        removed_at: null,
      })),
    });
    const described = new Map<string, number[]>();
    for (const { id, kind = 'component', type = 'service' } of entities) {
      const key = `${kind[0].toUpperCase()}${kind.slice(1)} ${type}`;
      described.set(key, [...(described.get(key) ?? []), id]);
    }
    for (const [key, entityIds] of described) {
      const [kind, type] = key.split(' ');
      await this.putFacts('catalog', entityIds, {
        entity: { kind, spec: { type } },
      });
    }
    await this.markDerived(entities.map(refOf), [rollupFact.collector]);
  }

  /** Replaces the relations of an entity, as a page of the catalog does. */
  async putRelations(
    entity: TinyEntity,
    relations: Array<{ type: string; target_ref: string }>,
  ): Promise<void> {
    const { goneTargetRefs } = await replaceRelations(this.knex, {
      sourceIds: [entity.id],
      relations: relations.map(each => ({ ...each, source_id: entity.id })),
    });
    await this.markDerived([refOf(entity), ...goneTargetRefs]);
  }

  /** Notes changes for derived facts. */
  async markDerived(
    refs: string[],
    others: readonly string[] = [],
  ): Promise<void> {
    await markForDerivation(this.knex, {
      marks: [
        { collector: relationsFact.collector, refs },
        { collector: dependenciesFact.collector, refs },
        ...others.map(collector => ({ collector, refs: [everything] })),
      ],
      at: new Date(this.now),
    });
  }

  async removeEntity(id: number): Promise<void> {
    const refs = await selectRelatedRefs(this.knex, { entityIds: [id] });
    await this.markDerived(refs, [rollupFact.collector]);
    await removeEntities(this.knex, {
      entityIds: [id],
      at: new Date(this.now),
    });
    await this.mark([id]);
  }

  async putFacts(
    collector: string,
    entityIds: number[],
    content: object,
    expiresAt: number | null = null,
  ): Promise<void> {
    const data = JSON.stringify(content);
    const hash = createHash('sha256').update(data).digest('hex');
    await bulkUpsert(this.knex, {
      table: 'facts',
      key: ['entity_id', 'collector'],
      rows: entityIds.map(entity_id => ({
        entity_id,
        collector,
        data,
        hash,
        observed_at: this.now,
        expires_at: expiresAt,
      })),
    });
    await this.mark(entityIds);
  }

  async mark(entityIds: number[]): Promise<void> {
    await markForEvaluation(this.knex, { entityIds, at: new Date(this.now) });
  }

  async markAll(): Promise<void> {
    await markAllForEvaluation(this.knex, { at: new Date(this.now) });
  }

  /** Makes a version active, known to this process too. */
  async publish(
    definitionId: number,
    compiled: CompiledScorecard,
  ): Promise<void> {
    await publishScorecard(this.knex, {
      definitionId,
      compiled,
      at: this.now,
    });
    await this.know(definitionId, compiled);
    await this.markAll();
  }

  /** Lets this process know a version, whatever is active in the database. */
  async know(definitionId: number, compiled: CompiledScorecard): Promise<void> {
    const checks = await this.knex('checks').where({
      scorecard: compiled.name,
    });
    this.#active.set(compiled.name, {
      definitionId,
      version: definitionId,
      source: 'test',
      owner: null,
      position: definitionId,
      compiled,
      enforcement: new Map(),
      createdAt: new Date(this.now),
      createdBy: 'config',
      checkKeys: new Map(checks.map(({ check_id, id }) => [check_id, id])),
    });
  }

  /** Takes a scorecard away. */
  async retract(name: string): Promise<void> {
    await this.knex('active_definitions').where({ name }).delete();
    this.#active.delete(name);
    await this.markAll();
  }

  /** Entities that wait for evaluation. */
  async waiting(): Promise<number[]> {
    return this.knex('evaluation_queue').pluck('entity_id');
  }

  /** The facts that are derived, in a form that is equal for equal states. */
  async derivedState(): Promise<string[]> {
    const rows = await this.knex('facts')
      .whereLike('collector', 'readiness/%')
      .orderBy(['collector', 'entity_id']);
    return rows.map(row => `${row.entity_id} ${row.collector} ${row.data}`);
  }

  /**
   * All rows that readers see, see {@link readTableState}.
   */
  async state(
    tables: Array<keyof Tables> = [
      'results',
      'scores',
      'entity_area_scores',
      'non_pass_results',
      'rollup_counts',
      'level_counts',
      'transitions',
      'level_transitions',
      'movements',
      'score_days',
    ],
  ): Promise<Record<string, string[]>> {
    return await readTableState(this.knex, tables);
  }
}

/** The whole ref of an entity of a test. */
export function refOf({ id, kind }: TinyEntity): string {
  return `${kind ?? 'component'}:default/e${id}`;
}
