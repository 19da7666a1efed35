/** Documents, their versions and refreshing them, as readers see it. */
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  createScorecardConditionalDecision,
  scorecardConditions,
} from '@team-readiness/backstage-plugin-readiness-node';
import { scorecardReadPermission } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import path from 'path';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { readDefinitionTexts, ScorecardDefinitions } from '../../definitions';
import {
  CheckText,
  scorecardObject,
} from '../../definitions/__testUtils__/scorecardText';
import {
  asService,
  asUser,
  createTestServiceOptions,
  TestPolicy,
} from '../__testUtils__/createTestServices';
import { Organisation } from '../__testUtils__/Organisation';
import { createReadinessServices } from '../createReadinessServices';
import { ReadOptions } from '../reading/ReadOptions';

jest.setTimeout(120_000);

const databases = MigratedDatabases.create();
/** Between two runs that people ask for. */
const pauseMs = 500;

describe.each(databases.eachSupportedId())('definitions, %s', id => {
  const directory = createMockDirectory();
  let knex: Knex;
  let definitions: ScorecardDefinitions;
  /** When documents were read. */
  let reads: number[];
  beforeEach(async () => {
    directory.clear();
    reads = [];
    knex = await databases.init(id);
    definitions = new ScorecardDefinitions({
      knex,
      readTexts: () => {
        reads.push(performance.now());
        return readDefinitionTexts(
          { builtIn: [], files: [path.join(directory.path, '*.yaml')] },
          async () => [],
        );
      },
      pauseMs,
      clock: { now: () => new Date('2026-11-21T08:30:00Z') },
      logger: mockServices.logger.mock(),
    });
  });
  afterEach(() => knex.destroy());

  function serve(policy: TestPolicy = {}) {
    const audited: string[] = [];
    const services = createReadinessServices({
      ...createTestServiceOptions(new Organisation(knex), policy),
      definitions,
      auditor: mockServices.auditor.mock({
        createEvent: async ({ eventId }) => ({
          success: async options => {
            audited.push(`${eventId} ${JSON.stringify(options?.meta)}`);
          },
          fail: async ({ error }) => {
            audited.push(`${eventId} ${error.name}`);
          },
        }),
      }),
    });
    return { ...services, audited };
  }
  /** Cards by name, owned by a group of the user of tests. */
  const write = (cards: Record<string, CheckText[]>) =>
    directory.setContent(
      Object.fromEntries(
        Object.entries(cards).map(([name, checks]) => {
          const card = scorecardObject(name, checks);
          const owner = 'group:default/child';
          const metadata = { ...card.metadata, owner };
          return [`${name}.yaml`, JSON.stringify({ ...card, metadata })];
        }),
      ),
    );

  it('are read at once for those who ask, whose the new versions are', async () => {
    write({ a: [{ id: 'first' }] });
    await definitions.refresh();
    write({ a: [{ id: 'first', level: 2 }], b: [{ id: 'x' }] });
    const services = serve();
    const answer = await services.definitions.refreshDefinitions(asUser);
    const user = mockCredentials.user().principal.userEntityRef;
    expect(answer).toEqual({
      active: [
        {
          kind: 'Scorecard',
          name: 'a',
          version: 2,
          contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
          source: `${path.basename(directory.path)}/a.yaml`,
          createdBy: user,
          createdAt: '2026-11-21T08:30:00.000Z',
        },
        expect.objectContaining({ name: 'b', version: 1, createdBy: user }),
      ],
      comparing: [],
      problems: [],
    });
    expect(services.audited).toEqual([
      'definition-refresh {"versions":["Scorecard:a@2","Scorecard:b@1"]}',
    ]);
    const details = await services.scorecards.getScorecard('a', asUser);
    expect(details).toMatchObject({
      version: 2,
      contentHash: answer.active[0].contentHash,
      createdBy: user,
      checks: [{ id: 'first', stage: 'warn', enforceFrom: '2026-12-21' }],
    });
    const check = { scorecard: 'a', id: 'first' };
    expect(await services.checks.getCheck(check, asUser)).toMatchObject({
      owner: 'group:default/child',
      summary: { stage: 'warn', enforceFrom: '2026-12-21' },
    });
  });

  it('share one run, and keep a pause between two', async () => {
    write({ a: [{ id: 'first' }] });
    const services = serve();
    const ask = () => services.definitions.refreshDefinitions(asService);
    await Promise.all([ask(), ask(), ask()]);
    expect(reads).toHaveLength(1);
    await Promise.all([ask(), ask()]);
    expect(reads).toHaveLength(2);
    // A timer may be a millisecond early.
    expect(reads[1] - reads[0]).toBeGreaterThan(pauseMs - 5);
  });

  it('tell what is broken to those who may know it', async () => {
    write({ a: [{ id: 'first' }] });
    await definitions.refresh();
    directory.setContent({ 'a.yaml': 'metadata: { name: a' });
    const answer = await serve().definitions.refreshDefinitions(asUser);
    expect(answer.active).toMatchObject([{ name: 'a', version: 1 }]);
    expect(answer.problems).toMatchObject([
      {
        subject: 'definition',
        source: `${path.basename(directory.path)}/a.yaml`,
        line: 1,
      },
    ]);
    const { problems } = await serve({
      problems: false,
    }).definitions.refreshDefinitions(asUser);
    expect(problems).toEqual([]);
  });

  it('are not read for those who may not ask', async () => {
    const services = serve({ refreshDefinitions: false });
    await expect(
      services.definitions.refreshDefinitions(asUser),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect(services.audited).toEqual(['definition-refresh NotAllowedError']);
    expect(reads).toEqual([]);
  });

  it('name only scorecards that the reader may read', async () => {
    write({ a: [{ id: 'first' }], b: [{ id: 'x' }] });
    const services = serve({
      scorecards: createScorecardConditionalDecision(
        scorecardReadPermission,
        scorecardConditions.isScorecard({ names: ['b'] }),
      ),
    });
    const { active } = await services.definitions.refreshDefinitions(asUser);
    expect(active.map(({ name }) => name)).toEqual(['b']);
    await expect(
      services.scorecards.listVersions('a', {}, asUser),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    await expect(
      serve({
        scorecards: { result: AuthorizeResult.DENY },
      }).scorecards.listVersions('b', {}, asUser),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });

  it('are versions, each with what it asks otherwise', async () => {
    const versions: CheckText[][] = [
      [{ id: 'a' }, { id: 'b' }],
      [
        { id: 'a', level: 2, title: 'A' },
        { id: 'b', title: 'B' },
      ],
      [
        { id: 'a', level: 2, title: 'A' },
        { id: 'hidden', stage: 'shadow' },
      ],
    ];
    for (const checks of versions) {
      write({ card: checks });
      await definitions.refresh();
    }
    const { scorecards } = serve();
    const list = (query = {}, options: ReadOptions = asUser) =>
      scorecards.listVersions('card', query, options);
    const { items, nextCursor } = await list();
    expect(nextCursor).toBeNull();
    expect(
      items.map(({ version, active, createdBy }) => [
        version,
        active,
        createdBy,
      ]),
    ).toEqual([
      [3, true, 'file'],
      [2, false, 'file'],
      [1, false, 'file'],
    ]);
    const change = (
      checkId: string,
      title: string,
      of: 'added' | 'removed' | 'changed',
      effect: string,
      fields: string[] = [],
      enforceFrom: string | null = null,
    ) => ({ id: checkId, title, change: of, effect, fields, enforceFrom });
    expect(items.map(({ fields, checks }) => ({ fields, checks }))).toEqual([
      {
        fields: [],
        checks: [
          change('hidden', 'Title of hidden', 'added', 'stricter'),
          change('b', 'B', 'removed', 'relaxed'),
        ],
      },
      {
        fields: [],
        checks: [
          change(
            'a',
            'A',
            'changed',
            'stricter',
            ['level', 'title'],
            '2026-12-21',
          ),
          change('b', 'B', 'changed', 'none', ['title']),
        ],
      },
      { fields: null, checks: [] },
    ]);
    // What is in shadow is its owner's alone.
    const others = await list({}, asService);
    expect(others.items[0].checks.map(check => check.id)).toEqual(['b']);

    const first = await list({ limit: 2 });
    expect(first.items).toEqual(items.slice(0, 2));
    const second = await list({ limit: 2, cursor: first.nextCursor });
    expect(second).toEqual({ items: [items[2]], nextCursor: null });
    write({ card: versions[0], other: [{ id: 'z' }] });
    await definitions.refresh();
    await expect(
      scorecards.listVersions('other', { cursor: first.nextCursor! }, asUser),
    ).rejects.toMatchObject({ name: 'InputError' });
    await expect(
      scorecards.listVersions('nothing', {}, asUser),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    const back = await list();
    expect(back.items.map(({ active }) => active)).toEqual([
      false,
      false,
      true,
    ]);
  });
});
