import { createHash } from 'crypto';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { CollectorHealth } from '@team-readiness/backstage-plugin-readiness-common';
import { builtInScorecards } from '@team-readiness/backstage-plugin-readiness-standards';
import { Knex } from 'knex';
import { bulkUpsert } from '../../database/operations/bulk';
import {
  ensureOwnerSets,
  ownerSetKey,
} from '../../database/operations/entities';
import { markAllForEvaluation } from '../../database/operations/queue';
import { Tables, tableColumns } from '../../database/tableColumns';
import { readDefinitionTexts, ScorecardDefinitions } from '../../definitions';
import { EvaluationPipeline } from '../../pipeline';
import { rebuildGroupClosure, writeDaySnapshots } from '../../rollups';
import { EntityCollection } from '../reading/EntityCollection';

/** The time at which tests happen. */
export const startOfTests = Date.parse('2026-11-21T08:30:00.000Z');
const day = 86_400_000;
const connectedAtFirst = ['catalog', 'repository', 'slo'];
const definitionTables: ReadonlySet<keyof Tables> = new Set([
  'definitions',
  'active_definitions',
  'checks',
]);

/** A group as tests describe it. */
export interface TestGroup {
  name: string;
  title?: string;
  type?: string;
  parent?: string;
}

/** An entity as tests describe it. */
export interface TestEntity {
  name: string;
  title?: string;
  kind?: 'Component' | 'Resource' | 'System' | 'Domain';
  type?: string;
  lifecycle?: string;
  tier?: number;
  /** Whole refs in lower case. */
  owners?: string[];
  /** In its grace period. */
  isNew?: boolean;
  /** When it came, in epoch ms. Undefined: it was there from the beginning, but for `isNew`. */
  createdAt?: number;
  /** Name of a System. */
  system?: string;
  /** Name of a Domain. */
  domain?: string;
  /** Refs that it depends on. */
  dependsOn?: string[];
  /** Ref of the Scaffolder template that it was made from. */
  template?: string;
  /** Words of the README; null: the repository has none. Undefined: never observed. */
  readmeWords?: number | null;
  /** Sections of the runbook; null: the repository has none. */
  runbookSections?: string[] | null;
  /** Undefined: never observed. */
  slo?: 'complete' | 'none';
}

/** The ref of a group by its name. */
export function groupRef(name: string): string {
  return `group:default/${name}`;
}

/** The ref of an entity. */
export function refOf(entity: TestEntity): string {
  return `${(entity.kind ?? 'Component').toLowerCase()}:default/${entity.name}`;
}

