/**
 * Catalogs of others, loaded by configuration alone into a real catalog.
 *
 * Every YAML document that says that it is an entity is either in the catalog or named with
 * the reason why it is not; every component and resource in the catalog has results, or is named as broken.
 */
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import readinessPlugin from '@team-readiness/backstage-plugin-readiness-backend';
import readinessModulePolicy from '@team-readiness/backstage-plugin-readiness-backend-module-policy';
import readinessModuleRepository from '@team-readiness/backstage-plugin-readiness-backend-module-repository';
import readinessModuleSlo from '@team-readiness/backstage-plugin-readiness-backend-module-slo';
import request from 'supertest';
import { CatalogDocument, readCatalogDocuments } from './catalogDocuments';
import { CatalogRefusals } from './CatalogRefusals';
import { Reading } from './Reading';
import { realDataFolder, realFiles } from './realData';

const files = realFiles('catalog/**/*.yaml', 'catalog/**/*.yml');
const { documents, others } = readCatalogDocuments(files);
const kinds = [...new Set(documents.map(document => document.kind))];

/** Counted by hand, for the selection of 525 files. */
const knownCounts = new Map([[525, { entities: 1196, components: 705 }]]);

const managedBy = (entity: Entity) =>
  entity.metadata.annotations?.['backstage.io/managed-by-location'];
const locationOf = (document: CatalogDocument) => `file:${document.file.path}`;
const placeOf = (document: { file: { name: string }; line: number }) =>
  `${document.file.name}:${document.line}`;
/** What the built-in scorecard `service-readiness` is about. */
const isMeasured = (kind: string) => ['Component', 'Resource'].includes(kind);
const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** Addresses in these files lead to places that the suite has no business with. */
const noNetwork = createServiceFactory({
  service: coreServices.urlReader,
  deps: {},
  factory: () => {
    const refuse = async (url: string): Promise<never> => {
      throw new Error(`this suite reads no URL: ${url}`);
    };
    return { readUrl: refuse, readTree: refuse, search: refuse };
  },
});

