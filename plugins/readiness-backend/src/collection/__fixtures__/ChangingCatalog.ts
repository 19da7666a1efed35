import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** A catalog whose entities a test changes as it goes. */
export interface ChangingCatalog {
  service: CatalogService;
  /** What it holds now, broken entities included. */
  entities: Entity[];
  /** Entities that look-ups by ref find although streams do not hold them. */
  hidden: Entity[];
  /** Thrown by every call while it is set. */
  failure: Error | undefined;
  /** Breaks streams off behind this number of pages. */
  pagesUntilFailure: number;
  /** Names of the calls so far. */
  calls: string[];
}

/**
 * Makes a catalog in memory.
 *
 * @param entities - What it holds at first.
 */
export function changingCatalog(entities: Entity[] = []): ChangingCatalog {
  const usable = (all: Entity[]) =>
    all.filter(entity => typeof entity?.metadata?.name === 'string');
  const called = (name: string) => {
    catalog.calls.push(name);
    if (catalog.failure) {
      throw catalog.failure;
    }
  };
  const byRef = () =>
    catalogServiceMock({
      entities: usable([...catalog.entities, ...catalog.hidden]),
    });
  const catalog: ChangingCatalog = {
    entities,
    hidden: [],
    failure: undefined,
    pagesUntilFailure: Infinity,
    calls: [],
    service: catalogServiceMock.mock({
      queryEntities: async () => {
        called('queryEntities');
        return {
          items: [],
          totalItems: catalog.entities.length,
          pageInfo: {},
        };
      },
      async *streamEntities(request) {
        called('streamEntities');
        const size = request?.pageSize ?? 500;
        for (
          let from = 0, page = 0;
          from < catalog.entities.length;
          page += 1
        ) {
          if (page >= catalog.pagesUntilFailure) {
            throw new Error('connection reset');
          }
          yield JSON.parse(
            JSON.stringify(catalog.entities.slice(from, from + size)),
          );
          from += size;
        }
      },
      getEntitiesByRefs: async request => {
        called('getEntitiesByRefs');
        return await byRef().getEntitiesByRefs(request);
      },
      getEntityByRef: async ref => {
        called('getEntityByRef');
        return await byRef().getEntityByRef(ref);
      },
    }),
  };
  return catalog;
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
