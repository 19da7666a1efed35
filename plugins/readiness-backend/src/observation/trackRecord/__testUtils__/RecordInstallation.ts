import { createHash } from 'node:crypto';
import { Entity } from '@backstage/catalog-model';
import { collectionTarget } from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { Knex } from 'knex';
import { putEntityTargets } from '../../../database/__testUtils__/putEvents';
import { bulkUpsert } from '../../../database/operations/bulk';

/** The time at which tests happen. */
export const recordNow = new Date('2026-06-15T10:00:00.000Z');

/** The collectors of documents, which have looked at all. */
export const documentCollectors = [
  'decisions',
  'postmortems',
  'impact',
  'reviews',
  'drills',
];

/** Groups and Components straight in the tables. */
export class RecordInstallation {
  readonly #ids = new Map<string, number>();

  constructor(readonly knex: Knex) {}

  idOf(ref: string): number {
    return this.#ids.get(ref) ?? 0;
  }

  /** A Component owned by a group. */
  async putComponent(name: string, owner: string): Promise<void> {
    await this.#put(`component:default/${name}`, 'component', name, [owner]);
  }

  /** A group; `ancestors` are groups above it. */
  async putGroup(name: string, ancestors: string[] = []): Promise<void> {
    const ref = `group:default/${name}`;
    await this.#put(ref, 'group', name, [ref]);
    await this.knex('group_closure').insert(
      [ref, ...ancestors.map(above => `group:default/${above}`)].map(
        ancestor_ref => ({ ancestor_ref, descendant_ref: ref }),
      ),
    );
  }

  async putFact(
    ref: string,
    collector: string,
    content: object,
    expiresAt: number | null = null,
  ): Promise<void> {
    const data = JSON.stringify(content);
    await bulkUpsert(this.knex, {
      table: 'facts',
      key: ['entity_id', 'collector'],
      rows: [
        {
          entity_id: this.idOf(ref),
          collector,
          data,
          hash: createHash('sha256').update(data).digest('hex'),
          observed_at: recordNow.getTime(),
          expires_at: expiresAt,
        },
      ],
    });
  }

  /** The collectors of documents have looked at each entity that is there now. */
  async completeRuns(): Promise<void> {
    await bulkUpsert(this.knex, {
      table: 'collector_runs',
      key: ['collector'],
      rows: documentCollectors.map(collector => ({
        collector,
        status: 'succeeded',
        finished_at: recordNow.getTime(),
        completed: 1,
        observed: 0,
        absent: 0,
        failed: 0,
        attempt: 0,
        last_entity_id: this.#ids.size,
      })),
    });
  }

  target(ref: string) {
    const [kind, rest] = ref.split(':');
    const [namespace, name] = rest.split('/');
    const entity: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: kind[0].toUpperCase() + kind.slice(1),
      metadata: { namespace, name },
      spec: { type: kind === 'group' ? 'team' : 'service' },
    };
    return collectionTarget(entity);
  }

  async #put(ref: string, kind: string, name: string, owners: string[]) {
    const { knex } = this;
    const id = this.#ids.get(ref) ?? this.#ids.size + 1;
    this.#ids.set(ref, id);
    const [set] = await knex('owner_sets')
      .insert({ owners: owners.join(',') })
      .onConflict('owners')
      .merge()
      .returning('id');
    await knex('owner_set_members')
      .insert(owners.map(owner_ref => ({ owner_set_id: set.id, owner_ref })))
      .onConflict(['owner_set_id', 'owner_ref'])
      .ignore();
    await knex('entities').insert({
      id,
      ref,
      kind,
      namespace: 'default',
      name,
      owner_set_id: set.id,
    });
    await this.putFact(ref, 'catalog', {});
    await putEntityTargets(knex, [{ id, ref }]);
  }
}

/** A decision that has all that one must have. */
export const decision = {
  path: 'docs/adr/0004-canary-releases.md',
  url: null,
  title: 'Release by canary',
  words: 410,
  status: 'accepted',
  date: '2026-02-03',
  statusSince: '2026-02-10',
  topics: ['rollout'],
  rollout: 'canary',
  options: 3,
  hasProblem: true,
  hasConsequences: true,
  hasOperability: true,
  consulted: [],
  consultedOutside: true,
  dependenciesNamed: [],
  technologiesNamed: [],
};
