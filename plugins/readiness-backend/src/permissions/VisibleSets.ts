/**
 * Which entities a reader may see, as the catalog's conditions have it.
 *
 * Roll-ups and lists are joined with a visible set. Rules of the catalog about owners and kinds are answered
 * by our own columns, see `toEntityCondition`. What other rules mean the catalog alone knows, so it is asked: the
 * refs that it shows to the reader are streamed once. A set is kept for a minute under the hash of the
 * conditions. These hold all that the decision depends on (the reader's claims
 * among it), so that two readers share a set only if they see the same.
 */
import { createHash } from 'node:crypto';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { JsonValue } from '@backstage/types';
import { Knex } from 'knex';
import {
  findVisibleSet,
  removeVisibleSets,
  writeVisibleSet,
} from '../database/operations/visibility';
import { toEntityCondition } from './toEntityCondition';

const lifetime = 60_000;
/** How long a set goes on to exist for readers that still read with it. */
const afterlife = 600_000;
const removedAtOnce = 20;
const pageSize = 1_000;

interface KnownSet {
  setId: number;
  expiresAt: Date;
}

function canonical(value: JsonValue | undefined): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.keys(value)
      .sort()
      .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`);
    return `{${pairs.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/**
 * Visible sets by the catalog's conditions.
 */
export class VisibleSets {
  readonly #knex: Knex;
  readonly #catalog: CatalogService;
  readonly #clock: { now(): Date };
  readonly #known = new Map<string, KnownSet>();
  readonly #filling = new Map<string, Promise<KnownSet>>();

  constructor(options: {
    knex: Knex;
    catalog: CatalogService;
    clock: { now(): Date };
  }) {
    this.#knex = options.knex;
    this.#catalog = options.catalog;
    this.#clock = options.clock;
  }

  /**
   * The set for some conditions; filled first where there is none that is good.
   *
   * @param conditions - the catalog's decision for the reader
   * @param credentials - of the reader, with whom the catalog is read
   * @returns key of the visible set, good for at least some minutes of reading
   * @throws what the catalog throws when it cannot be read
   */
  async find(
    conditions: JsonValue,
    credentials: BackstageCredentials,
  ): Promise<number> {
    const conditionsHash = createHash('sha256')
      .update(canonical(conditions))
      .digest('hex');
    const known = this.#known.get(conditionsHash);
    if (known && known.expiresAt > this.#clock.now()) {
      return known.setId;
    }
    const filling =
      this.#filling.get(conditionsHash) ??
      this.#findOrFill(conditionsHash, conditions, credentials).finally(() =>
        this.#filling.delete(conditionsHash),
      );
    this.#filling.set(conditionsHash, filling);
    return (await filling).setId;
  }

  async #findOrFill(
    conditionsHash: string,
    conditions: JsonValue,
    credentials: BackstageCredentials,
  ): Promise<KnownSet> {
    const now = this.#clock.now();
    const stored = await findVisibleSet(this.#knex, { conditionsHash, now });
    const set =
      stored ??
      (await this.#fill(conditionsHash, { conditions, credentials, now }));
    for (const [hash, { expiresAt }] of this.#known) {
      if (expiresAt <= now) {
        this.#known.delete(hash);
      }
    }
    this.#known.set(conditionsHash, set);
    return set;
  }

  async #fill(
    conditionsHash: string,
    options: {
      conditions: JsonValue;
      credentials: BackstageCredentials;
      now: Date;
    },
  ): Promise<KnownSet> {
    const { conditions, credentials, now } = options;
    await removeVisibleSets(this.#knex, {
      endedBefore: new Date(now.getTime() - afterlife),
      limit: removedAtOnce,
    });
    const expiresAt = new Date(now.getTime() + lifetime);
    const condition = toEntityCondition(this.#knex, conditions);
    const setId = await writeVisibleSet(this.#knex, {
      conditionsHash,
      expiresAt,
      entities: condition
        ? { condition }
        : { pages: this.#streamRefs(credentials) },
    });
    return { setId, expiresAt };
  }

  async *#streamRefs(
    credentials: BackstageCredentials,
  ): AsyncGenerator<string[]> {
    const pages = this.#catalog.streamEntities(
      {
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
        pageSize,
      },
      { credentials },
    );
    for await (const entities of pages) {
      yield entities.map(entity => stringifyEntityRef(entity));
    }
  }
}
