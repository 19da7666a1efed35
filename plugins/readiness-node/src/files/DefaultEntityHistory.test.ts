import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { execFileSync } from 'node:child_process';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { DefaultEntityFiles } from './DefaultEntityFiles';
import { DefaultEntityHistory } from './DefaultEntityHistory';
import { EntityCommits } from './EntityHistory';

const long = Date.UTC(2000, 0, 1);

describe('DefaultEntityHistory of local work trees', () => {
  const root = createMockDirectory();

  beforeEach(() => root.clear());

  const git = (
    args: string[],
    options: { at?: string; by?: string; mail?: string } = {},
  ) =>
    execFileSync(
      'git',
      [
        '-c',
        `user.name=${options.by ?? 'Jane Doe'}`,
        '-c',
        `user.email=${options.mail ?? 'jane@example.org'}`,
        ...args,
      ],
      {
        cwd: root.resolve('repo'),
        env: {
          PATH: process.env.PATH,
          HOME: root.path,
          GIT_COMMITTER_DATE: options.at ?? '2026-02-03T04:05:06+02:00',
          GIT_AUTHOR_DATE: '2020-01-01T00:00:00Z',
        },
        stdio: 'pipe',
      },
    );

  async function commit(
    files: Record<string, string>,
    options: { at?: string; by?: string; mail?: string; message?: string } = {},
  ) {
    for (const [path, content] of Object.entries(files)) {
      const place = join(root.resolve('repo'), path);
      await fs.mkdir(join(place, '..'), { recursive: true });
      await fs.writeFile(place, content);
    }
    git(['add', '.']);
    git(['commit', '-qm', options.message ?? 'next'], options);
  }

  function entityIn(directory: string): Entity {
    const location = `file:${join(directory, 'catalog-info.yaml')}`;
    return {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'shop',
        annotations: { 'backstage.io/managed-by-location': location },
      },
    };
  }

  function create() {
    const config = mockServices.rootConfig();
    const files = DefaultEntityFiles.create({
      config,
      logger: mockServices.logger.mock(),
      urlReader: mockServices.urlReader.mock(),
    });
    return DefaultEntityHistory.create({ config, files });
  }

  const filesOf = (commits: EntityCommits | undefined) =>
    commits?.commits.map(it => it.files);

  beforeEach(async () => {
    root.setContent({ repo: { 'catalog-info.yaml': '' } });
    git(['init', '-q', '-b', 'main']);
  });

  it('tells what each commit did to the files of the entity, and nothing of others', async () => {
    await commit({ 'shop/a.md': '1\n2\n3\n', 'other/b.md': 'x\n' });
    await commit({ 'other/b.md': 'y\n' });
    git(['mv', 'shop/a.md', 'shop/ä\nnew.md']);
    await commit({ 'shop/bin': '\0\0' }, { at: '2026-03-01T00:00:00Z' });
    const entity = entityIn(root.resolve('repo/shop'));
    const since = new Date(long);
    const all = await create().commits({ entity, since });
    expect(all).toMatchObject({
      complete: true,
      revision: git(['rev-parse', 'HEAD']).toString().trim(),
      commits: [
        {
          at: '2026-03-01T00:00:00.000Z',
          files: [
            { path: 'bin', added: 0, removed: 0 },
            { path: 'ä\nnew.md', added: 0, removed: 0 },
          ],
          merge: false,
          bot: false,
        },
        {
          at: '2026-02-03T02:05:06.000Z',
          files: [{ path: 'a.md', added: 3, removed: 0 }],
        },
      ],
    });
    expect(all?.commits).toHaveLength(2);
    expect(
      filesOf(
        await create().commits({ entity, since, paths: ['bin', '../other'] }),
      ),
    ).toEqual([[{ path: 'bin', added: 0, removed: 0 }]]);
    expect(
      filesOf(
        await create().commits({ entity, since: new Date('2026-02-20') }),
      ),
    ).toHaveLength(1);
  });

  it('tells people apart without telling who they are', async () => {
    const by = (name: string, mail: string, message?: string) =>
      commit({ a: `${name}${mail}${message}` }, { by: name, mail, message });
    await by('Jane', 'jane@example.org');
    await by(
      'J. Doe',
      'JANE@example.org',
      'x\n\nCo-authored-by: Zed <z@z.org>\nCo-authored-by: J <jane@example.org>\nCo-authored-by: dependabot[bot] <d@x>',
    );
    await by('Zed', 'z@z.org');
    await by('dependabot[bot]', '1+dependabot[bot]@users.noreply.github.com');
    await by('jane', '77+jane-doe@users.noreply.github.com');
    await by('jane', 'jane-doe@users.noreply.github.com');
    const answer = await create().commits({
      entity: entityIn(root.resolve('repo')),
      since: new Date(long),
    });
    const [sixth, fifth, bot, third, second, first] = answer!.commits;
    expect(first.authorKey).toBe(second.authorKey);
    expect(second.coAuthorKeys).toEqual([third.authorKey]);
    expect(fifth.authorKey).toBe(sixth.authorKey);
    expect(answer!.commits.map(it => it.bot)).toEqual(
      [sixth, fifth, bot, third, second, first].map(it => it === bot),
    );
    expect(new Set(answer!.commits.map(it => it.authorKey)).size).toBe(4);
    expect(JSON.stringify(answer)).not.toMatch(/jane|zed|example|z\.org/i);
    const again = await create().commits({
      entity: entityIn(root.resolve('repo')),
      since: new Date(long),
    });
    expect(again!.commits[0].authorKey).not.toBe(sixth.authorKey);
  });

  it('is not misled by what people and files are called', async () => {
    const fake = `\u0001${'0'.repeat(
      40,
    )}\u0002\u00022026-01-01T00:00:00Z\u0002`;
    await commit({ a: '1' }, { by: `x\u0002y${fake}`, mail: `e\u0002${fake}` });
    await commit({ [`9\t9\tz`]: 'x\n', [fake.replaceAll('/', '')]: '1\n2\n' });
    const answer = await create().commits({
      entity: entityIn(root.resolve('repo')),
      since: new Date(long),
    });
    expect(filesOf(answer)).toEqual([
      expect.arrayContaining([
        { path: '9\t9\tz', added: 1, removed: 0 },
        { path: fake, added: 2, removed: 0 },
      ]),
      expect.arrayContaining([{ path: 'a', added: 1, removed: 0 }]),
    ]);
  });

  it('tells merges from other commits', async () => {
    await commit({ a: '1' });
    git(['checkout', '-qb', 'side']);
    await commit({ b: '1' });
    git(['checkout', '-q', 'main']);
    await commit({ c: '1' });
    git(['merge', '-q', '--no-ff', '-m', 'merge', 'side']);
    const answer = await create().commits({
      entity: entityIn(root.resolve('repo')),
      since: new Date(long),
    });
    expect(answer!.commits.filter(it => !it.merge)).toHaveLength(3);
    expect(answer!.commits.filter(it => it.merge)).toMatchObject([
      { files: [] },
    ]);
  });

  it('tells when a file came, and all files', async () => {
    await commit({ 'shop/a': '1' }, { at: '2025-01-01T00:00:00Z' });
    await commit({ 'shop/a': '2', 'shop/x/b': '1' });
    await fs.writeFile(root.resolve('repo/shop/untracked'), '');
    const entity = entityIn(root.resolve('repo/shop'));
    const history = create();
    expect(await history.firstCommitAt({ entity, path: 'a' })).toBe(
      '2025-01-01T00:00:00.000Z',
    );
    expect(await history.firstCommitAt({ entity, path: '../x' })).toBeNull();
    expect(
      await history.firstCommitAt({ entity, path: 'untracked' }),
    ).toBeNull();
    expect(await history.trackedPaths({ entity })).toEqual({
      complete: true,
      paths: ['a', 'x/b'],
    });
  });

  it('knows nothing without a repository, or with half of one', async () => {
    await commit({ a: '1' });
    await commit({ a: '2' });
    const shallow = root.resolve('shallow');
    const origin = `file://${root.resolve('repo')}`;
    git(['clone', '-q', '--depth', '1', origin, shallow]);
    await fs.mkdir(root.resolve('plain'));
    for (const directory of [shallow, root.resolve('plain')]) {
      const entity = entityIn(directory);
      const history = create();
      expect(
        await history.commits({ entity, since: new Date(long) }),
      ).toBeUndefined();
      expect(await history.firstCommitAt({ entity, path: 'a' })).toBeNull();
    }
    expect(
      await create().trackedPaths({ entity: entityIn(root.resolve('plain')) }),
    ).toBeUndefined();
  });

  it('refuses a directory that the entity may not name, and stops when asked to', async () => {
    await commit({ a: '1' });
    const refused: string[] = [];
    const entity = entityIn(root.resolve('repo'));
    entity.metadata.annotations!['backstage.io/source-location'] = 'file:/etc';
    expect(
      await create().commits({
        entity,
        since: new Date(long),
        onRefused: problem => refused.push(problem.message),
      }),
    ).toBeUndefined();
    expect(refused).toEqual([expect.stringMatching(/No history was read/)]);
    await expect(
      create().commits({
        entity: entityIn(root.resolve('repo')),
        since: new Date(long),
        signal: AbortSignal.abort(new Error('given up')),
      }),
    ).rejects.toThrow('given up');
  });
});
