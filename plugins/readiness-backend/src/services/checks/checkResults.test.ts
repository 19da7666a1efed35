import { TestDatabases } from '@backstage/backend-test-utils';
import {
  CheckResultQuery,
  outcomes,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { applyMigrations } from '../../database/initializeDatabase';
import {
  asUser,
  createTestServices,
  TestPolicy,
} from '../__testUtils__/createTestServices';
import {
  groupRef,
  Organisation,
  TestEntity,
} from '../__testUtils__/Organisation';

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const runbook = { scorecard: 'service-readiness', id: 'runbook' };
const entities: TestEntity[] = [
  { name: 'cart', tier: 1, system: 'ordering', domain: 'commerce' },
  { name: 'payment', tier: 2, system: 'billing', domain: 'commerce' },
  { name: 'index', tier: 1, system: 'ordering', domain: 'search' },
  { name: 'trial', lifecycle: 'experimental', domain: 'search' },
].map(entity => ({
  ...entity,
  owners: [groupRef('team')],
  runbookSections: null,
}));

describe.each(databases.eachSupportedId())(
  'results of a check, %s',
  databaseId => {
    let knex: Knex;
    let organisation: Organisation;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      await applyMigrations(knex);
      organisation = new Organisation(knex);
      await organisation.write([{ name: 'team' }], entities);
    });
    afterAll(() => knex.destroy());

    const namesOf = async (
      query: CheckResultQuery,
      policy: TestPolicy = {},
    ): Promise<string[]> => {
      const { checks } = createTestServices(organisation, policy);
      const page = await checks.listCheckResults(runbook, query, asUser);
      expect(page.totalItems).toBe(page.items.length);
      const streamed = [];
      for await (const items of checks.streamCheckResults(
        runbook,
        query,
        asUser,
      )) {
        streamed.push(...items);
      }
      expect(streamed).toEqual(page.items);
      return page.items.map(({ name }) => name).sort();
    };

    it('are narrowed as the overview is: by domain, system, life cycle and tier', async () => {
      const of = (query: CheckResultQuery) =>
        namesOf({ outcome: [...outcomes], ...query });
      expect(await of({})).toEqual(['cart', 'index', 'payment', 'trial']);
      expect(await of({ domain: 'domain:default/commerce' })).toEqual([
        'cart',
        'payment',
      ]);
      expect(await of({ system: 'ordering' })).toEqual(['cart', 'index']);
      expect(await of({ lifecycle: 'Experimental' })).toEqual(['trial']);
      expect(await of({ domain: 'search', tier: 1 })).toEqual(['index']);
      expect(await of({ domain: 'nowhere' })).toEqual([]);
    });

    it('say nothing of what the reader may not see', async () => {
      expect(
        await namesOf(
          { domain: 'commerce' },
          { hides: ref => ref === 'component:default/cart' },
        ),
      ).toEqual(['payment']);
    });

    it('refuse the cursor of another list', async () => {
      const { checks } = createTestServices(organisation, {});
      const first = await checks.listCheckResults(
        runbook,
        { domain: 'commerce', limit: 1 },
        asUser,
      );
      expect(first.nextCursor).not.toBeNull();
      await expect(
        checks.listCheckResults(
          runbook,
          { domain: 'search', cursor: first.nextCursor ?? undefined },
          asUser,
        ),
      ).rejects.toThrow(/cursor/i);
    });
  },
);
