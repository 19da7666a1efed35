import { removeEntities } from '../../../database/operations/entities';
import { markForEvaluation } from '../../../database/operations/queue';
import {
  Organisation,
  refOf,
  TestEntity,
  TestGroup,
} from '../../__testUtils__/Organisation';

const dayMs = 86_400_000;

/** What happens on a day. */
export interface WorldChange {
  /** How many days after the one before. */
  days: number;
  /** Entities that are new, or other than they were. */
  entities: readonly TestEntity[];
  /** All groups anew; null: they stay. */
  groups: readonly TestGroup[] | null;
  /** The number of an entity that goes; null: none. */
  removes: number | null;
}

/** An organisation that changes day by day, with a snapshot each time. */
export class HistoryWorld {
  /** On which something happened. */
  readonly days: string[] = [];
  readonly #gone = new Set<string>();

  constructor(readonly organisation: Organisation) {}

  async begin(
    groups: readonly TestGroup[],
    entities: readonly TestEntity[],
  ): Promise<void> {
    this.days.length = 0;
    this.#gone.clear();
    await this.organisation.clear();
    await this.organisation.write(groups, entities);
    await this.#endDay();
  }

  async change(change: WorldChange): Promise<void> {
    const { organisation } = this;
    organisation.now += change.days * dayMs;
    if (change.groups) {
      await organisation.knex('entity_relations').delete();
    }
    const entities = change.entities.filter(
      entity => !this.#gone.has(refOf(entity)),
    );
    await organisation.write(
      change.groups ?? [...organisation.groups.values()],
      entities,
    );
    const ref = [...organisation.entities.keys()][change.removes ?? -1];
    if (ref !== undefined && !this.#gone.has(ref)) {
      this.#gone.add(ref);
      const entityIds = [organisation.idOf(ref)];
      const at = organisation.clock.now();
      await removeEntities(organisation.knex, { entityIds, at });
      await markForEvaluation(organisation.knex, { entityIds, at });
      await organisation.pipeline.drain();
    }
    await this.#endDay();
  }

  /** A source knows nothing of an entity any more. */
  async forget(name: string, collector: string): Promise<void> {
    const { organisation } = this;
    const entityIds = [organisation.idOf(`component:default/${name}`)];
    await organisation
      .knex('facts')
      .where({ entity_id: entityIds[0], collector })
      .delete();
    await markForEvaluation(organisation.knex, {
      entityIds,
      at: organisation.clock.now(),
    });
    await organisation.pipeline.drain();
  }

  isThere(ref: string): boolean {
    return this.organisation.entities.has(ref) && !this.#gone.has(ref);
  }

  async #endDay(): Promise<void> {
    this.days.push(new Date(this.organisation.now).toISOString().slice(0, 10));
    await this.organisation.writeSnapshot();
  }
}
