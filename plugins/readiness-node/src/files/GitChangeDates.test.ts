import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { execFileSync } from 'node:child_process';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { DefaultEntityFiles } from './DefaultEntityFiles';

const text = 'one\ntwo\nthree\n';

describe('dates of local files by git', () => {
  const root = createMockDirectory();

  beforeEach(() => root.clear());

  const git = (
    directory: string,
    args: string[],
    date = '2026-02-03T04:05:06+02:00',
  ) =>
    execFileSync(
      'git',
      ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args],
      {
        cwd: directory,
        env: {
          PATH: process.env.PATH,
          HOME: root.path,
          GIT_COMMITTER_DATE: date,
          GIT_AUTHOR_DATE: date,
        },
        stdio: 'pipe',
      },
    );

  async function dates(directory: string) {
    const files = DefaultEntityFiles.create({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
      urlReader: mockServices.urlReader.mock(),
    });
    const location = `file:${join(directory, 'catalog-info.yaml')}`;
    const listing = await files.list({
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'shop',
          annotations: { 'backstage.io/managed-by-location': location },
        },
      },
      globs: ['README.md', 'docs/**'],
    });
    return Object.fromEntries(
      await Promise.all(
        (listing?.files ?? []).map(
          async f => [f.path, await f.changedAt()] as const,
        ),
      ),
    );
  }

  it('tells the date of the last commit of each file, whatever its name', async () => {
    const hostile = [
      'docs/--output=x',
      'docs/:(glob)*',
      'docs/$(touch y).md',
      'docs/a\nb.md',
    ];
    root.setContent({
      repo: { shop: { 'README.md': text } },
    });
    const shop = root.resolve('repo/shop');
    await fs.mkdir(join(shop, 'docs'));
    for (const name of hostile) {
      await fs.writeFile(join(shop, name), text);
    }
    git(root.resolve('repo'), ['init', '-q']);
    git(root.resolve('repo'), ['add', '.']);
    git(root.resolve('repo'), ['commit', '-qm', 'one']);
    await fs.writeFile(join(shop, 'README.md'), `${text}four\nfive\nsix\n`);
    git(
      root.resolve('repo'),
      ['commit', '-qam', 'two'],
      '2026-03-01T00:00:00Z',
    );
    await fs.writeFile(join(shop, 'docs/new.md'), 'not committed');

    expect(await dates(shop)).toEqual({
      ...Object.fromEntries(hostile.map(n => [n, '2026-02-03T02:05:06.000Z'])),
      'README.md': '2026-03-01T00:00:00.000Z',
      'docs/new.md': null,
    });
    expect(await fs.readdir(shop)).toEqual(
      expect.not.arrayContaining(['x', 'y']),
    );
  });

  it('passes over changes of fewer than three lines, and over white space', async () => {
    root.setContent({ repo: { 'README.md': text } });
    const repo = root.resolve('repo');
    const commit = async (content: string | Buffer, date: string) => {
      await fs.writeFile(join(repo, 'README.md'), content);
      git(repo, ['add', '.']);
      git(repo, ['commit', '-qm', 'next'], date);
    };
    git(repo, ['init', '-q']);
    await commit(text, '2026-01-01T00:00:00Z');
    await commit('one\n2\n3\n', '2026-02-01T00:00:00Z');
    await commit('  one\n\t2\n  3\n', '2026-02-02T00:00:00Z');
    expect(await dates(repo)).toEqual({
      'README.md': '2026-01-01T00:00:00.000Z',
    });
    await commit('1\n2\n', '2026-02-03T00:00:00Z');
    await commit('1\n2\n3\n4\n5\n', '2026-03-01T00:00:00Z');
    await commit('1\n2\n3\n4\n', '2026-03-02T00:00:00Z');
    expect(await dates(repo)).toEqual({
      'README.md': '2026-03-01T00:00:00.000Z',
    });
    await commit(Buffer.from([0, 1, 2, 3]), '2026-04-01T00:00:00Z');
    expect(await dates(repo)).toEqual({
      'README.md': '2026-03-01T00:00:00.000Z',
    });
  });

  it('tells nothing for a shallow clone or without a repository', async () => {
    root.setContent({
      repo: { 'README.md': text },
      plain: { 'README.md': text },
    });
    const repo = root.resolve('repo');
    git(repo, ['init', '-q']);
    git(repo, ['add', '.']);
    git(repo, ['commit', '-qm', 'one']);
    await fs.writeFile(join(repo, 'README.md'), text.toUpperCase());
    git(repo, ['commit', '-qam', 'two']);
    const shallow = root.resolve('shallow');
    const origin = `file://${repo}`;
    git(root.path, ['clone', '-q', '--depth', '1', origin, shallow]);

    expect(await dates(repo)).toEqual({
      'README.md': '2026-02-03T02:05:06.000Z',
    });
    expect(await dates(shallow)).toEqual({ 'README.md': null });
    expect(await dates(root.resolve('plain'))).toEqual({
      'README.md': null,
    });
  });

  it('runs nothing that the repository asks for', async () => {
    root.setContent({
      repo: { 'README.md': text, '.gitattributes': '*.md diff=trap\n' },
    });
    const repo = root.resolve('repo');
    const trap = root.resolve('trap.sh');
    await fs.writeFile(trap, `#!/bin/sh\ntouch ${root.resolve('sprung')}\n`, {
      mode: 0o755,
    });
    git(repo, ['init', '-q']);
    git(repo, ['add', '.']);
    // A signed commit, because showing its signature would start the repository's own program.
    const signer = root.resolve('signer.sh');
    await fs.writeFile(
      signer,
      [
        '#!/bin/sh',
        'cat > /dev/null',
        'echo "[GNUPG:] SIG_CREATED " >&2',
        'echo "-----BEGIN PGP SIGNATURE-----"',
        'echo "-----END PGP SIGNATURE-----"',
      ].join('\n'),
      { mode: 0o755 },
    );
    git(repo, ['-c', `gpg.program=${signer}`, 'commit', '-S', '-qm', 'one']);
    for (const [key, value] of [
      ['core.fsmonitor', trap],
      ['core.pager', trap],
      ['log.showSignature', 'true'],
      ['gpg.program', trap],
      ['core.sshCommand', trap],
      ['diff.external', trap],
      ['diff.trap.command', trap],
      ['diff.trap.textconv', trap],
    ]) {
      git(repo, ['config', key, value]);
    }
    expect(await dates(repo)).toEqual({
      'README.md': '2026-02-03T02:05:06.000Z',
    });
    expect(await fs.readdir(root.path)).not.toContain('sprung');
  });
});
