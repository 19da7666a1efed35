import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** A catalog in memory whose entities a test changes as it goes. */
export class ChangingCatalog {
  /** What it holds now, broken entities included. */
  entities: Entity[];
  /** Entities that look-ups by ref find although streams do not hold them. */
  hidden: Entity[] = [];
  /** Thrown by every call while it is set. */
  failure: Error | undefined;
  /** Thrown by look-ups of many refs while it is set. */
  lookUpFailure: Error | undefined;
  /** Breaks streams off behind this number of pages. */
  pagesUntilFailure = Infinity;
  /** Names of the calls so far. */
  readonly calls: string[] = [];

  constructor(entities: Entity[] = []) {
    this.entities = entities;
  }

  /** What the code under test is given. */
  readonly service: CatalogService = catalogServiceMock.mock({
    queryEntities: async () => {
      this.#called('queryEntities');
      return { items: [], totalItems: this.entities.length, pageInfo: {} };
    },
    streamEntities: request => this.#pages(request?.pageSize ?? 500),
    getEntitiesByRefs: async request => {
      this.#called('getEntitiesByRefs');
      if (this.lookUpFailure) {
        throw this.lookUpFailure;
      }
      return await this.#byRef().getEntitiesByRefs(request);
    },
    getEntityByRef: async ref => {
      this.#called('getEntityByRef');
      return await this.#byRef().getEntityByRef(ref);
    },
  });

  async *#pages(size: number): AsyncIterable<Entity[]> {
    this.#called('streamEntities');
    for (let page = 0; page * size < this.entities.length; page += 1) {
      if (page >= this.pagesUntilFailure) {
        throw new Error('connection reset');
      }
      const entities = this.entities.slice(page * size, (page + 1) * size);
      yield JSON.parse(JSON.stringify(entities));
    }
  }

  #byRef() {
    return catalogServiceMock({
      entities: [...this.entities, ...this.hidden].filter(
        entity => typeof entity?.metadata?.name === 'string',
      ),
    });
  }

  #called(name: string): void {
    this.calls.push(name);
    if (this.failure) {
      throw this.failure;
    }
  }
}

/**
 * An entity of a test, with the relations that the catalog would make.
 *
 * @param ref - e.g. `component:default/shop`
 * @param more - Annotations, spec, and relations by type.
 */
export function entityOf(
  ref: string,
  more: {
    annotations?: Record<string, string>;
    links?: Entity['metadata']['links'];
    spec?: Entity['spec'];
    relations?: Record<string, string[]>;
  } = {},
): Entity {
  const [kind, rest] = ref.split(':');
  const [namespace, name] = rest.split('/');
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind[0].toUpperCase() + kind.slice(1),
    metadata: {
      name,
      namespace,
      annotations: more.annotations,
      links: more.links,
    },
    spec: more.spec ?? {},
    relations: Object.entries(more.relations ?? {}).flatMap(([type, targets]) =>
      targets.map(targetRef => ({ type, targetRef })),
    ),
  };
}
