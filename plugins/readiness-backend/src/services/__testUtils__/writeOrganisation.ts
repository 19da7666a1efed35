import { createHash } from 'crypto';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { bulkUpsert } from '../../database/operations/bulk';
import {
  ensureOwnerSets,
  ownerSetKey,
} from '../../database/operations/entities';
import { groupRef, refOf, TestEntity, TestGroup } from './TestEntity';

/** What {@link writeOrganisation} makes rows of. */
export interface OrganisationRows {
  groups: readonly TestGroup[];
  entities: readonly TestEntity[];
  /** The key of an entity or a group, by its ref. */
  idOf: (ref: string) => number;
  /** When an entity came, in epoch ms; null: it was there from the beginning. */
  createdAt: (entity: TestEntity) => number | null;
  /** Facts by collector, of an entity or a group by its ref. */
  factsOf: (ref: string) => Record<string, JsonObject>;
  /** When the facts were observed, in epoch ms. */
  now: number;
}

/** Writes groups and entities with their relations and facts straight into the tables. */
export async function writeOrganisation(
  knex: Knex,
  rows: OrganisationRows,
): Promise<void> {
  await writeEntities(knex, rows);
  await writeRelations(knex, rows);
  await writeFacts(knex, rows);
}

async function writeEntities(
  knex: Knex,
  { groups, entities, idOf, createdAt }: OrganisationRows,
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
      created_at: createdAt(entity),
    })),
  ];
  const sets = await ensureOwnerSets(knex, {
    keys: rows.map(row => ownerSetKey(row.owners)),
  });
  await bulkUpsert(knex, {
    table: 'entities',
    key: ['id'],
    rows: rows.map(({ owners, ...row }) => ({
      id: idOf(row.ref),
      ...row,
      namespace: 'default',
      owner_set_id: sets.get(ownerSetKey(owners)) ?? 0,
      removed_at: null,
    })),
  });
}

async function writeRelations(
  knex: Knex,
  { groups, entities, idOf }: OrganisationRows,
): Promise<void> {
  await bulkUpsert(knex, {
    table: 'entity_relations',
    key: ['source_id', 'type', 'target_ref'],
    onConflict: 'ignore',
    rows: [
      ...groups.flatMap(({ name, parent }) =>
        parent
          ? [
              {
                source_id: idOf(groupRef(name)),
                type: 'childOf',
                target_ref: groupRef(parent),
              },
            ]
          : [],
      ),
      ...entities.flatMap(entity =>
        (entity.dependsOn ?? []).map(target => ({
          source_id: idOf(refOf(entity)),
          type: 'dependsOn',
          target_ref: target,
        })),
      ),
    ],
  });
}

async function writeFacts(
  knex: Knex,
  { groups, entities, idOf, factsOf, now }: OrganisationRows,
): Promise<void> {
  const refs = [
    ...groups.map(group => groupRef(group.name)),
    ...entities.map(refOf),
  ];
  await bulkUpsert(knex, {
    table: 'facts',
    key: ['entity_id', 'collector'],
    rows: refs.flatMap(ref =>
      Object.entries(factsOf(ref)).map(([collector, content]) => {
        const data = JSON.stringify(content);
        return {
          entity_id: idOf(ref),
          collector,
          data,
          hash: createHash('sha256').update(data).digest('hex'),
          observed_at: now,
          expires_at: null,
        };
      }),
    ),
  });
}
