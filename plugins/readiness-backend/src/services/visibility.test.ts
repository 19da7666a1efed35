import { TestDatabases } from '@backstage/backend-test-utils';
import {
  CheckResultItem,
  EntitySummary,
  Outcome,
  outcomes,
  ProblemItem,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { applyMigrations } from '../database/initializeDatabase';
import {
  asUser,
  createTestServices,
  TestPolicy,
} from './__testUtils__/createTestServices';
import {
  exampleEntities,
  exampleGroups,
  hidesSecret,
} from './__testUtils__/exampleOrganisation';
import { groupRef, Organisation } from './__testUtils__/Organisation';
import {
  comparable,
  descendants,
  Evaluated,
  evaluateAll,
  recountStanding,
} from './__testUtils__/recountStanding';
import { ReadinessServices } from './ReadinessServices';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const policies: Array<[string, TestPolicy, (ref: string) => boolean]> = [
  ['who sees all', {}, () => true],
  ['who sees all under conditions', { hides: () => false }, () => true],
  [
    'from whom a team is hidden',
    { hides: hidesSecret },
    ref => !hidesSecret(ref),
  ],
];

function countOutcomes(evaluated: readonly Evaluated[], checkId: string) {
  const found = evaluated
    .filter(({ evaluation }) => !evaluation.inGrace)
    .flatMap(({ evaluation }) => evaluation.results)
    .filter(result => result.checkId === checkId)
    .map(result => result.outcome);
  const of = (outcome: Outcome) => found.filter(one => one === outcome).length;
  return {
    pass: of('pass'),
    fail: of('fail'),
    unknown: of('unknown'),
    notApplicable: of('not-applicable'),
    exempt: of('exempt'),
    error: of('error'),
  };
}

async function readAllPages<T>(
  read: (cursor?: string) => Promise<{
    items: T[];
    totalItems: number;
    nextCursor: string | null;
  }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    if (!cursor) {
      expect(items).toHaveLength(page.totalItems);
    }
  } while (cursor);
  return items;
}

function readAllResults(
  services: ReadinessServices,
  name: { scorecard: string; id: string },
) {
  return readAllPages<CheckResultItem>(cursor =>
    services.checks.listCheckResults(name, { limit: 3, cursor }, asUser),
  );
}