describe('catalogs of others', () => {
  const refusals = new CatalogRefusals();
  let backend: TestBackend;
  let catalog: CatalogService;
  let entities: Entity[] = [];

  const credentials = mockCredentials.service();

  /** What became of each document, by what the catalog holds and says now. */
  function judge(): {
    loaded: CatalogDocument[];
    refused: Array<{ document: CatalogDocument; reason: string }>;
    unexplained: CatalogDocument[];
  } {
    const inCatalog = new Map(
      entities.map(entity => [stringifyEntityRef(entity), managedBy(entity)]),
    );
    const verdict: ReturnType<typeof judge> = {
      loaded: [],
      refused: [],
      unexplained: [],
    };
    const seen = new Set<string>();
    for (const document of documents) {
      const { entityRef } = document;
      const location = locationOf(document);
      const isSecond = seen.has(`${entityRef} ${location}`);
      seen.add(`${entityRef} ${location}`);
      const reason = isSecond
        ? 'the same file defines it twice'
        : refusals.reasonFor(entityRef, location);
      if (!isSecond && inCatalog.get(entityRef) === location) {
        verdict.loaded.push(document);
      } else if (reason) {
        verdict.refused.push({ document, reason });
      } else {
        verdict.unexplained.push(document);
      }
    }
    return verdict;
  }

  /** Waits until each document is loaded or refused, for at most four minutes. */
  async function settle() {
    const end = Date.now() + 240_000;
    do {
      await sleep(2_000);
      entities = (await catalog.getEntities({}, { credentials })).items;
    } while (judge().unexplained.length && Date.now() < end);
  }

  const get = async (path: string) => {
    const { body } = await request(backend.server)
      .get(`/api/readiness/v1/${path}`)
      .set('Authorization', mockCredentials.user.header())
      .expect(200);
    return body;
  };

  beforeAll(async () => {
    const handOver = createBackendModule({
      pluginId: 'catalog',
      moduleId: 'hand-over',
      register: reg =>
        reg.registerInit({
          deps: { catalogService: catalogServiceRef },
          init: async ({ catalogService }) => {
            catalog = catalogService;
          },
        }),
    });
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        refusals.module(),
        handOver,
        noNetwork,
        schedulerServiceFactory,
        readinessPlugin,
        readinessModuleRepository,
        readinessModuleSlo,
        readinessModulePolicy,
        mockServices.rootConfig.factory({
          data: {
            readiness: { catalog: { frequency: { seconds: 10 } } },
            catalog: {
              rules: [{ allow: kinds }],
              locations: files.map(file => ({
                type: 'file',
                target: file.path,
              })),
            },
          },
        }),
      ],
    });
    await settle();
  });

  afterAll(async () => {
    await backend?.stop();
  });

  it('holds the entities that we know of', () => {
    expect(documents.length).toBeGreaterThan(0);
    const counts = {
      entities: documents.length,
      components: documents.filter(({ kind }) => kind === 'Component').length,
    };
    expect(counts).toEqual(knownCounts.get(files.length) ?? counts);
  });

  it('takes every entity, or says why not', () => {
    const reading = new Reading('Entities');
    const { loaded, refused, unexplained } = judge();
    reading.addRead(loaded.length);
    for (const { document, reason } of refused) {
      reading.addUnread(
        placeOf(document),
        `${document.entityRef}: ${reason.replaceAll(`${realDataFolder}/`, '')}`,
      );
    }
    reading.print();
    expect(
      unexplained.map(each => `${placeOf(each)}: ${each.entityRef}`),
    ).toEqual([]);
    expect(loaded.length + refused.length).toBe(documents.length);
  });

  it('finds nothing but empty documents beside the entities', () => {
    const reading = new Reading('Other YAML documents');
    for (const other of others) {
      reading.addUnread(placeOf(other), other.reason);
    }
    reading.print();
    expect(
      others.filter(({ reason }) => reason !== 'no apiVersion and kind'),
    ).toEqual([]);
  });

  it('gives results to every component and resource, or names it as broken', async () => {
    const measured = entities
      .filter(({ kind }) => isMeasured(kind))
      .map(stringifyEntityRef)
      .sort();
    expect(measured.length).toBeGreaterThan(0);

    // Readiness streams the catalog every ten seconds here, and evaluates what came.
    const end = Date.now() + 240_000;
    const listed = async () => (await get('entities?limit=1')).totalItems;
    while ((await listed()) < measured.length && Date.now() < end) {
      await sleep(2_000);
    }

    const reading = new Reading('Components and resources with results');
    const unexplained: string[] = [];
    for (const entityRef of measured) {
      const { kind, namespace, name } = parseEntityRef(entityRef);
      const entity = await get(`entities/${kind}/${namespace}/${name}`);
      const results = entity.scorecards.flatMap(
        (scorecard: { results: unknown[] }) => scorecard.results,
      );
      const [problem] = entity.problems;
      if (entity.state === 'evaluated' && results.length) {
        reading.addRead();
      } else if (problem) {
        reading.addUnread(entityRef, problem.message);
      } else {
        unexplained.push(`${entityRef} is ${entity.state}`);
      }
    }
    reading.print();
    expect(unexplained).toEqual([]);
    expect(reading.read + reading.unread.length).toBe(measured.length);
  });

  it('lists what it has given results to, and no error of its own', async () => {
    const { totalItems } = await get('entities?limit=1');
    expect(totalItems).toBe(
      entities.filter(({ kind }) => isMeasured(kind)).length,
    );
    const { items: evaluationProblems } = await get(
      'problems?subject=evaluation',
    );
    expect(evaluationProblems).toEqual([]);
    const { collectors } = await get('problems');
    const failed = collectors.filter(
      ({ status }: { status: string }) => status === 'failed',
    );
    expect(failed).toEqual([]);
  });
});
