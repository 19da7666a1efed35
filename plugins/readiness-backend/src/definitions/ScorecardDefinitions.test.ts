import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ScorecardSource } from '@team-readiness/backstage-plugin-readiness-engine';
import { builtInScorecards } from '@team-readiness/backstage-plugin-readiness-standards';
import { Knex } from 'knex';
import path from 'path';
import { DefinitionsConfig } from '../config';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { readDefinitionTexts } from './sources';
import { ScorecardDefinitions } from './ScorecardDefinitions';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
let now = new Date('2026-11-20T08:00:00Z');
const clock = { now: () => now };

function document(name: string, condition = `entity.kind == 'Component'`) {
  return `apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata:
  name: ${name}
  title: ${name}
  description: A scorecard of a test.
spec:
  target: { kind: Component }
  levels:
    - { level: 1, name: Running, description: It runs. }
  checks:
    - id: first
      title: First
      question: Is it?
      rationale: Since it must.
      area: ownership
      level: 1
      gate: true
      effort: 1
      condition: "${condition}"
      messages: { pass: Yes., fail: No. }
      lookedFor: Something.
      remediation: { text: Do it. }
`;
}

describe.each(databases.eachSupportedId())('ScorecardDefinitions, %s', id => {
  const directory = createMockDirectory();
  let knex: Knex;
  beforeEach(async () => {
    directory.clear();
    knex = await databases.init(id);
    await knex('entities').insert({
      ref: 'component:default/a',
      kind: 'component',
      namespace: 'default',
      name: 'a',
      owner_set_id: 1,
    });
  });
  afterEach(async () => {
    await knex.destroy();
  });

  function replica(
    config: Partial<DefinitionsConfig> = {},
    shipped: () => Promise<ScorecardSource[]> = builtInScorecards,
  ) {
    const settings = {
      builtIn: [],
      files: [path.join(directory.path, 'cards', '*.yaml')],
      frequency: { minutes: 1 },
      ...config,
    };
    return new ScorecardDefinitions({
      knex,
      readTexts: () => readDefinitionTexts(settings, shipped),
      owner: 'group:default/platform',
      clock,
      logger: mockServices.logger.mock(),
    });
  }
  const write = (files: Record<string, string>) =>
    directory.setContent({ cards: files });
  const problems = async () =>
    (await knex('problems').orderBy('id')).map(row =>
      [row.name, row.source, row.line, row.column].join(' '),
    );
  const active = (definitions: ScorecardDefinitions) =>
    definitions.current().map(card => `${card.compiled.name}@${card.version}`);
  const marked = async () => {
    const rows = await knex('evaluation_queue');
    await knex('evaluation_queue').del();
    return rows.length;
  };

  it('serves the built-in scorecards, then files, in the configured order', async () => {
    write({ 'b.yaml': document('zebra'), 'c.yaml': document('ant') });
    const definitions = replica({
      builtIn: ['team-readiness', 'service-readiness'],
    });
    expect(definitions.current()).toEqual([]);
    await definitions.refresh();
    expect(active(definitions)).toEqual([
      'team-readiness@1',
      'service-readiness@1',
      'zebra@1',
      'ant@1',
    ]);
    const [, service, zebra] = definitions.current();
    expect(service.source).toBe(
      'readiness-standards/documents/service-readiness.yaml',
    );
    expect(zebra.source).toBe('cards/b.yaml');
    expect([...service.checkKeys.keys()].sort()).toEqual(
      service.compiled.checks.map(check => check.definition.id).sort(),
    );
    expect(await problems()).toEqual([]);
  });

  it('has an owner for each scorecard, its own one first', async () => {
    write({
      'a.yaml': document('a').replace(
        'metadata:',
        'metadata:\n  owner: group:default/own',
      ),
    });
    const definitions = replica({ builtIn: ['service-readiness'] });
    await definitions.refresh();
    expect(
      definitions
        .current()
        .map(({ compiled, owner }) => [compiled.name, owner]),
    ).toEqual([
      ['service-readiness', 'group:default/platform'],
      ['a', 'group:default/own'],
    ]);
    expect(await problems()).toEqual([]);
  });

  it('registers a version once, whoever reads it, and marks everything once', async () => {
    write({ 'a.yaml': document('a') });
    const one = replica();
    const two = replica();
    await Promise.all([one.refresh(), two.refresh()]);
    expect(active(one)).toEqual(['a@1']);
    expect(active(two)).toEqual(['a@1']);
    expect(one.current()[0].checkKeys).toEqual(two.current()[0].checkKeys);
    expect(await knex('definitions')).toHaveLength(1);
    expect(await marked()).toBe(1);

    const before = one.current();
    await one.refresh();
    await replica().refresh();
    expect(one.current()).toBe(before);
    expect(await marked()).toBe(0);
  });

  it('publishes a change, and goes back to an old version under its number', async () => {
    write({ 'a.yaml': document('a') });
    const definitions = replica();
    await definitions.refresh();
    write({ 'a.yaml': document('a', `entity.kind == 'API'`) });
    await marked();
    await definitions.refresh();
    expect(active(definitions)).toEqual(['a@2']);
    expect(await marked()).toBe(1);
    write({ 'a.yaml': `# only a comment\n${document('a')}` });
    await definitions.refresh();
    expect(active(definitions)).toEqual(['a@1']);
  });

  it('knows where a document lies that was moved, and keeps it while it is broken there', async () => {
    write({ 'a.yaml': document('a'), 'b.yaml': document('b') });
    const definitions = replica();
    await definitions.refresh();
    write({ 'a.yaml': document('b'), 'moved.yaml': document('a') });
    await definitions.refresh();
    const sources = () =>
      Object.fromEntries(
        definitions
          .current()
          .map(({ compiled, source }) => [compiled.name, source]),
      );
    expect(sources()).toEqual({ a: 'cards/moved.yaml', b: 'cards/a.yaml' });
    write({ 'a.yaml': document('b'), 'moved.yaml': 'metadata: { name: a' });
    await definitions.refresh();
    expect(sources()).toEqual({ a: 'cards/moved.yaml', b: 'cards/a.yaml' });
  });

  it('follows what another replica published, without moving it back', async () => {
    write({ 'a.yaml': document('a') });
    const old = replica();
    await old.refresh();
    write({ 'a.yaml': document('a', `entity.kind == 'API'`) });
    const other = replica();
    await other.refresh();

    // The old replica still has the old file.
    write({ 'a.yaml': document('a') });
    await old.refresh();
    expect(active(old)).toEqual(['a@2']);
    expect(old.current()[0].compiled.document.spec.checks[0].condition).toBe(
      `entity.kind == 'API'`,
    );
  });

  it('keeps the last good version of a broken document, also after a restart', async () => {
    write({ 'a.yaml': document('a'), 'b.yaml': document('b') });
    const definitions = replica();
    await definitions.refresh();
    for (const [broken, place] of [
      [document('a', 'no.such.variable'), 'a cards/a.yaml 20 19'],
      [document('a').replace('level: 1', 'level: one'), 'a cards/a.yaml'],
      [
        document('a').replace('kind: Scorecard', 'kind: Card'),
        'a cards/a.yaml 2',
      ],
      ['metadata: { name: a', 'cards/a.yaml cards/a.yaml 1'],
      [document('A Bad Name'), 'A Bad Name cards/a.yaml 4'],
    ]) {
      write({
        'a.yaml': broken,
        'b.yaml': document('b'),
        'c.yaml': document('c'),
      });
      await definitions.refresh();
      expect([...active(definitions)].sort()).toEqual(['a@1', 'b@1', 'c@1']);
      expect((await problems())[0]).toContain(place);

      const restarted = replica();
      await restarted.refresh();
      expect([...active(restarted)].sort()).toEqual(['a@1', 'b@1', 'c@1']);
      expect(
        restarted.current().find(card => card.compiled.name === 'a')?.compiled
          .checks,
      ).toHaveLength(1);
    }
    write({ 'a.yaml': document('a'), 'b.yaml': document('b') });
    await definitions.refresh();
    expect(active(definitions)).toEqual(['a@1', 'b@1']);
    expect(await problems()).toEqual([]);
  });

  it('takes a removed document away, but not all that a directory held', async () => {
    write({ 'a.yaml': document('a'), 'b.yaml': document('b') });
    const definitions = replica();
    await definitions.refresh();
    await marked();
    write({ 'b.yaml': document('b') });
    await definitions.refresh();
    expect(active(definitions)).toEqual(['b@1']);
    expect(await marked()).toBe(1);
    write({});
    await definitions.refresh();
    expect(active(definitions)).toEqual(['b@1']);
    expect(await problems()).toEqual(['cards/ cards/  ']);
  });

  it('keeps what an unreadable file said', async () => {
    write({ 'a.yaml': document('a') });
    const files = [path.join(directory.path, 'cards', 'a.yaml')];
    const definitions = replica({ files });
    await definitions.refresh();
    write({});
    await definitions.refresh();
    expect(active(definitions)).toEqual(['a@1']);
    expect(await problems()).toEqual(['cards/a.yaml cards/a.yaml  ']);
    const [row] = await knex('problems');
    expect(row.message).toBe('There is no such file.');
    expect(JSON.stringify(row)).not.toContain(directory.path);
  });

  it('keeps exemptions while the document that gives them is broken', async () => {
    const extension = (until: string) => `apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata: { name: a }
spec:
  extends: a
  exemptions:
    - { entity: 'component:default/a', check: first, reason: Old., approver: 'user:default/x', until: ${until} }
`;
    write({
      'a.yaml': document('a'),
      'exemptions.yaml': extension('2027-01-01'),
    });
    const definitions = replica();
    await definitions.refresh();
    const exempted = () =>
      definitions.current()[0].compiled.document.spec.exemptions.length;
    expect(exempted()).toBe(1);
    for (const broken of [extension('tomorrow'), 'spec: {']) {
      write({ 'a.yaml': document('a'), 'exemptions.yaml': broken });
      await definitions.refresh();
      expect(exempted()).toBe(1);
      expect(await problems()).toHaveLength(1);
    }
    write({ 'a.yaml': document('a') });
    await definitions.refresh();
    expect(exempted()).toBe(0);
  });

  it('lets a document extend a built-in scorecard that is off, without turning it on', async () => {
    const extension = (name: string) =>
      JSON.stringify({
        apiVersion: 'team-readiness.dev/v1',
        kind: 'Scorecard',
        metadata: { name, title: 'Ours' },
        spec: { extends: 'ml-readiness', params: { cardWords: 50 } },
      });
    write({ 'a.yaml': extension('our-models') });
    const definitions = replica();
    await definitions.refresh();
    expect(active(definitions)).toEqual(['our-models@1']);
    write({ 'a.yaml': extension('ml-readiness') });
    await definitions.refresh();
    expect(active(definitions)).toEqual(['ml-readiness@1']);
    const [{ compiled }] = definitions.current();
    expect(compiled.document.spec.params.cardWords).toBe(50);
    expect(await problems()).toEqual([]);
  });

  it('names a built-in scorecard that does not exist, and files that are too large', async () => {
    write({
      'a.yaml': document('a'),
      'huge.yaml': `#${'x'.repeat(2_000_000)}`,
    });
    const definitions = replica({ builtIn: ['service-readyness'] });
    await definitions.refresh();
    expect(active(definitions)).toEqual(['a@1']);
    const rows = await knex('problems').orderBy('name').pluck('message');
    expect(rows).toEqual([
      'The file has more than 1048576 bytes.',
      `There is no built-in scorecard 'service-readyness'.`,
    ]);
  });

  describe('a version that a replica cannot read', () => {
    const later = (minutes: number) => {
      now = new Date(now.getTime() + minutes * 60_000);
    };
    const pointers = () =>
      knex('active_definitions').orderBy('name').pluck('name');

    /** A replica of a later release publishes `a` in a form that only it understands. */
    async function publishLater() {
      write({ 'a.yaml': document('a'), 'b.yaml': document('b') });
      const newer = replica();
      await newer.refresh();
      await knex('definitions')
        .where({ name: 'a' })
        .update({ document: '{"kind":"Scorecard"}' });
      return newer;
    }

    it('is left to the others, and said to be a problem until none complains', async () => {
      const newer = await publishLater();
      write({ 'a.yaml': 'spec: {', 'b.yaml': document('b') });
      const older = replica();
      for (let round = 0; round < 8; round += 1) {
        await older.refresh();
        await newer.refresh();
        later(10);
      }
      expect(active(newer)).toEqual(['a@1', 'b@1']);
      expect(active(older)).toEqual(['b@1']);
      expect(older.held()).toEqual([
        { definitionId: newer.current()[0].definitionId, name: 'a' },
      ]);
      expect(await pointers()).toEqual(['a', 'b']);
      const said = () =>
        knex('problems').where('reporter', 'definition-versions');
      expect(await said()).toMatchObject([
        {
          subject: 'definition',
          name: 'a',
          message: expect.stringMatching(
            /^Version 1 cannot be read by a replica .*apiVersion/,
          ),
        },
      ]);

      // The older one is gone.
      later(20);
      await newer.refresh();
      expect(await said()).toEqual([]);
      expect(
        await knex('definitions').where({ name: 'a' }).first(),
      ).toMatchObject({ unreadable_since: null, unreadable_at: null });
    });

    it('is taken away when no replica could read it for an hour', async () => {
      await publishLater();
      await marked();
      write({ 'a.yaml': 'spec: {', 'b.yaml': document('b') });
      const [one, two] = [replica(), replica()];
      for (const minutes of [0, 30, 29]) {
        later(minutes);
        await Promise.all([one.refresh(), two.refresh()]);
        expect(await pointers()).toEqual(['a', 'b']);
      }
      expect(await marked()).toBe(0);
      later(1);
      await one.refresh();
      expect(await pointers()).toEqual(['b']);
      expect(await marked()).toBe(1);
      expect(active(one)).toEqual(['b@1']);
      expect(one.held()).toEqual([]);
      await two.refresh();
      expect(two.held()).toEqual([]);
    });

    it('gives way to a good document of the replica that could not read it', async () => {
      await publishLater();
      const older = replica();
      write({ 'a.yaml': document('a', `entity.kind == 'API'`) });
      // It reads its own document once, then others publish over it.
      await older.refresh();
      expect(active(older)).toEqual(['a@2']);
      await knex('active_definitions')
        .where({ name: 'a' })
        .update({
          definition_id: knex('definitions')
            .where({ name: 'a', version: 1 })
            .select('id')
            .first(),
        });
      for (const minutes of [0, 59, 1]) {
        later(minutes);
        await older.refresh();
      }
      expect(await pointers()).toEqual([]);
      await older.refresh();
      expect(active(older)).toEqual(['a@2']);
    });
  });
});
