import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import {
  asUser,
  createTestServices,
} from '../__testUtils__/createTestServices';
import { Organisation } from '../__testUtils__/Organisation';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())('scorecards, %s', databaseId => {
  let knex: Knex;
  let organisation: Organisation;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    organisation = new Organisation(knex);
    await organisation.write([{ name: 'team' }], []);
  });
  afterEach(() => knex.destroy());

  it('show what is wrong with their own documents, also with one that is no YAML', async () => {
    const [{ source }] = organisation.definitions.current();
    const problem = (name: string, of: string, message: string) => ({
      reporter: 'definitions',
      subject: 'definition',
      name,
      source: of,
      message,
      seen_at: organisation.now,
    });
    await knex('problems').insert([
      problem('service-readiness', source, 'No such variable.'),
      problem(source, source, 'This is no YAML.'),
      problem('cards/other.yaml', 'cards/other.yaml', 'Of somebody else.'),
      problem('other', source, 'Of another one in the same file.'),
    ]);
    const messages = async (policy = {}) =>
      (
        await createTestServices(organisation, policy).scorecards.getScorecard(
          'service-readiness',
          asUser,
        )
      ).problems
        .map(({ message }) => message)
        .sort();
    expect(await messages()).toEqual(['No such variable.', 'This is no YAML.']);
    expect(await messages({ problems: false })).toEqual([]);
  });

  it('say in words what checks that are not connected wait for', async () => {
    const { scorecards, checks } = createTestServices(organisation);
    const { checks: all } = await scorecards.getScorecard(
      'service-readiness',
      asUser,
    );
    const [without] = all.filter(({ connected }) => !connected);
    expect(without.waitsFor.join()).toMatch(/ /);
    expect(
      all.filter(({ connected, waitsFor }) => connected && waitsFor.length > 0),
    ).toEqual([]);
    const { sources, optOut } = await checks.getCheck(
      { scorecard: 'service-readiness', id: without.id },
      asUser,
    );
    expect(
      sources.filter(({ connected }) => !connected).map(({ title }) => title),
    ).toEqual(without.waitsFor);
    expect(optOut).toBe(false);
    const runbook = await checks.getCheck(
      { scorecard: 'service-readiness', id: 'runbook' },
      asUser,
    );
    expect(
      runbook.sources.find(({ collector }) => collector === 'repository'),
    ).toEqual({
      collector: 'repository',
      title: 'Documents',
      reads: 'the repository',
      kind: 'module',
      connected: true,
    });
    expect(sources.map(({ kind }) => kind)).toContain(null);
  });
});
