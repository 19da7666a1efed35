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
import { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import { ReadOptions } from '../reading/ReadOptions';

/**
 * Entities with their level, and one of them explained.
 */
export interface EntitiesService {
  /**
   * @throws InputError for a filter or cursor that cannot be read
   * @throws NotFoundError for a scorecard or owner that does not exist or that the reader may not see
   * @throws NotAllowedError for a reader who may read no scorecard at all
   */
  listEntities(query: EntityQuery, options: ReadOptions): Promise<EntityPage>;

  /**
   * The whole list in pages of at most 500, in the same order; `limit` and `cursor` are ignored.
   *
   * @throws as `listEntities`, before the first page
   */
  streamEntities(
    query: EntityQuery,
    options: ReadOptions,
  ): AsyncIterable<EntitySummary[]>;

  /**
   * The levels of entities that are named; what is not evaluated or not seen is left out.
   *
   * @throws InputError for what is no entity ref
   * @throws NotFoundError for a scorecard that does not exist or that the reader may not see
   * @throws NotAllowedError for a reader who may read no scorecard at all
   */
  listEntityLevels(
    query: EntityLevelQuery,
    options: ReadOptions,
  ): Promise<EntityLevel[]>;

  /**
   * @throws NotFoundError for an entity that does not exist or that the reader may not see
   * @throws NotAllowedError for a reader who may read no scorecard at all
   */
  getEntity(name: EntityName, options: ReadOptions): Promise<EntityReadiness>;

  /**
   * Why each scorecard that the reader may read does or does not ask something of the entity.
   *
   * @throws as `getEntity`
   */
  getApplicability(
    name: EntityName,
    options: ReadOptions,
  ): Promise<EntityApplicability>;

  /**
   * Observes and evaluates the entity, and reads it again.
   *
   * @param options - `request` is noted in the audit log
   * @throws NotAllowedError without the permission to refresh
   * @throws NotFoundError as `getEntity`
   */
  refreshEntity(
    name: EntityName,
    options: ReadOptions & {
      request?: AuditorServiceCreateEventOptions['request'];
    },
  ): Promise<EntityReadiness>;
}
