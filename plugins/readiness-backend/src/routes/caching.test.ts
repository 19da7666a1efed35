import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { Express } from 'express';
import { Knex } from 'knex';
import request from 'supertest';
import { applyMigrations } from '../database/initializeDatabase';
import { spec } from '../schema/generated/openapi';
import {
  exampleEntities,
  exampleGroups,
  hidesSecret,
} from '../services/__testUtils__/exampleOrganisation';
import { groupRef, Organisation } from '../services/__testUtils__/Organisation';
import { createTestApp } from './__testUtils__/createTestApp';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Values of parameters that are asked for. */
const values: Record<string, string> = {
  kind: 'component',
  namespace: 'default',
  name: 'cart',
  scorecard: 'service-readiness',
  by: 'team',
  scope: 'organisation',
};
/** Where a name is not that of an entity. */
const named: Record<string, string> = {
  '/v1/teams/{namespace}/{name}': '/v1/teams/default/child',
  '/v1/scorecards/{id}': '/v1/scorecards/service-readiness',
  '/v1/scorecards/{id}/versions': '/v1/scorecards/service-readiness/versions',
};
/** Answered for something that the example has none of. */
const unanswered = ['/v1/transitions/{id}'];

interface Operation {
  responses?: { '200'?: { content?: Record<string, unknown> } };
  parameters?: ReadonlyArray<{
    $ref?: string;
    name?: string;
    in?: string;
    required?: boolean;
  }>;
}

/** Each address that is read, with what it needs. */
function listReads(): Array<{ path: string; csv: boolean; json: boolean }> {
  return Object.entries(spec.paths).flatMap(([path, operations]) => {
    const { get } = operations as { get?: Operation };
    if (!get || unanswered.includes(path)) {
      return [];
    }
    const given =
      named[path] ??
      path
        .replace(
          '/v1/checks/{scorecard}/{id}',
          `/v1/checks/{scorecard}/runbook`,
        )
        .replace(/\{([a-z]+)\}/gi, (_, name: string) => values[name] ?? name);
    const names = (get.parameters ?? []).map(
      ({ $ref, name }) => name ?? $ref?.split('/').pop() ?? '',
    );
    const query = names
      .filter(name => name === 'by' || name === 'scope')
      .map(name => `${name}=${values[name]}`);
    return [
      {
        path: `${given}?${query.join('&')}`,
        json: 'application/json' in (get.responses?.['200']?.content ?? {}),
        csv: names.includes('format') && !given.endsWith('/impact-brief'),
      },
    ];
  });
}

describe.each(databases.eachSupportedId())('caching, %s', databaseId => {
  let knex: Knex;
  let organisation: Organisation;
  let app: Express;
  let filtered: Express;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations(knex);
    organisation = new Organisation(knex);
    await organisation.write(exampleGroups, exampleEntities);
    app = await createTestApp(organisation);
    filtered = await createTestApp(organisation, { hides: hidesSecret });
  });
  afterAll(() => knex.destroy());

  const get = (server: Express, path: string, etag?: string) => {
    const asked = request(server)
      .get(path)
      .set('Authorization', mockCredentials.user.header());
    return etag ? asked.set('If-None-Match', etag) : asked;
  };

  const reads = listReads();

  it('knows all addresses', () => {
    expect(reads.length).toBeGreaterThan(15);
    expect(reads.filter(({ csv }) => csv).length).toBeGreaterThan(4);
  });

  it.each(reads)('of $path is of one reader', async ({ path }) => {
    const first = await get(app, path);
    expect([path, first.status]).toEqual([path, 200]);
    expect(first.headers.vary).toMatch(/\bAuthorization\b/);
    expect(first.headers['cache-control']).toBe('private, no-cache');
  });

  it.each(reads.filter(({ json }) => json))(
    'of $path is by ETag',
    async ({ path }) => {
      const { headers } = await get(app, path);
      expect(headers.etag).toMatch(/^W\/"/);
      const second = await get(app, path, headers.etag);
      expect([path, second.status, second.text]).toEqual([path, 304, '']);
      // Nobody learns from an ETag what is there.
      await request(app)
        .get(path)
        .set('Authorization', mockCredentials.none.header())
        .set('If-None-Match', headers.etag)
        .expect(401);
    },
  );

  it.each(reads.filter(({ csv }) => csv))(
    'of $path as CSV is for nobody to keep',
    async ({ path }) => {
      const { status, headers } = await get(app, `${path}&format=csv`);
      expect([path, status]).toEqual([path, 200]);
      expect(headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(headers['cache-control']).toBe('private, no-store');
      expect(headers.vary).toMatch(/\bAuthorization\b/);
      expect(headers.etag).toBeUndefined();
    },
  );

  it('has another ETag for whoever sees something else, and after a change', async () => {
    const path = '/v1/rollups?by=team';
    const all = await get(app, path);
    const some = await get(filtered, path, all.headers.etag);
    expect(some.status).toBe(200);
    expect(some.headers.etag).not.toBe(all.headers.etag);
    expect(JSON.stringify(some.body)).not.toContain('secret');

    await organisation.write(
      [],
      [{ name: 'more', tier: 1, owners: [groupRef('search')] }],
    );
    const later = await get(app, path, all.headers.etag);
    expect(later.status).toBe(200);
    expect(later.headers.etag).not.toBe(all.headers.etag);
  });
});
