/**
 * The API of the plugin over HTTP on loopback: its own router, services and permission code, with a policy
 * that shows everything to services and every entity but each tenth to users.
 */
import { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import {
  AuditorService,
  BackstageCredentials,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createPermissionIntegrationRouter } from '@backstage/plugin-permission-node';
import {
  factSchemas,
  scorecardReadPermission,
} from '@team-readiness/backstage-plugin-readiness-common';
import express from 'express';
import { PushedFacts } from '../../plugins/readiness-backend/src/collection';
import { PushedEvents } from '../../plugins/readiness-backend/src/events';
import { EventIntake } from '../../plugins/readiness-backend/src/events/EventIntake';
import { EventReaders } from '../../plugins/readiness-backend/src/events/EventReaders';
import { createRouter } from '../../plugins/readiness-backend/src/routes/createRouter';
import { createReadinessServices } from '../../plugins/readiness-backend/src/services/createReadinessServices';
import { percentile } from './measure';
import { serviceRef, teamRef, World } from './World';

/** What reading a page costs. */
export interface PageCost {
  page: string;
  reader: 'all' | 'conditions';
  /** The first request, where nothing is kept yet. */
  coldMs: number;
  p50Ms: number;
  p95Ms: number;
  /** Queries of the first request, and of those after it. */
  coldQueries: number;
  queries: number;
  bytes: number;
  gzipBytes: number;
}

const pageSize = 1_000;
/** A page that takes long is read less often, but for so many times. */
const longestMs = 4_000;
const fewest = 3;
const isHidden = (index: number) => index % 10 === 3;

function isUser(credentials?: BackstageCredentials): boolean {
  return (
    (credentials?.principal as { type?: string } | undefined)?.type === 'user'
  );
}

export class Api {
  readonly #world: World;
  readonly #server: Server;

  private constructor(world: World, server: Server) {
    this.#world = world;
    this.#server = server;
  }

  static async start(world: World): Promise<Api> {
    const app = express();
    app.use(
      await createRouter({
        ...createReadinessServices(serviceOptions(world)),
        httpAuth: mockServices.httpAuth(),
      }),
    );
    const server = await new Promise<Server>(resolve => {
      const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
    });
    return new Api(world, server);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  /**
   * Reads a page again and again.
   *
   * @param page - Name for the table.
   * @param path - Below `/api/readiness`.
   * @throws Error where the API answers with an error.
   */
  async measure(
    page: string,
    path: string,
    reader: PageCost['reader'],
    rounds: number,
  ): Promise<PageCost> {
    const { port } = this.#server.address() as AddressInfo;
    const headers = {
      authorization:
        reader === 'all'
          ? mockCredentials.service.header()
          : mockCredentials.user.header(),
    };
    let queries = 0;
    const count = () => {
      queries += 1;
    };
    this.#world.knex.on('query', count);
    const times: number[] = [];
    const counts: number[] = [];
    let body = '';
    let spent = 0;
    for (let round = 0; round <= rounds; round += 1) {
      queries = 0;
      const started = performance.now();
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        headers,
      });
      body = await response.text();
      times.push(performance.now() - started);
      counts.push(queries);
      spent += times[round];
      if (!response.ok) {
        throw new Error(`${path}: ${response.status} ${body.slice(0, 500)}`);
      }
      if (round >= fewest && spent > longestMs) {
        break;
      }
    }
    this.#world.knex.removeListener('query', count);
    const tenths = (ms: number) => Math.round(ms * 10) / 10;
    const warm = times.slice(1);
    return {
      page,
      reader,
      coldMs: tenths(times[0]),
      p50Ms: tenths(percentile(warm, 0.5)),
      p95Ms: tenths(percentile(warm, 0.95)),
      coldQueries: counts[0],
      queries: Math.max(...counts.slice(1)),
      bytes: Buffer.byteLength(body),
      gzipBytes: gzipSync(body).length,
    };
  }
}

const silent: LoggerService = {
  error: message => process.stderr.write(`${message}\n`),
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};

const auditor: AuditorService = {
  createEvent: async () => ({ success: async () => {}, fail: async () => {} }),
};

const policy: PermissionsService = {
  authorizeConditional: async (requests, options) =>
    requests.map(
      ({ permission }): PolicyDecision =>
        !isUser(options?.credentials) ||
        permission.name === scorecardReadPermission.name
          ? { result: AuthorizeResult.ALLOW }
          : {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'catalog',
              resourceType: 'catalog-entity',
              conditions: {
                rule: 'IS_NOT_HIDDEN',
                resourceType: 'catalog-entity',
                params: {},
              },
            },
    ),
  authorize: async requests =>
    requests.map(() => ({ result: AuthorizeResult.ALLOW })),
};

/** The catalog as its client sees it: it answers at once, which the real one does not. */
function catalogOf({ size }: World): CatalogService {
  const describe = (kind: string, name: string) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
  });
  const catalog: Pick<CatalogService, 'streamEntities' | 'getEntityByRef'> = {
    async *streamEntities(_request, options) {
      const sees = (index: number) =>
        !isUser(
          (options as { credentials?: BackstageCredentials } | undefined)
            ?.credentials,
        ) || !isHidden(index);
      yield Array.from({ length: size.teams }, (_, index) =>
        describe('Group', `team-${index}`),
      );
      for (let from = 0; from < size.entities; from += pageSize) {
        yield Array.from(
          { length: Math.min(pageSize, size.entities - from) },
          (_, offset) => from + offset,
        )
          .filter(sees)
          .map(index => describe('Component', `service-${index}`));
      }
    },
    getEntityByRef: async ref => {
      const index = Number(String(ref).split('-').at(-1));
      return String(ref) === serviceRef(index) && index < size.entities
        ? describe('Component', `service-${index}`)
        : undefined;
    },
  };
  return catalog as CatalogService;
}

function serviceOptions(
  world: World,
): Parameters<typeof createReadinessServices>[0] {
  const { knex, clock, connected, definitions } = world;
  const router = createPermissionIntegrationRouter();
  return {
    knex,
    definitions,
    collection: {
      connected: () => connected,
      collectors: () =>
        [...connected].map(id => ({
          id,
          title: id,
          description: id,
          kind: 'module' as const,
          source: null,
        })),
      refreshEntity: async () => 'not-found' as const,
      requestRun: async () => {},
    },
    pushed: new PushedFacts({
      knex,
      grants: [],
      facts: factSchemas,
      observed: new Set(),
      timeToLive: () => undefined,
      clock,
    }),
    pushedEvents: new PushedEvents({
      readers: new EventReaders([]),
      intake: new EventIntake({
        knex,
        clock,
        retentionDays: 400,
        refresh: () => {},
      }),
    }),
    clock,
    timeZone: 'UTC',
    teamMetrics: true,
    catalog: catalogOf(world),
    permissions: policy,
    permissionsRegistry: {
      addResourceType: ({ resourceRef, ...options }) =>
        router.addResourceType({
          ...options,
          resourceType: resourceRef.resourceType,
        }),
      getPermissionRuleset: resourceRef =>
        router.getPermissionRuleset(resourceRef),
    } as PermissionsRegistryService,
    auth: mockServices.auth(),
    userInfo: mockServices.userInfo({
      ownershipEntityRefs: ['user:default/mock', teamRef(1)],
    }),
    auditor,
    logger: silent,
  };
}
