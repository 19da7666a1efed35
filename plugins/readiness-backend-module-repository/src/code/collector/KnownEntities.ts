import { AuthService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

/**
 * Looks up entities that others name: owners, templates, dependencies.
 *
 * @public
 */
export interface KnownEntities {
  /**
   * @param refs - whole entity refs in lower case
   * @returns those that are there, by ref
   * @throws if the catalog cannot be asked
   */
  get(refs: readonly string[]): Promise<ReadonlyMap<string, Entity>>;
}

const refsAtOnce = 500;

/** Looks entities up in the catalog, as the plugin itself. @public */
export class CatalogEntities implements KnownEntities {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  /** {@inheritDoc KnownEntities.get} */
  async get(refs: readonly string[]): Promise<ReadonlyMap<string, Entity>> {
    const found = new Map<string, Entity>();
    for (let from = 0; from < refs.length; from += refsAtOnce) {
      const entityRefs = refs.slice(from, from + refsAtOnce);
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      items.forEach((entity, index) => {
        if (entity) {
          found.set(entityRefs[index], entity);
        }
      });
    }
    return found;
  }
}

/**
 * Entities that were read from files, where there is no catalog.
 *
 * @public
 */
export class ListedEntities implements KnownEntities {
  readonly #entities: ReadonlyMap<string, Entity>;

  /** @param entities - all that are known */
  constructor(entities: readonly Entity[]) {
    this.#entities = new Map(
      entities.map(entity => [
        stringifyEntityRef(entity).toLowerCase(),
        entity,
      ]),
    );
  }

  /** {@inheritDoc KnownEntities.get} */
  async get(refs: readonly string[]): Promise<ReadonlyMap<string, Entity>> {
    return new Map(
      refs.flatMap(ref => {
        const entity = this.#entities.get(ref);
        return entity ? [[ref, entity] as const] : [];
      }),
    );
  }
}
