import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { CollectorHealth } from '@team-readiness/backstage-plugin-readiness-common';
import { builtInScorecards } from '@team-readiness/backstage-plugin-readiness-standards';
import { Knex } from 'knex';
import { markAllForEvaluation } from '../../database/operations/queue';
import { Tables, tableColumns } from '../../database/tableColumns';
import { readDefinitionTexts, ScorecardDefinitions } from '../../definitions';
import { EvaluationPipeline } from '../../pipeline';
import { rebuildGroupClosure, writeDaySnapshots } from '../../rollups';
import { EntityCollection } from '../reading/EntityCollection';
import { factsAbout } from './factsAbout';
import {
  describeEntity,
  describeGroup,
  groupRef,
  refOf,
  TestEntity,
  TestGroup,
} from './TestEntity';
import { writeOrganisation } from './writeOrganisation';

export { groupRef, refOf, type TestEntity, type TestGroup };

/** The time at which tests happen. */
export const startOfTests = Date.parse('2026-11-21T08:30:00.000Z');
const day = 86_400_000;
const connectedAtFirst = ['catalog', 'repository', 'slo'];
const definitionTables: ReadonlySet<keyof Tables> = new Set([
  'definitions',
  'active_definitions',
  'checks',
]);

/**
 * An installation with groups and entities, evaluated by the real pipeline
 * against the real built-in scorecards. Collectors `repository` and `slo` are
 * connected.
 */
export class Organisation implements EntityCollection {
  now = startOfTests;
  /** In which days of delivery are counted. */
  timeZone = 'UTC';
  readonly clock = { now: () => new Date(this.now) };
  readonly connectedIds = new Set(connectedAtFirst);
  readonly definitions: ScorecardDefinitions;
  readonly pipeline: EvaluationPipeline;
  readonly entities = new Map<string, TestEntity>();
  readonly groups = new Map<string, TestGroup>();
  readonly refreshed: string[] = [];
  /** Collectors that were asked to run. */
  readonly requestedRuns: string[] = [];
  readonly #ids = new Map<string, number>();

  constructor(readonly knex: Knex) {
    const logger = mockServices.logger.mock();
    this.definitions = new ScorecardDefinitions({
      knex,
      readTexts: () =>
        readDefinitionTexts(
          {
            builtIn: ['service-readiness', 'team-readiness'],
            files: [],
            frequency: { minutes: 1 },
          },
          builtInScorecards,
        ),
      pauseMs: 0,
      clock: this.clock,
      logger,
    });
    this.pipeline = new EvaluationPipeline({
      knex,
      definitions: this.definitions,
      connected: () => this.connectedIds,
      clock: this.clock,
      logger,
    });
  }

  connected(): ReadonlySet<string> {
    return this.connectedIds;
  }

  collectors() {
    const named = (
      id: string,
      title: string,
      kind: CollectorHealth['kind'] = 'module',
    ) => ({ id, title, description: `${title}.`, kind, source: null });
    return [
      named('catalog', 'Catalog', 'catalog'),
      named('readiness/owner', 'Owners', 'derived'),
      named('repository', 'Documents'),
      named('slo', 'SLOs'),
    ];
  }

  async requestRun(collector: string): Promise<void> {
    if (!this.collectors().some(({ id }) => id === collector)) {
      throw new NotFoundError(`There is no collector '${collector}'`);
    }
    this.requestedRuns.push(collector);
  }

  async refreshEntity(entityRef: string): Promise<'refreshed' | 'not-found'> {
    const id = this.#ids.get(entityRef);
    if (id === undefined) {
      return 'not-found';
    }
    this.refreshed.push(entityRef);
    await this.pipeline.evaluateNow([id]);
    return 'refreshed';
  }

  idOf(ref: string): number {
    const id = this.#ids.get(ref);
    if (id === undefined) {
      throw new Error(`There is no ${ref}`);
    }
    return id;
  }

  /** Begins anew, without groups and entities; but for definitions, which take long to read. */
  async clear(): Promise<void> {
    for (const table of Object.keys(tableColumns) as Array<keyof Tables>) {
      if (!definitionTables.has(table)) {
        await this.knex(table).delete();
      }
    }
    this.now = startOfTests;
    this.timeZone = 'UTC';
    this.connectedIds.clear();
    connectedAtFirst.forEach(id => this.connectedIds.add(id));
    this.entities.clear();
    this.groups.clear();
    this.#ids.clear();
    this.refreshed.length = 0;
    this.requestedRuns.length = 0;
  }

  /** Writes groups and entities with their facts, and evaluates them. */
  async write(
    groups: readonly TestGroup[],
    entities: readonly TestEntity[],
  ): Promise<void> {
    groups.forEach(group => this.groups.set(groupRef(group.name), group));
    entities.forEach(entity => this.entities.set(refOf(entity), entity));
    const refs = [
      ...groups.map(group => groupRef(group.name)),
      ...entities.map(refOf),
    ];
    for (const ref of refs) {
      if (!this.#ids.has(ref)) {
        this.#ids.set(ref, this.#ids.size + 1);
      }
    }
    await writeOrganisation(this.knex, {
      groups,
      entities,
      idOf: ref => this.idOf(ref),
      createdAt: entity => this.createdAt(entity),
      factsOf: ref => this.factsOf(ref),
      now: this.now,
    });
    await rebuildGroupClosure(this.knex, { at: this.clock.now() });
    await this.definitions.refresh();
    await markAllForEvaluation(this.knex, { at: this.clock.now() });
    await this.pipeline.drain();
  }

  /** Writes the snapshot of the day that it is. */
  async writeSnapshot(): Promise<void> {
    await writeDaySnapshots(this.knex, {
      scorecards: this.definitions
        .current()
        .map(({ compiled, definitionId }) => ({
          name: compiled.name,
          definitionId,
        })),
      at: this.clock.now(),
    });
  }

  /** The entity as the catalog serves it. */
  describe(ref: string): Entity {
    const group = this.groups.get(ref);
    if (group) {
      return describeGroup(group);
    }
    const entity = this.entities.get(ref);
    if (!entity) {
      throw new Error(`There is no ${ref}`);
    }
    return describeEntity(entity);
  }

  createdAt(entity: TestEntity): number | null {
    return entity.createdAt ?? (entity.isNew ? startOfTests - day : null);
  }

  /** Facts by collector. */
  factsOf(ref: string): Record<string, JsonObject> {
    return factsAbout(ref, {
      described: this.describe(ref),
      entity: this.entities.get(ref),
      isGroup: owner => this.groups.has(owner),
    });
  }
}
