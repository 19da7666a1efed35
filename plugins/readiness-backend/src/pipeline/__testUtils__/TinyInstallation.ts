import { createHash } from 'crypto';
import { Knex } from 'knex';
import { LoggerService } from '@backstage/backend-plugin-api';
import { CompiledScorecard } from '@team-readiness/backstage-plugin-readiness-engine';
import { bulkUpsert } from '../../database/operations/bulk';
import {
  markAllForEvaluation,
  markForEvaluation,
} from '../../database/operations/queue';
import { Tables, tableColumns } from '../../database/tableColumns';
import { ActiveScorecard } from '../../definitions/ActiveScorecards';
import {
  EvaluationPipeline,
  EvaluationPipelineOptions,
} from '../EvaluationPipeline';

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
  kind?: string;
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
        ref: `component:default/e${entity.id}`,
        kind: entity.kind ?? 'component',
        namespace: 'default',
        name: `e${entity.id}`,
        owner_set_id: entity.ownerSetId ?? 1,
        tier: entity.tier ?? null,
        created_at: entity.createdAt ?? null,
        removed_at: null,
      })),
    });
    for (const type of new Set(entities.map(entity => entity.type))) {
      await this.putFacts(
        'catalog',
        entities
          .filter(entity => entity.type === type)
          .map(entity => entity.id),
        { entity: { kind: 'Component', spec: { type: type ?? 'service' } } },
      );
    }
  }

  async removeEntity(id: number): Promise<void> {
    await this.knex('entities').where({ id }).update({ removed_at: this.now });
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
    const { knex } = this;
    await bulkUpsert(knex, {
      table: 'definitions',
      key: ['id'],
      rows: [
        {
          id: definitionId,
          kind: 'Scorecard',
          name: compiled.name,
          version: definitionId,
          content_hash: compiled.contentHash,
          source: 'test',
          document: '{}',
          created_at: this.now,
          created_by: 'config',
        },
      ],
    });
    for (const { definition } of compiled.checks) {
      await knex('checks')
        .insert({
          id: checkKey(compiled.name, definition.id),
          scorecard: compiled.name,
          check_id: definition.id,
        })
        .onConflict(['scorecard', 'check_id'])
        .ignore();
    }
    await bulkUpsert(knex, {
      table: 'active_definitions',
      key: ['kind', 'name'],
      rows: [
        {
          kind: 'Scorecard',
          name: compiled.name,
          definition_id: definitionId,
          position: definitionId,
        },
      ],
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

  /** All rows that readers see, in a form that is equal for equal states. */
  async state(
    tables: Array<keyof Tables> = [
      'results',
      'scores',
      'entity_area_scores',
      'non_pass_results',
      'rollup_counts',
      'level_counts',
      'transitions',
    ],
  ): Promise<Record<string, string[]>> {
    const state: Record<string, string[]> = {};
    for (const table of tables) {
      const rows: Array<Record<string, unknown>> = await this.knex(table);
      state[table] = rows
        .filter(row => row.count !== 0)
        .map(row =>
          JSON.stringify(
            Object.keys(tableColumns[table])
              .filter(column => !(table === 'transitions' && column === 'id'))
              .map(column => [column, plain(row[column])]),
          ),
        )
        .sort();
    }
    return state;
  }
}

/** The same in every installation, so that states can be compared. */
function checkKey(scorecard: string, checkId: string): number {
  return createHash('sha256')
    .update(`${scorecard}/${checkId}`)
    .digest()
    .readUInt16BE();
}

function plain(value: unknown): unknown {
  if (typeof value === 'boolean') {
    return Number(value);
  }
  return typeof value === 'string' && /^-?\d+$/.test(value)
    ? Number(value)
    : value;
}
