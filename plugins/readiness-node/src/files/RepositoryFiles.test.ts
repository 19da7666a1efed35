import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { startGitHost } from './__fixtures__/gitHost';
import { DefaultEntityFiles } from './DefaultEntityFiles';

describe('RepositoryFiles', () => {
  const root = createMockDirectory();

  beforeEach(() => root.clear());

  const entityAt = (annotations: Record<string, string>): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'pay', annotations },
  });
  const localEntity = (directory: string) =>
    entityAt({
      'backstage.io/managed-by-location': `file:${root.resolve(
        directory,
        'catalog-info.yaml',
      )}`,
    });
  const local = () =>
    DefaultEntityFiles.create({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
      urlReader: mockServices.urlReader.mock(),
    });
  const git = (directory: string, ...args: string[]) =>
    execFileSync('git', args, { cwd: root.resolve(directory) });

  it('reads at the root of a work tree only what belongs to all of it', async () => {
    root.setContent({
      repo: {
        '.github': {
          CODEOWNERS: '* @a',
          workflows: { 'ci.yml': 'on: push', 'notes.md': 'x' },
        },
        'README.md': 'secret',
        'package.json': '{}',
        services: { pay: { 'catalog-info.yaml': '', CODEOWNERS: 'no' } },
      },
    });
    git('repo', 'init', '--quiet');
    const listing = await local().repositoryFiles({
      entity: localEntity('repo/services/pay'),
    });
    expect(listing?.directory).toBe('services/pay');
    expect(listing?.files.map(file => file.path)).toEqual([
      '.github/CODEOWNERS',
      '.github/workflows/ci.yml',
    ]);
    expect(await listing?.files[0].content()).toBe('* @a');
  });

  it('takes a directory outside of any work tree for the root', async () => {
    root.setContent({
      CODEOWNERS: 'outside',
      pay: { 'catalog-info.yaml': '', CODEOWNERS: '* @b' },
    });
    const listing = await local().repositoryFiles({
      entity: localEntity('pay'),
    });
    expect(listing?.directory).toBe('');
    expect(await listing?.files[0].content()).toBe('* @b');
  });

  it('follows no link out of the repository', async () => {
    root.setContent({
      'passwd.txt': 'secret',
      repo: { pay: { 'catalog-info.yaml': '' } },
    });
    git('repo', 'init', '--quiet');
    symlinkSync(root.resolve('passwd.txt'), root.resolve('repo/CODEOWNERS'));
    symlinkSync(root.resolve('.'), root.resolve('repo/docs'));
    const listing = await local().repositoryFiles({
      entity: localEntity('repo/pay'),
    });
    expect(listing?.files).toEqual([]);
    expect(listing?.problems.map(problem => problem.name)).toEqual([
      'CODEOWNERS',
      'docs',
    ]);
  });

  it('reads the root of a hosted repository from the tree of its entities', async () => {
    const host = await startGitHost();
    try {
      host.write('acme/mono', '.gitlab-ci.yml', 'stages: []');
      host.write('acme/mono', 'docs/CODEOWNERS', '* @c');
      host.write('acme/mono', 'docs/secret.md', 'x');
      host.write('acme/mono', 'services/pay/package.json', '{}');
      const config = mockServices.rootConfig({
        data: {
          integrations: {
            gitea: [{ host: host.host, baseUrl: `http://${host.host}` }],
          },
        },
      });
      const logger = mockServices.logger.mock();
      const files = DefaultEntityFiles.create({
        config,
        logger,
        urlReader: UrlReaders.default({ config, logger }),
      });
      const entity = entityAt({
        'backstage.io/managed-by-location': `url:http://${host.host}/acme/mono/src/branch/main/services/pay/catalog-info.yaml`,
      });
      const own = await files.list({ entity, globs: ['package.json'] });
      expect(await own?.files[0].content()).toBe('{}');
      host.takeRequests();
      const listing = await files.repositoryFiles({ entity });
      expect(listing?.directory).toBe('services/pay');
      expect(listing?.files.map(file => file.path)).toEqual([
        '.gitlab-ci.yml',
        'docs/CODEOWNERS',
      ]);
      expect(await listing?.files[1].content()).toBe('* @c');
      expect(host.takeRequests()).toEqual([]);
    } finally {
      await host.close();
    }
  });
});