describe.each(databases.eachSupportedId())('a reader, %s', databaseId => {
  let knex: Knex;
  let organisation: Organisation;
  let all: Evaluated[];

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations(knex);
    organisation = new Organisation(knex);
    await organisation.write(exampleGroups, exampleEntities);
    all = evaluateAll(organisation);
    await knex('problems').insert(
      ['component:default/cart', 'component:default/vault', null].map(
        (ref, index) => ({
          reporter: 'test',
          subject: 'file',
          name: ref ?? 'costs.csv',
          entity_id: ref === null ? null : organisation.idOf(ref),
          source: 'file',
          line: index + 1,
          column: null,
          message: 'It is broken.',
          seen_at: organisation.now + index,
        }),
      ),
    );
  });
  afterAll(() => knex.destroy());

  it('has an example in which something of everything occurs', () => {
    const results = all.flatMap(({ evaluation }) => evaluation.results);
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(
      new Set(['pass', 'fail', 'unknown', 'not-applicable']),
    );
    expect(new Set(all.map(({ evaluation }) => evaluation.onTarget))).toEqual(
      new Set([true, false]),
    );
    expect(
      new Set(all.map(({ evaluation }) => evaluation.level)).size,
    ).toBeGreaterThan(1);
  });

  describe.each(policies)('%s', (_, policy, isVisible) => {
    let services: ReadinessServices;
    let visible: Evaluated[];

    beforeAll(() => {
      services = createTestServices(organisation, policy);
      visible = all.filter(({ ref }) => isVisible(ref));
    });

    it.each(['shop', 'child', 'search', 'idle'])(
      'gets the numbers of the team %s',
      async name => {
        const team = await services.teams.getTeam(
          { namespace: 'default', name },
          {},
          asUser,
        );
        const owned = (ref: string) => {
          const below = descendants(organisation, ref);
          return all.filter(({ owners }) =>
            owners.some(owner => below.includes(owner)),
          );
        };
        const ofTeam = owned(groupRef(name));
        const shown = ofTeam.filter(({ ref }) => isVisible(ref));
        expect(comparable(team.standing)).toEqual(
          recountStanding(ofTeam, isVisible),
        );
        expect(team.children.map(child => child.team.ref)).toEqual(
          name === 'shop' ? [groupRef('child'), groupRef('search')] : [],
        );
        for (const child of team.children) {
          expect(comparable(child.standing)).toEqual(
            recountStanding(owned(child.team.ref), isVisible),
          );
        }
        expect(team.parent?.ref ?? null).toBe(
          ['child', 'search'].includes(name) ? groupRef('shop') : null,
        );
        expect(team.entities.map(entity => entity.ref).sort()).toEqual(
          shown.map(({ ref }) => ref).sort(),
        );
        const open = shown
          .filter(({ evaluation }) => !evaluation.inGrace)
          .map(({ evaluation }) => evaluation.fixesToTarget);
        const fixes = [...new Set(open.flat())].map(checkId => ({
          checkId,
          entities: open.filter(ids => ids.includes(checkId)).length,
          lifted: open.filter(ids => ids.length === 1 && ids[0] === checkId)
            .length,
        }));
        for (const { checkId, entities, lifted } of team.fixes) {
          expect(fixes).toContainEqual({ checkId, entities, lifted });
        }
        expect(team.fixes).toHaveLength(Math.min(3, fixes.length));
        const liftPerHour = team.fixes.map(fix => fix.lifted / fix.effort);
        expect([...liftPerHour].sort((a, b) => b - a)).toEqual(liftPerHour);
        expect(team.own.map(own => own.scorecard.id)).toEqual(
          name === 'shop' ? [] : ['team-readiness'],
        );
        expect(team.email).toBe(`${name}@example.org`);
      },
    );

    it('gets each entity once over all pages, farthest from target first', async () => {
      const items = await readAllPages<EntitySummary>(cursor =>
        services.entities.listEntities({ limit: 2, cursor }, asUser),
      );
      expect(items.map(({ ref }) => ref).sort()).toEqual(
        visible.map(({ ref }) => ref).sort(),
      );
      const rank = (item: EntitySummary) =>
        [
          item.targetLevel === null ? 1 : 0,
          999 - item.fixes,
          item.tier ?? 9,
          item.name,
        ].join(' ');
      expect(items.map(rank)).toEqual(items.map(rank).sort());
      for (const item of items) {
        const { evaluation } =
          visible.find(({ ref }) => ref === item.ref) ?? visible[0];
        expect(item).toMatchObject({
          level: evaluation.level,
          targetLevel: evaluation.target?.level ?? null,
          onTarget: evaluation.onTarget,
          fixes: evaluation.fixesToTarget.length,
          inGrace: evaluation.inGrace,
          share: { ...evaluation.weights },
        });
      }
    });

    it('gets the levels of what it names and may see', async () => {
      const refs = [...all.map(({ ref }) => ref), 'component:default/nothing'];
      const levels = await services.entities.listEntityLevels(
        { refs: refs.map(ref => ref.toLocaleUpperCase('en-US')) },
        asUser,
      );
      const byRef = (a: { ref: string }, b: { ref: string }) =>
        a.ref < b.ref ? -1 : 1;
      expect(
        [...levels].sort(byRef).map(({ levelName, ...level }) => level),
      ).toEqual(
        [...visible].sort(byRef).map(({ ref, evaluation }) => ({
          ref,
          scorecard: expect.objectContaining({ id: 'service-readiness' }),
          level: evaluation.level,
          levels: 3,
          targetLevel: evaluation.target?.level ?? null,
          onTarget: evaluation.onTarget,
          fixes: evaluation.fixesToTarget.length,
          held: false,
          exemptions: 0,
          inGrace: evaluation.inGrace,
        })),
      );
    });

    it.each(['enough', 'lacking'] as const)(
      'gets entities with %s data',
      async data => {
        const { items } = await services.entities.listEntities(
          { data, limit: 500 },
          asUser,
        );
        const isEnough = ({ evaluation: { weights } }: Evaluated) =>
          weights.known >= 0.6 * weights.applicable;
        const expected = visible.filter(
          entity => isEnough(entity) === (data === 'enough'),
        );
        expect(expected.length).toBeGreaterThan(0);
        expect(items.map(({ ref }) => ref).sort()).toEqual(
          expected.map(({ ref }) => ref).sort(),
        );
      },
    );

    it('gets what is its own, and that of child teams', async () => {
      const own = async (refs: string[]) => {
        const { entities } = createTestServices(organisation, {
          ...policy,
          owns: refs,
        });
        const { items } = await entities.listEntities(
          { owner: 'mine', limit: 500 },
          asUser,
        );
        return items.map(({ ref }) => ref).sort();
      };
      const ownedBy = (...owners: string[]) =>
        visible
          .filter(entity => entity.owners.some(ref => owners.includes(ref)))
          .map(({ ref }) => ref)
          .sort();
      expect(await own(['user:default/mock', groupRef('child')])).toEqual(
        ownedBy(groupRef('child')),
      );
      expect(await own([groupRef('shop')])).toEqual(
        ownedBy(groupRef('shop'), groupRef('child'), groupRef('search')),
      );
      expect(await own([])).toEqual([]);
    });

    it('gets the fixes of what is its own as those of its team', async () => {
      const fixes = async (owner: string) =>
        (await services.gaps.listGaps({ owner }, asUser)).items.map(
          ({ fix }) => fix,
        );
      const ofTeam = await fixes(groupRef('child'));
      expect(ofTeam.length).toBeGreaterThan(0);
      expect(await fixes('mine')).toEqual(ofTeam);
    });

    it.each(
      (['distance', 'name', 'tier', 'level', 'score'] as const).flatMap(sort =>
        (['asc', 'desc'] as const).map(order => ({ sort, order })),
      ),
    )('sorts entities by $sort, $order', async ({ sort, order }) => {
      const items = await readAllPages<EntitySummary>(cursor =>
        services.entities.listEntities(
          { sort, order, limit: 2, cursor },
          asUser,
        ),
      );
      expect(items.map(({ ref }) => ref).sort()).toEqual(
        visible.map(({ ref }) => ref).sort(),
      );
      const values = items.map(
        item =>
          ({
            distance: item.targetLevel === null ? null : item.fixes,
            name: item.name,
            tier: item.tier,
            level: item.level,
            score: item.share.score,
          }[sort]),
      );
      const known = values.filter(value => value !== null);
      // What has none comes last, whatever the direction.
      expect(values.slice(0, known.length)).toEqual(known);
      const sorted = [...known].sort((a, b) => (a < b ? -1 : Number(a > b)));
      expect(known).toEqual(order === 'asc' ? sorted : sorted.reverse());
      const streamed: string[] = [];
      for await (const page of services.entities.streamEntities(
        { sort, order },
        asUser,
      )) {
        streamed.push(...page.map(({ ref }) => ref));
      }
      expect(streamed).toEqual(items.map(({ ref }) => ref));
    });

    it.each<[string, object, (evaluated: Evaluated) => boolean]>([
      ['tier', { tier: 1 }, ({ tier }) => tier === 1],
      ['no tier', { tier: 0 }, ({ tier }) => tier === null],
      ['level', { level: 0 }, ({ evaluation }) => evaluation.level === 0],
      [
        'missed target',
        { target: 'missed' },
        ({ evaluation }) => evaluation.onTarget === false,
      ],
      [
        'met target',
        { target: 'met' },
        ({ evaluation }) => evaluation.onTarget === true,
      ],
      ['no target', { target: 'none' }, ({ evaluation }) => !evaluation.target],
      ['kind', { kind: 'Resource' }, ({ ref }) => ref.startsWith('resource:')],
      [
        'lifecycle',
        { lifecycle: 'deprecated' },
        ({ ref }) => /\/(old|legacy)$/.test(ref),
      ],
      ['system', { system: 'Ordering' }, ({ ref }) => ref.endsWith('/cart')],
      ['type', { type: 'library' }, () => false],
      [
        'part of the title',
        { search: 'the" O' },
        ({ ref }) => ref.endsWith('/cart'),
      ],
      [
        'part of the name, in which % is a letter',
        { search: '%' },
        () => false,
      ],
      ['part of the name', { search: 'Ay' }, ({ ref }) => /ay/.test(ref)],
      [
        'area',
        { area: 'slos' },
        ({ evaluation: { areas } }) =>
          areas.slos !== undefined && areas.slos.passed < areas.slos.applicable,
      ],
      [
        'team with child teams',
        { owner: 'group:default/shop' },
        ({ owners }) =>
          owners.some(owner => /\/(shop|child|search)$/.test(owner)),
      ],
      [
        'team by its name',
        { owner: 'search' },
        ({ owners }) => owners.includes(groupRef('search')),
      ],
      [
        'nobody',
        { owner: 'unowned' },
        ({ owners }) => !owners.some(owner => organisation.groups.has(owner)),
      ],
    ])('filters entities by %s', async (__, query, matches) => {
      const { items, totalItems } = await services.entities.listEntities(
        query,
        asUser,
      );
      const expected = visible.filter(matches).map(({ ref }) => ref);
      expect(items.map(({ ref }) => ref).sort()).toEqual(expected.sort());
      expect(totalItems).toBe(expected.length);
    });

    it('gets each entity explained as it was evaluated', async () => {
      for (const { ref, evaluation } of visible) {
        const [kind, rest] = ref.split(':');
        const [namespace, name] = rest.split('/');
        const entity = await services.entities.getEntity(
          { kind, namespace, name },
          asUser,
        );
        expect(entity).toMatchObject({
          ref,
          state: 'evaluated',
          sourceUrl: `https://git.example.org/${name}/`,
        });
        const [scorecard] = entity.scorecards;
        expect(scorecard).toMatchObject({
          scorecard: { id: 'service-readiness' },
          level: evaluation.level,
          onTarget: evaluation.onTarget,
          share: { ...evaluation.weights },
        });
        expect(
          scorecard.results.map(({ checkId, outcome }) => ({
            checkId,
            outcome,
          })),
        ).toEqual(
          evaluation.results.map(({ checkId, outcome }) => ({
            checkId,
            outcome,
          })),
        );
        expect(scorecard.fixes.map(({ checkId }) => checkId)).toEqual(
          evaluation.fixesToTarget,
        );
        expect(scorecard.results.every(({ message }) => message !== '')).toBe(
          true,
        );
        expect(scorecard.notConnected.map(({ checkId }) => checkId)).toEqual(
          evaluation.inactive,
        );
      }
    });

    it('gets the outcomes of each check', async () => {
      const [scorecard] = await services.scorecards.listScorecards(asUser);
      const failing = scorecard.checks.map(check => check.tier1Failing);
      expect([...failing].sort((a, b) => b - a)).toEqual(failing);
      for (const check of scorecard.checks) {
        const counts = countOutcomes(visible, check.id);
        const applicable =
          counts.pass + counts.fail + counts.unknown + counts.error;
        expect({ id: check.id, counts: check.counts }).toEqual({
          id: check.id,
          counts,
        });
        expect(check.adoption).toBe(
          applicable > 0
            ? Math.round((counts.pass / applicable) * 1e6) / 1e6
            : null,
        );
        expect(check.tier1Failing).toBe(
          countOutcomes(
            visible.filter(({ tier }) => tier === 1),
            check.id,
          ).fail,
        );
        const details = await services.checks.getCheck(
          { scorecard: 'service-readiness', id: check.id },
          asUser,
        );
        expect(details.summary).toEqual(check);
        expect(details.hidden).toBe(all.length - visible.length);
        expect(details.teams.every(({ team }) => isVisible(team.ref))).toBe(
          true,
        );
        for (const { team, counts: ofTeam } of details.teams) {
          const below = descendants(organisation, team.ref);
          expect(ofTeam).toEqual(
            countOutcomes(
              visible.filter(({ owners }) =>
                owners.some(owner => below.includes(owner)),
              ),
              check.id,
            ),
          );
        }
      }
    });

    it('gets the results of each check', async () => {
      const { checks } = await services.scorecards.getScorecard(
        'service-readiness',
        asUser,
      );
      for (const { id } of checks) {
        const name = { scorecard: 'service-readiness', id };
        const items = await readAllResults(services, name);
        const expected = visible.flatMap(({ ref, owners, evaluation }) => {
          const result = evaluation.results.find(one => one.checkId === id);
          return result
            ? [
                {
                  ref,
                  owners: [...owners].sort(),
                  outcome: result.outcome,
                  counts: result.counts && !evaluation.inGrace,
                },
              ]
            : [];
        });
        const byRef = (a: { ref: string }, b: { ref: string }) =>
          a.ref < b.ref ? -1 : 1;
        const shown = items
          .map(({ ref, owners, outcome, counts }) => ({
            ref,
            owners: [...owners].sort(),
            outcome,
            counts,
          }))
          .sort(byRef);
        expect(shown).toEqual(
          expected
            .filter(({ outcome }) => outcome !== 'not-applicable')
            .sort(byRef),
        );
        const ranks = items.map(({ outcome }) => outcomes.indexOf(outcome));
        expect([...ranks].sort((a, b) => a - b)).toEqual(ranks);
        const others = await services.checks.listCheckResults(
          name,
          { outcome: ['not-applicable', 'pass'], team: 'child' },
          asUser,
        );
        expect(others.items.map(({ ref }) => ref).sort()).toEqual(
          expected
            .filter(
              ({ outcome, owners }) =>
                (outcome === 'not-applicable' || outcome === 'pass') &&
                owners.includes(groupRef('child')),
            )
            .map(({ ref }) => ref)
            .sort(),
        );
      }
    });

    it('gets the problems of what it may see', async () => {
      const items = await readAllPages<ProblemItem>(cursor =>
        services.problems.listProblems({ limit: 1, cursor }, asUser),
      );
      expect(items.map(({ entityRef }) => entityRef)).toEqual([
        null,
        ...['component:default/vault'].filter(isVisible),
        'component:default/cart',
      ]);
      const { collectors } = await services.problems.listProblems({}, asUser);
      expect(collectors.map(({ id, status }) => [id, status])).toEqual([
        ['catalog', 'never'],
        ['repository', 'never'],
        ['slo', 'never'],
      ]);
    });

    it('streams the same lists', async () => {
      const streamed: string[] = [];
      for await (const page of services.entities.streamEntities({}, asUser)) {
        streamed.push(...page.map(({ ref }) => ref));
      }
      const { items } = await services.entities.listEntities({}, asUser);
      expect(streamed).toEqual(items.map(({ ref }) => ref));
    });
  });
});
