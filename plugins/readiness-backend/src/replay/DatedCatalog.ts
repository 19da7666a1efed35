import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { readEntityRef } from '@team-readiness/backstage-plugin-readiness-engine';
import { DatedEntity } from '@team-readiness/backstage-plugin-readiness-node';

type Description = DatedEntity['entity'];

/**
 * The catalog as it was: what series describe is as they last said, and not there before; all else is as
 * the catalog serves it now. Holds what the series describe and nothing more.
 */
export class DatedCatalog {
  readonly #catalog: CatalogService;
  readonly #described = new Map<string, Description>();

  /** @param refs - of entities that series describe, in any case; broken ones are passed over */
  constructor(catalog: CatalogService, refs: readonly string[]) {
    this.#catalog = catalog;
    for (const ref of refs) {
      const known = readEntityRef(ref);
      if (known) {
        this.#described.set(known, null);
      }
    }
  }

  /**
   * From now on an entity is another one.
   *
   * @returns false for an entity that no series has announced: it stays as the catalog has it
   */
  describe({ entityRef, entity }: DatedEntity): boolean {
    const ref = readEntityRef(entityRef);
    if (ref === undefined || !this.#described.has(ref)) {
      return false;
    }
    this.#described.set(ref, entity);
    return true;
  }

  /** The same catalog, for whoever reads one: what reads entities answers as of then, all else as ever. */
  service(): CatalogService {
    const own: Partial<CatalogService> = {
      streamEntities: (...args) => this.#stream(...args),
      getEntityByRef: async (ref, options) =>
        await this.#find(
          typeof ref === 'string' ? ref : stringifyEntityRef(ref),
          await this.#catalog.getEntityByRef(ref, options),
        ),
      getEntitiesByRefs: async (request, options) => {
        const { items } = await this.#catalog.getEntitiesByRefs(
          request,
          options,
        );
        return {
          items: request.entityRefs.map((ref, index) =>
            this.#find(ref, items[index]),
          ),
        };
      },
    };
    return new Proxy(this.#catalog, {
      get: (target, name) => {
        const owner = name in own ? own : target;
        const value: unknown = Reflect.get(owner, name);
        return typeof value === 'function' ? value.bind(owner) : value;
      },
    });
  }

  async *#stream(
    ...args: Parameters<CatalogService['streamEntities']>
  ): AsyncGenerator<Entity[]> {
    const unseen = new Set(this.#described.keys());
    for await (const page of this.#catalog.streamEntities(...args)) {
      yield page.flatMap(entity => {
        const ref = stringifyEntityRef(entity);
        unseen.delete(ref);
        return this.#find(ref, entity) ?? [];
      });
    }
    yield [...unseen].flatMap(ref => this.#find(ref, undefined) ?? []);
  }

  #find(entityRef: string, present: Entity | undefined): Entity | undefined {
    const ref = readEntityRef(entityRef) ?? entityRef;
    const described = this.#described.get(ref);
    if (described === undefined) {
      return present;
    }
    if (typeof described === 'function') {
      return present && described(present);
    }
    return described ?? undefined;
  }
}
