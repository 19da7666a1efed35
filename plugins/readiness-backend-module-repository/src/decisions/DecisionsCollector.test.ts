import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { DecisionsFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  DefaultEntityHistory,
  EntityHistory,
} from '@team-readiness/backstage-plugin-readiness-node';
import { execFileSync } from 'node:child_process';
import { devNull } from 'node:os';
import { DocumentHost } from '../__testUtils__/DocumentHost';
import { observe } from '../__testUtils__/observe';
import { DecisionsCollector } from './DecisionsCollector';

const schedule = { frequency: { hours: 24 }, timeToLive: { days: 3 } };

describe('DecisionsCollector', () => {
  const root = createMockDirectory();
  let host: DocumentHost;

  beforeEach(() => {
    root.clear();
    host = new DocumentHost(root.path);
  });

  const factOf = (
    annotations: Record<string, string> = {},
    history?: EntityHistory,
  ) =>
    observe<DecisionsFact>(
      new DecisionsCollector({ files: host, schedule, history }),
      host.target('shop', { annotations }),
    );
  const pathsOf = ({ fact }: { fact: DecisionsFact }) =>
    fact.decisions.map(({ path }) => path);

  it('finds records at their default places, newest first, without indexes and templates', async () => {
    host.write('shop', {
      'docs/adr/0001-a.md': '# A\n\nDate: 2026-01-01',
      'docs/adr/0002-b.md': '# B\n\nDate: 2026-03-01',
      'docs/adr/0006-golden-path-template.md': '# C',
      'docs/adr/index.md': '# Index',
      'docs/adr/README.md': '# Readme',
      'docs/adr/adr-template.md': '# T',
      'docs/adr/0000-template.md': '# T',
      'docs/adr/adr000-template.md': '# T',
      'docs/adr/template-bare-minimal.md': '# T',
      'docs/adr/templates/0001-x.md': '# T',
      'docs/adr/0009-y.md': '# {short title}',
      'docs/adr/picture.png': 'x',
      'docs/decisions/deep/er/0003-d.md': '# D\n\nDate: 2026-02-01',
      'docs/other/0004.md': '# E',
    });
    const found = await factOf();
    expect(pathsOf(found)).toEqual([
      'docs/adr/0002-b.md',
      'docs/decisions/deep/er/0003-d.md',
      'docs/adr/0001-a.md',
      'docs/adr/0006-golden-path-template.md',
    ]);
    expect(found.fact).toMatchObject({ location: 'shop', broken: 0 });
    expect(found.problems).toEqual([]);
  });

  it('takes the annotated directory in place of the default ones', async () => {
    host.write('shop', {
      'design/log/0001.md': '# A',
      'docs/adr/0001.md': '# B',
    });
    const at = (place: string) =>
      factOf({ 'backstage.io/adr-location': place });
    expect(pathsOf(await at('./design/log/'))).toEqual(['design/log/0001.md']);
    const empty = await at('design/none');
    expect(pathsOf(empty)).toEqual(['docs/adr/0001.md']);
    expect(empty.problems).toMatchObject([{ name: 'design/none' }]);
  });

  it.each(['../other', '/etc', 'file:///etc', 'a\\b', '*', ' '])(
    'refuses the annotated place %j, and reads the default ones',
    async place => {
      host.write('shop', { 'docs/adr/0001.md': '# B' });
      host.write('other', { '0002.md': '# Of somebody else' });
      const found = await factOf({ 'backstage.io/adr-location': place });
      expect(pathsOf(found)).toEqual(['docs/adr/0001.md']);
      expect(found.problems).toMatchObject([
        { name: 'backstage.io/adr-location', reporter: 'decisions' },
      ]);
    },
  );

  it('does not read an address that is not allowed, and says so', async () => {
    host.write('shop', { 'docs/adr/0001.md': '# B' });
    const found = await factOf({
      'backstage.io/adr-location': 'https://git.example.org/a/b/tree/main/adr',
    });
    expect(pathsOf(found)).toEqual(['docs/adr/0001.md']);
    expect(found.problems).not.toEqual([]);
  });

  it('counts what cannot be read', async () => {
    host.write('shop', {
      'docs/adr/0001.md': 'x'.repeat(2_000_000),
      'docs/adr/0002.md': '# B',
    });
    const { fact, problems } = await factOf();
    expect(fact).toMatchObject({ broken: 1, decisions: [{ title: 'B' }] });
    expect(problems).toMatchObject([{ name: 'docs/adr/0001.md' }]);
  });

  it('dates a record without a date by its first commit, and its status by the last', async () => {
    const git = (args: string[], at: string) =>
      execFileSync('git', args, {
        cwd: root.resolve('shop'),
        env: {
          ...process.env,
          GIT_CONFIG_GLOBAL: devNull,
          GIT_CONFIG_SYSTEM: devNull,
          GIT_COMMITTER_DATE: at,
          GIT_AUTHOR_DATE: at,
        },
      });
    const commit = (at: string) => {
      git(['add', '--all'], at);
      git(
        [
          '-c',
          'user.name=somebody',
          '-c',
          'user.email=somebody@example.org',
          'commit',
          '--quiet',
          '--message=x',
        ],
        at,
      );
    };
    host.write('shop', {
      'docs/adr/0001.md': '# A\n\nOne line.\n\nTwo lines.\n',
      'docs/adr/0002.md': '---\ndate: 2099-01-01\n---\n# B\n',
    });
    git(['init', '--quiet', '--initial-branch=main'], '2026-01-01T00:00:00Z');
    commit('2026-01-31T10:00:00Z');
    host.write('shop', {
      'docs/adr/0001.md': '# A\n\nAnd\nnow\nmuch\nmore.\n\nTwo lines.\n',
    });
    commit('2026-02-15T10:00:00Z');
    const history = DefaultEntityHistory.create({
      config: mockServices.rootConfig(),
      files: host,
    });
    const { fact } = await factOf({}, history);
    expect(fact.decisions).toMatchObject([
      { title: 'A', date: '2026-01-31', statusSince: '2026-02-15' },
      // One that gives a date that does not count has none.
      { title: 'B', date: null, statusSince: '2026-01-31' },
    ]);
  });
});
