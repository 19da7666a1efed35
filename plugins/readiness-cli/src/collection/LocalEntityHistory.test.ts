import { createMockDirectory } from '@backstage/backend-test-utils';
import { execFileSync } from 'node:child_process';
import { LocalEntityFiles } from './LocalEntityFiles';
import { LocalEntityHistory } from './LocalEntityHistory';
import { readEntities } from './readEntities';

describe('files and history of entities of local catalog files', () => {
  const root = createMockDirectory();

  it('are those of the directory of the file, whatever its annotations say', async () => {
    root.setContent({
      repo: {
        CODEOWNERS: '* @a',
        'catalog-info.yaml': [
          'apiVersion: backstage.io/v1alpha1',
          'kind: Component',
          'metadata:',
          '  name: shop',
          '  annotations:',
          '    backstage.io/source-location: url:https://github.com/acme/other/tree/main/',
          'spec: { type: service, lifecycle: production, owner: a }',
        ].join('\n'),
      },
    });
    const git = (...args: string[]) =>
      execFileSync(
        'git',
        ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args],
        { cwd: root.resolve('repo'), stdio: 'pipe' },
      );
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'one');
    const { entities } = await readEntities(
      [root.resolve('repo/catalog-info.yaml')],
      { cwd: root.path },
    );
    const [{ entity }] = entities;
    const files = new LocalEntityFiles(entities);
    const history = new LocalEntityHistory(entities);

    const listing = await files.repositoryFiles({ entity });
    expect(listing?.files.map(file => file.path)).toEqual(['CODEOWNERS']);
    const paths = ['CODEOWNERS', 'catalog-info.yaml'];
    expect(await history.trackedPaths({ entity })).toEqual({
      complete: true,
      paths,
    });
    expect(await history.firstCommitAt({ entity, path: 'CODEOWNERS' })).toMatch(
      /^\d{4}-/,
    );
    expect(
      (await history.commits({ entity, since: new Date(0) }))?.commits,
    ).toMatchObject([{ files: paths.map(path => ({ path })) }]);

    const stranger = {
      ...entity,
      metadata: { ...entity.metadata, name: 'stranger' },
    };
    expect(await files.repositoryFiles({ entity: stranger })).toBeUndefined();
    expect(
      await history.commits({ entity: stranger, since: new Date(0) }),
    ).toBeUndefined();
  });
});
