import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { PostmortemsFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  DefaultEntityHistory,
  EntityHistory,
} from '@team-readiness/backstage-plugin-readiness-node';
import { execFileSync } from 'node:child_process';
import { devNull } from 'node:os';
import { DocumentHost } from '../__testUtils__/DocumentHost';
import { observe } from '../__testUtils__/observe';
import { PostmortemsCollector } from './PostmortemsCollector';
import { readIncidentPrefixes } from './readIncidentPrefixes';

const schedule = { frequency: { hours: 24 }, timeToLive: { days: 3 } };
const text = (date: string, more = '') =>
  `---\npublished: ${date}\n---\n# Orders lost\n\nFor an hour nobody could pay, and we did not see it at first.\n${more}`;

describe('PostmortemsCollector', () => {
  const root = createMockDirectory();
  let host: DocumentHost;

  beforeEach(() => {
    root.clear();
    host = new DocumentHost(root.path);
  });

  const factOf = (
    options: { history?: EntityHistory; incidentPrefixes?: string[] } = {},
  ) =>
    observe<PostmortemsFact>(
      new PostmortemsCollector({ files: host, schedule, ...options }),
      host.target('shop'),
    );
  const pathsOf = ({ fact }: { fact: PostmortemsFact }) =>
    fact.postmortems.map(({ path }) => path);

  it('finds them at many places, newest first, without indexes, forms and old ones', async () => {
    host.write('shop', {
      'docs/postmortems/a.md': text('2026-01-31'),
      'docs/postmortems/2026/b.md': text('2026-03-31'),
      'docs/post-mortems/c.adoc':
        '= Orders\n\nFor an hour nobody could pay, and we did not see it at first.',
      'docs/incidents/2026-02-01-template-engine-down.md': text('2026-02-02'),
      'postmortems/old.md': text('2025-06-01'),
      'postmortems/2024-01-01-old.md':
        '# Old\n\nFor an hour nobody could pay, and we did not see it at first.',
      'docs/postmortems/README.md': text('2026-03-31'),
      'docs/postmortems/postmortem-template.md': text('2026-03-31'),
      'docs/postmortems/templates/a.md': text('2026-03-31'),
      'docs/postmortems/template-azure.md': text('2026-03-31'),
      'docs/postmortems/form.md':
        '# Incident title\n\n## Impact\n\n## Timeline',
      'docs/postmortems/picture.png': 'x',
      'docs/reviews/d.md': text('2026-03-31'),
    });
    const found = await factOf();
    expect(pathsOf(found)).toEqual([
      'docs/postmortems/2026/b.md',
      'docs/incidents/2026-02-01-template-engine-down.md',
      'docs/postmortems/a.md',
      'docs/post-mortems/c.adoc',
    ]);
    expect(found.fact).toMatchObject({ location: 'shop', broken: 0 });
    expect(found.problems).toEqual([]);
  });

  it('tells of a form that bears a title, and counts what cannot be read', async () => {
    host.write('shop', {
      'docs/postmortems/a.md': '# Orders lost\n\n## Impact\n\nTBD',
      'docs/postmortems/b.md': 'x'.repeat(2_000_000),
      'docs/postmortems/c.md': `---\npublished: [\n---\n${text('x').slice(25)}`,
    });
    const { fact, problems } = await factOf();
    expect(fact).toMatchObject({
      broken: 1,
      postmortems: [{ path: 'docs/postmortems/c.md', date: null }],
    });
    expect(problems.map(({ name }) => name).sort()).toEqual([
      'docs/postmortems/a.md',
      'docs/postmortems/b.md',
      'docs/postmortems/c.md',
    ]);
  });

  it('dates one by its first commit, and what is done without a day by the last', async () => {
    const git = (args: string[], at: string) =>
      execFileSync('git', args, {
        cwd: root.resolve('shop'),
        env: {
          ...process.env,
          GIT_CONFIG_GLOBAL: devNull,
          GIT_CONFIG_SYSTEM: devNull,
          GIT_COMMITTER_DATE: at,
          GIT_AUTHOR_DATE: at,
          GIT_AUTHOR_NAME: 'somebody',
          GIT_AUTHOR_EMAIL: 'somebody@example.org',
          GIT_COMMITTER_NAME: 'somebody',
          GIT_COMMITTER_EMAIL: 'somebody@example.org',
        },
      });
    const commit = (at: string) => {
      git(['add', '--all'], at);
      git(['commit', '--quiet', '--message=x'], at);
    };
    const body = (box: string) =>
      `# Orders\n\nDate: 2026-01-28\n\nFor an hour nobody could pay, and we did not see it.\n\n## Actions\n\n- ${box} Add an alert, due 2026-02-28\n- ${box} Pin the version\n- ${box} Write a runbook\n`;
    host.write('shop', { 'docs/postmortems/2026-01-28-a.md': body('[ ]') });
    git(['init', '--quiet', '--initial-branch=main'], '2026-01-01T00:00:00Z');
    commit('2026-01-31T10:00:00Z');
    host.write('shop', { 'docs/postmortems/2026-01-28-a.md': body('[x]') });
    commit('2026-02-15T10:00:00Z');
    const history = DefaultEntityHistory.create({
      config: mockServices.rootConfig(),
      files: host,
    });
    const { fact } = await factOf({ history });
    expect(fact.postmortems).toMatchObject([{ date: '2026-01-31' }]);
    expect(fact.followUps[0]).toEqual({
      postmortem: 'docs/postmortems/2026-01-28-a.md',
      kind: 'technical',
      hasOwner: false,
      writtenOn: '2026-01-31',
      dueOn: '2026-02-28',
      closedOn: '2026-02-15',
    });
    // Without a history the day that it calls its date is the best there is.
    expect((await factOf()).fact.postmortems[0].date).toBe('2026-01-28');
  });

  it('takes the prefixes of ids that are configured, in place of its own', async () => {
    host.write('shop', {
      'docs/postmortems/ops-inc-7.md': text('2026-01-31'),
      'docs/postmortems/inc-8.md': text('2026-01-30'),
    });
    const config = (incidentPrefixes: string[]) =>
      mockServices.rootConfig({
        data: {
          readiness: { collectors: { postmortems: { incidentPrefixes } } },
        },
      });
    const incidentPrefixes = readIncidentPrefixes(config(['OPS-INC']));
    const { fact } = await factOf({ incidentPrefixes });
    expect(fact.postmortems.map(({ incident }) => incident)).toEqual([
      'OPS-INC-7',
      null,
    ]);
    expect(readIncidentPrefixes(mockServices.rootConfig())).toBeUndefined();
    expect(() => readIncidentPrefixes(config(['(a+)+']))).toThrow(
      'readiness.collectors.postmortems.incidentPrefixes',
    );
  });

  it('says nothing where the host cannot be reached', async () => {
    host.failure = new Error('connect refused');
    await expect(factOf()).rejects.toThrow('failed');
  });
});
