import { NotFoundError } from '@backstage/errors';
import {
  EntityApplicability,
  EntityLevel,
  EntityLevelQuery,
  EntityName,
  EntityPage,
  EntityQuery,
  EntityReadiness,
  EntitySummary,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  countEntityScores,
  EntityScoreFilter,
  EntityScoreKey,
  EntityScoreOrder,
  EntityScoreRow,
  listEntityScores,
  readEntityLevels,
  readEntityRecord,
} from '../../database/operations/reading';
import { hasHiddenSources } from '../../database/operations/reading/hiddenSources';
import { ReadingScope } from '../../permissions';
import { explainApplicability } from '../explanation/explainApplicability';
import { explainEntity } from '../explanation/explainEntity';
import { toProblemItem } from '../problems/toProblemItem';
import { EntityCollection } from '../reading/EntityCollection';
import { readEntityRef, readOwners, toEntityRef } from '../reading/entityRefs';
import { findOwners } from '../reading/findOwner';
import { PageCursor } from '../reading/PageCursor';
import {
  findScorecard,
  ReadableScorecard,
  ReadableScorecards,
} from '../reading/ReadableScorecards';
import { readEntityFilter } from '../reading/readEntityFilter';
import { findSourceUrl } from './findSourceUrl';
import { toDocumentRecords } from './toDocumentRecords';
import { toEntityLevels } from './toEntityLevels';
import { toEntitySummary } from './toEntitySummary';

const defaultLimit = 50;
const streamedAtOnce = 500;

/**
 * Entities as one reader may see them. A list takes three statements a page,
 * one entity takes one (two for a reader who does not see all), and the levels of many take one.
 */
export class DefaultEntitiesService {
  readonly #knex: Knex;
  readonly #scorecards: ReadableScorecards;
  readonly #collection: EntityCollection;
  readonly #clock: { now(): Date };

  constructor(options: {
    knex: Knex;
    scorecards: ReadableScorecards;
    collection: EntityCollection;
    clock: { now(): Date };
  }) {
    this.#knex = options.knex;
    this.#scorecards = options.scorecards;
    this.#collection = options.collection;
    this.#clock = options.clock;
  }

  /** @see EntitiesService.listEntities */
  async listEntities(
    query: EntityQuery,
    scope: ReadingScope,
  ): Promise<EntityPage> {
    const { scorecard, filter } = await this.#readFilter(query, scope);
    const { visibility, ...shown } = filter;
    const order = toOrder(query);
    const cursor = new PageCursor(['integer', 'integer', 'string', 'integer'], {
      ...shown,
      order,
    });
    const after = cursor.decode(query.cursor);
    const limit = query.limit ?? defaultLimit;
    const [rows, totalItems] = await Promise.all([
      // One more than is shown tells whether there is another page.
      listEntityScores(this.#knex, {
        ...filter,
        order,
        limit: limit + 1,
        after,
      }),
      countEntityScores(this.#knex, filter),
    ]);
    const page = rows.slice(0, limit);
    return {
      items: page.map(row => toEntitySummary(row, scorecard)),
      totalItems,
      nextCursor:
        rows.length > limit ? cursor.encode(toKey(page[limit - 1])) : null,
    };
  }

  /** @see EntitiesService.streamEntities */
  async *streamEntities(
    query: EntityQuery,
    scope: ReadingScope,
  ): AsyncGenerator<EntitySummary[]> {
    const { scorecard, filter } = await this.#readFilter(query, scope);
    let after: EntityScoreKey | undefined;
    for (;;) {
      const rows = await listEntityScores(this.#knex, {
        ...filter,
        order: toOrder(query),
        limit: streamedAtOnce,
        after,
      });
      yield rows.map(row => toEntitySummary(row, scorecard));
      if (rows.length < streamedAtOnce) {
        return;
      }
      after = toKey(rows[rows.length - 1]);
    }
  }

  /** @see EntitiesService.listEntityLevels */
  async listEntityLevels(
    query: EntityLevelQuery,
    scope: ReadingScope,
  ): Promise<EntityLevel[]> {
    const readable = this.#scorecards.list(scope);
    const scorecards =
      query.scorecard === undefined
        ? readable
        : [findScorecard(readable, query.scorecard)];
    const rows = await readEntityLevels(this.#knex, {
      refs: query.refs.map(ref => readEntityRef('refs', ref)),
      definitionIds: scorecards.map(({ active }) => active.definitionId),
      visibility: scope.visibility,
    });
    return toEntityLevels(rows, scorecards);
  }

  /**
   * @param options - `isSeen`: the catalog has just shown the entity to the reader, whatever is known of that here
   * @see EntitiesService.getEntity
   */
  async getEntity(
    name: EntityName,
    scope: ReadingScope,
    options: { isSeen?: boolean } = {},
  ): Promise<EntityReadiness> {
    const { visibility } = scope;
    const ref = toEntityRef(name);
    const record = await readEntityRecord(this.#knex, {
      ref,
      visibility: options.isSeen ? { kind: 'all' } : visibility,
    });
    if (!record) {
      throw new NotFoundError('There is no such entity');
    }
    const { entity, waiting, scorecards } = explainEntity(
      record,
      this.#scorecards.list(scope),
      {
        collection: this.#collection,
        now: this.#clock.now(),
        hasHiddenSources: await hasHiddenSources(this.#knex, {
          ref,
          visibility,
        }),
      },
    );
    const { owners, created_at: _, id: __, ...stored } = record.entity;
    return {
      ...stored,
      owners: readOwners(owners),
      sourceUrl: findSourceUrl(entity),
      state: waiting ? 'waiting' : 'evaluated',
      scorecards,
      problems: record.problems.map(problem =>
        toProblemItem(problem, record.entity.ref),
      ),
      ...toDocumentRecords(record.facts),
    };
  }

  /** @see EntitiesService.getApplicability */
  async getApplicability(
    name: EntityName,
    scope: ReadingScope,
  ): Promise<EntityApplicability> {
    const record = await readEntityRecord(this.#knex, {
      ref: toEntityRef(name),
      visibility: scope.visibility,
    });
    if (!record) {
      throw new NotFoundError('There is no such entity');
    }
    return explainApplicability(record, this.#scorecards.list(scope), {
      collection: this.#collection,
      now: this.#clock.now(),
    });
  }

  async #readFilter(
    query: EntityQuery,
    scope: ReadingScope,
  ): Promise<{ scorecard: ReadableScorecard; filter: EntityScoreFilter }> {
    const { visibility } = scope;
    const scorecard = findScorecard(
      this.#scorecards.list(scope),
      query.scorecard,
    );
    return {
      scorecard,
      filter: {
        definitionId: scorecard.active.definitionId,
        visibility,
        level: query.level,
        target: query.target,
        data: query.data,
        area: query.area,
        tier: query.tier,
        ...readEntityFilter(query),
        owner: await findOwners(this.#knex, { text: query.owner, scope }),
      },
    };
  }
}

function toKey(row: EntityScoreRow): [number, number, string, number] {
  return [row.rank, row.tier_rank, row.name, row.id];
}

/** What most needs doing comes first, unless the query says otherwise. */
function toOrder({ sort = 'distance', order }: EntityQuery): EntityScoreOrder {
  return {
    sort,
    descending: order === undefined ? sort === 'distance' : order === 'desc',
  };
}
