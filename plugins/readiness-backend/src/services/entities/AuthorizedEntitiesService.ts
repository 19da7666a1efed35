import { AuditorService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
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
import { ReadingScopes } from '../../permissions';
import { EntityCollection } from '../reading/EntityCollection';
import { toEntityRef } from '../reading/entityRefs';
import { ReadOptions } from '../reading/ReadOptions';
import { DefaultEntitiesService } from './DefaultEntitiesService';
import { EntitiesService } from './EntitiesService';

/** Asks what the reader may see and do, and passes it down. */
export class AuthorizedEntitiesService implements EntitiesService {
  readonly #inner: DefaultEntitiesService;
  readonly #scopes: ReadingScopes;
  readonly #catalog: CatalogService;
  readonly #collection: EntityCollection;
  readonly #auditor: AuditorService;

  constructor(options: {
    inner: DefaultEntitiesService;
    scopes: ReadingScopes;
    catalog: CatalogService;
    collection: EntityCollection;
    auditor: AuditorService;
  }) {
    this.#inner = options.inner;
    this.#scopes = options.scopes;
    this.#catalog = options.catalog;
    this.#collection = options.collection;
    this.#auditor = options.auditor;
  }

  async listEntities(
    query: EntityQuery,
    options: ReadOptions,
  ): Promise<EntityPage> {
    const scope = await this.#scopes.resolve(options.credentials);
    return this.#inner.listEntities(query, scope);
  }

  async *streamEntities(
    query: EntityQuery,
    options: ReadOptions,
  ): AsyncGenerator<EntitySummary[]> {
    const scope = await this.#scopes.resolve(options.credentials);
    yield* this.#inner.streamEntities(query, scope);
  }

  async listEntityLevels(
    query: EntityLevelQuery,
    options: ReadOptions,
  ): Promise<EntityLevel[]> {
    const scope = await this.#scopes.resolve(options.credentials);
    return this.#inner.listEntityLevels(query, scope);
  }

  async getEntity(
    name: EntityName,
    options: ReadOptions,
  ): Promise<EntityReadiness> {
    const scope = await this.#scopes.resolve(options.credentials);
    return this.#inner.getEntity(name, scope);
  }

  async getApplicability(
    name: EntityName,
    options: ReadOptions,
  ): Promise<EntityApplicability> {
    const scope = await this.#scopes.resolve(options.credentials);
    return this.#inner.getApplicability(name, scope);
  }

  async refreshEntity(
    name: EntityName,
    options: Parameters<EntitiesService['refreshEntity']>[1],
  ): Promise<EntityReadiness> {
    const { credentials, request } = options;
    const entityRef = toEntityRef(name);
    const event = await this.#auditor.createEvent({
      eventId: 'entity-refresh',
      severityLevel: 'low',
      request,
      meta: { entityRef },
    });
    try {
      await this.#scopes.assertMayRefresh(credentials);
      const scope = await this.#scopes.resolve(credentials);
      // The catalog itself is asked, and not a visible set of a minute ago: the
      // entity may be new.
      const entity = await this.#catalog.getEntityByRef(entityRef, {
        credentials,
      });
      const answer = entity
        ? await this.#collection.refreshEntity(entityRef)
        : 'not-found';
      if (answer === 'not-found') {
        throw new NotFoundError('There is no such entity');
      }
      const readiness = await this.#inner.getEntity(name, scope, {
        isSeen: true,
      });
      await event.success();
      return readiness;
    } catch (error) {
      await event.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      throw error;
    }
  }
}