function document(words: number, sections: string[] = []) {
  return {
    path: 'docs/document.md',
    url: null,
    words,
    headings: [],
    sections,
    hasCommandOrLink: true,
    reviewedAt: '2026-11-01',
    reviewedBy: [],
    reviewedOutside: false,
    usedAt: null,
    changedAt: null,
    dependenciesNamed: [],
  };
}

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
    await this.#writeEntities(groups, entities);
    await this.#writeRelations(groups, entities);
    await this.#writeFacts(groups, entities);
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
      return {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: group.name, namespace: 'default' },
        spec: {
          type: group.type ?? 'team',
          children: [],
          profile: { email: `${group.name}@example.org` },
        },
      };
    }
    const entity = this.entities.get(ref);
    if (!entity) {
      throw new Error(`There is no ${ref}`);
    }
    return {
      apiVersion: 'backstage.io/v1alpha1',
      kind: entity.kind ?? 'Component',
      metadata: {
        name: entity.name,
        namespace: 'default',
        annotations: {
          'backstage.io/source-location': `url:https://git.example.org/${entity.name}/`,
          ...(entity.template
            ? { 'backstage.io/source-template': entity.template }
            : {}),
        },
      },
      spec: {
        type: entity.type ?? 'service',
        lifecycle: entity.lifecycle ?? 'production',
        owner: entity.owners?.[0] ?? '',
        ...(entity.system ? { system: entity.system } : {}),
      },
    };
  }

  createdAt(entity: TestEntity): number | null {
    return entity.createdAt ?? (entity.isNew ? startOfTests - day : null);
  }

  /** Facts by collector. */
  factsOf(ref: string): Record<string, JsonObject> {
    const group = this.groups.get(ref);
    const entity = this.entities.get(ref);
    const owners = group ? [ref] : entity?.owners ?? [];
    const described = this.describe(ref) as unknown as JsonObject;
    const facts: Record<string, JsonObject> = {
      catalog: {
        entity: described,
        tier: entity?.tier ?? null,
        tierDeclared: entity?.tier ? String(entity.tier) : null,
        lifecycle: entity ? entity.lifecycle ?? 'production' : null,
        dependencies: [],
        runbookLinks: [],
        budget: null,
        onCall: false,
      },
      'readiness/owner': {
        owners: owners.map(owner => ({
          ref: owner,
          kind: owner.split(':')[0],
          exists: this.groups.has(owner),
          type: 'team',
          members: 3,
          email: `${owner.split('/')[1]}@example.org`,
          chat: null,
          onCall: false,
        })),
        exists: owners.length > 0 && owners.every(o => this.groups.has(o)),
        isTeam: owners.length > 0 && owners.every(o => this.groups.has(o)),
        members: 3,
        reachable: true,
        onCall: true,
      },
    };
    if (entity?.readmeWords !== undefined) {
      facts.repository = {
        location: 'https://git.example.org',
        revision: null,
        readme:
          entity.readmeWords === null ? null : document(entity.readmeWords),
        runbook: entity.runbookSections
          ? document(200, entity.runbookSections)
          : null,
        runbooks: entity.runbookSections ? 1 : 0,
        architecture: null,
        links: { complete: true, checked: 0, broken: [] },
      };
    }
    if (entity?.slo) {
      facts.slo = {
        location: 'slo',
        slos:
          entity.slo === 'complete'
            ? [
                {
                  name: 'availability',
                  service: entity.name,
                  targets: [0.99],
                  window: '28d',
                  complete: true,
                  burnRateAlert: entity.tier === 1,
                  journey: 'Pay for a basket',
                  reviewedAt: '2026-11-01',
                  errorBudgetPolicy: null,
                  path: 'slo/slo.yaml',
                },
              ]
            : [],
        broken: 0,
      };
    }
    return facts;
  }

  async #writeEntities(
    groups: readonly TestGroup[],
    entities: readonly TestEntity[],
  ): Promise<void> {
    const rows = [
      ...groups.map(group => ({
        ref: groupRef(group.name),
        kind: 'group',
        name: group.name,
        title: group.title ?? null,
        type: group.type ?? 'team',
        lifecycle: null,
        tier: null,
        system_ref: null,
        domain_ref: null,
        template_ref: null,
        owners: [groupRef(group.name)],
        created_at: null,
      })),
      ...entities.map(entity => ({
        ref: refOf(entity),
        kind: (entity.kind ?? 'Component').toLowerCase(),
        name: entity.name,
        title: entity.title ?? null,
        type: entity.type ?? 'service',
        lifecycle: entity.lifecycle ?? 'production',
        tier: entity.tier ?? null,
        system_ref: entity.system ? `system:default/${entity.system}` : null,
        domain_ref: entity.domain ? `domain:default/${entity.domain}` : null,
        template_ref: entity.template ?? null,
        owners: entity.owners ?? [],
        created_at: this.createdAt(entity),
      })),
    ];
    const sets = await ensureOwnerSets(this.knex, {
      keys: rows.map(row => ownerSetKey(row.owners)),
    });
    await bulkUpsert(this.knex, {
      table: 'entities',
      key: ['id'],
      rows: rows.map(({ owners, ...row }) => ({
        id: this.idOf(row.ref),
        ...row,
        namespace: 'default',
        owner_set_id: sets.get(ownerSetKey(owners)) ?? 0,
        removed_at: null,
      })),
    });
  }

  async #writeRelations(
    groups: readonly TestGroup[],
    entities: readonly TestEntity[],
  ): Promise<void> {
    await bulkUpsert(this.knex, {
      table: 'entity_relations',
      key: ['source_id', 'type', 'target_ref'],
      onConflict: 'ignore',
      rows: [
        ...groups.flatMap(({ name, parent }) =>
          parent
            ? [
                {
                  source_id: this.idOf(groupRef(name)),
                  type: 'childOf',
                  target_ref: groupRef(parent),
                },
              ]
            : [],
        ),
        ...entities.flatMap(entity =>
          (entity.dependsOn ?? []).map(target => ({
            source_id: this.idOf(refOf(entity)),
            type: 'dependsOn',
            target_ref: target,
          })),
        ),
      ],
    });
  }

  async #writeFacts(
    groups: readonly TestGroup[],
    entities: readonly TestEntity[],
  ): Promise<void> {
    const refs = [
      ...groups.map(group => groupRef(group.name)),
      ...entities.map(refOf),
    ];
    await bulkUpsert(this.knex, {
      table: 'facts',
      key: ['entity_id', 'collector'],
      rows: refs.flatMap(ref =>
        Object.entries(this.factsOf(ref)).map(([collector, content]) => {
          const data = JSON.stringify(content);
          return {
            entity_id: this.idOf(ref),
            collector,
            data,
            hash: createHash('sha256').update(data).digest('hex'),
            observed_at: this.now,
            expires_at: null,
          };
        }),
      ),
    });
  }
}
