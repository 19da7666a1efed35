import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import fc from 'fast-check';
import { repositoryPlace } from './RepositoryPlace';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      gitlab: [
        {
          host: 'lab.example.org',
          apiBaseUrl: 'https://lab.example.org/git/api/v4',
          baseUrl: 'https://lab.example.org/git',
        },
      ],
      gitea: [{ host: 'tea.example.org' }],
      bitbucketServer: [
        {
          host: 'bucket.example.org',
          apiBaseUrl: 'https://bucket.example.org/rest/api/1.0',
        },
      ],
    },
  }),
);

const place = (url: string) => repositoryPlace(url, integrations);

describe('repositoryPlace', () => {
  it.each([
    [
      'https://github.com/Acme/shop/tree/main/services/a/',
      'https://github.com/acme/shop',
      'https://github.com/Acme/shop/tree/main/',
      'services/a',
      'https://github.com/Acme/shop/blob/main/docs/x.md',
    ],
    [
      'https://github.com/acme/shop/blob/main/services/a/catalog-info.yaml',
      'https://github.com/acme/shop',
      'https://github.com/acme/shop/tree/main/',
      'services/a',
      'https://github.com/acme/shop/blob/main/docs/x.md',
    ],
    [
      'https://github.com/acme/shop',
      'https://github.com/acme/shop',
      'https://github.com/acme/shop/',
      '',
      'https://github.com/acme/shop/blob/HEAD/docs/x.md',
    ],
    [
      'https://gitlab.com/acme/deep/shop/-/blob/main/a/',
      'https://gitlab.com/acme/deep/shop',
      'https://gitlab.com/acme/deep/shop/-/tree/main/',
      'a',
      'https://gitlab.com/acme/deep/shop/-/blob/main/docs/x.md',
    ],
    [
      'https://lab.example.org/git/acme/shop/tree/main/a',
      'https://lab.example.org/git/acme/shop',
      'https://lab.example.org/git/acme/shop/-/tree/main/',
      'a',
      'https://lab.example.org/git/acme/shop/-/blob/main/docs/x.md',
    ],
    [
      'https://tea.example.org/acme/shop/src/tag/v1/a/',
      'https://tea.example.org/acme/shop',
      'https://tea.example.org/acme/shop/src/tag/v1/',
      'a',
      'https://tea.example.org/acme/shop/src/tag/v1/docs/x.md',
    ],
    [
      'https://bitbucket.org/acme/shop/src/main/a',
      'https://bitbucket.org/acme/shop',
      'https://bitbucket.org/acme/shop/src/main/',
      'a',
      'https://bitbucket.org/acme/shop/src/main/docs/x.md',
    ],
    [
      'https://bucket.example.org/projects/ACME/repos/shop/browse/a?at=main',
      'https://bucket.example.org/projects/acme/repos/shop',
      'https://bucket.example.org/projects/ACME/repos/shop/browse/?at=main',
      'a',
      'https://bucket.example.org/projects/ACME/repos/shop/browse/docs/x.md?at=main',
    ],
    [
      'https://dev.azure.com/acme/pay/_git/shop?path=/a/b.yaml&version=GBmain',
      'https://dev.azure.com/acme/pay/_git/shop',
      'https://dev.azure.com/acme/pay/_git/shop?path=%2F&version=GBmain',
      'a',
      'https://dev.azure.com/acme/pay/_git/shop?path=%2Fdocs%2Fx.md&version=GBmain',
    ],
    [
      'https://files.example.org/teams/a/catalog.yaml',
      null,
      'https://files.example.org/teams/a/',
      '',
      'https://files.example.org/teams/a/docs/x.md',
    ],
  ])('understands %s', (url, repository, treeUrl, directory, file) => {
    expect(place(url)).toMatchObject({ repository, treeUrl, directory });
    expect(place(url)?.fileUrl('docs/x.md')).toBe(file);
  });

  it.each([
    'https://github.com/acme/shop/raw/tree/main/',
    'https://github.com/acme/shop/x/tree/main/',
    'https://gitlab.com/acme/shop/raw/x/tree/main/',
    'https://lab.example.org/other/acme/shop/src/x',
    'https://dev.azure.com/acme/pay/_git/shop/x?path=/a',
  ])('knows no repository for the unusual %s', url => {
    expect(place(url)?.repository).toBeNull();
  });

  it.each([
    'file:///etc/passwd',
    'ftp://github.com/acme/shop',
    'https://me:secret@github.com/acme/shop',
    'https://github.com/acme%2fshop/x/tree/main',
    'https://github.com/acme/shop/tree/main/%5c..%5c',
    'https://github.com//acme/shop',
    'https://github.com/acme/shop/tree/main/%zz',
    'not a url',
  ])('refuses %s', url => {
    expect(place(url)).toBeUndefined();
  });

  it('never leaves the repository that it names, whatever follows it', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '-', 'tree', 'blob', 'raw', '%2e%2e', 'x'),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom('github.com', 'gitlab.com', 'tea.example.org'),
        fc.array(part, { maxLength: 8 }),
        (host, parts) => {
          const url = `https://${host}/acme/shop/${parts.join('/')}`;
          const found = place(url);
          fc.pre(found !== undefined && found.repository !== null);
          const { pathname } = new URL(found?.treeUrl ?? '');
          expect(`https://${host}${pathname}`.toLowerCase()).toMatch(
            `${found?.repository}/`,
          );
          expect(found?.directory.split('/')).not.toContain('..');
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
