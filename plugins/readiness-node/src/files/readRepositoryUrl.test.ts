import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import fc from 'fast-check';
import { readRepositoryUrl } from './readRepositoryUrl';
import { repositoryPlace } from './RepositoryPlace';
import { toRepositoryUrl } from './toRepositoryUrl';

describe('toRepositoryUrl', () => {
  it.each([
    ['https://github.com/Acme/Shop', 'https://github.com/acme/shop'],
    ['http://me:pw@github.com/acme/shop.git', 'https://github.com/acme/shop'],
    [
      'https://github.com/acme/shop/blob/main/a/catalog-info.yaml?x#y',
      'https://github.com/acme/shop',
    ],
    ['https://github.com/acme/src/tree/main/', 'https://github.com/acme/src'],
    [
      'https://lab.example.org/a/deep/shop/-/blob/main/src/x.md',
      'https://lab.example.org/a/deep/shop',
    ],
    [
      'https://lab.example.org/a/tree/shop/-/blob/main/x.md',
      'https://lab.example.org/a/tree/shop',
    ],
    ['https://gitlab.com/a/b/shop/tree/main/x', 'https://gitlab.com/a/b/shop'],
    [
      'https://tea.example.org:3000/acme/shop/src/branch/main/x',
      'https://tea.example.org:3000/acme/shop',
    ],
    [
      'https://bitbucket.org/acme/shop/src/main',
      'https://bitbucket.org/acme/shop',
    ],
    [
      'https://b.example.org/projects/ACME/repos/shop/browse/a?at=main',
      'https://b.example.org/projects/acme/repos/shop',
    ],
    [
      'https://dev.azure.com/acme/pay/_git/shop?path=/a/b.yaml',
      'https://dev.azure.com/acme/pay/_git/shop',
    ],
  ])('finds the repository of %s', (url, repository) => {
    expect(toRepositoryUrl(url)).toBe(repository);
  });

  it.each([
    '',
    'x',
    'file:///etc/passwd',
    'https://github.com/',
    'ssh://a/b/c',
  ])('finds none in %j', url => {
    expect(toRepositoryUrl(url)).toBeUndefined();
  });

  it('takes any text, and gives the same for what it gave', () => {
    const text = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string(),
    );
    fc.assert(
      fc.property(text, url => {
        const once = toRepositoryUrl(url);
        fc.pre(once !== undefined && !/\.git\/?$/.test(once));
        expect(toRepositoryUrl(once!)).toBe(once);
      }),
    );
  });

  it('agrees with the stricter reading on which repository a file is in', () => {
    const integrations = ScmIntegrations.fromConfig(new ConfigReader({}));
    const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    fc.assert(
      fc.property(
        fc.constantFrom(
          (r: string, p: string) => `https://github.com/${r}/tree/${p}`,
          (r: string, p: string) => `https://gitlab.com/${r}/-/blob/${p}`,
          (r: string, p: string) => `https://bitbucket.org/${r}/src/${p}`,
        ),
        fc.tuple(name, name),
        fc.array(name, { minLength: 1, maxLength: 4 }),
        (shape, repository, path) => {
          const url = shape(repository.join('/'), path.join('/'));
          const { repository: strict } = repositoryPlace(url, integrations)!;
          expect(toRepositoryUrl(url)).toBe(strict);
        },
      ),
    );
  });
});

describe('readRepositoryUrl', () => {
  const entity = (annotations?: Record<string, string>): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shop', annotations },
  });
  const managed = 'backstage.io/managed-by-location';
  const source = 'backstage.io/source-location';

  it.each([
    [
      { [managed]: 'url:https://github.com/a/catalog/blob/main/c.yaml' },
      'https://github.com/a/catalog',
    ],
    [
      {
        [managed]: 'url:https://github.com/a/catalog/blob/main/c.yaml',
        [source]: 'url:https://github.com/a/shop/tree/main/',
      },
      'https://github.com/a/shop',
    ],
    [
      {
        [managed]: 'url:https://github.com/a/catalog/blob/main/c.yaml',
        [source]: 'url:',
      },
      'https://github.com/a/catalog',
    ],
    [{ [managed]: 'file:/srv/c.yaml' }, undefined],
    [undefined, undefined],
  ])('reads %j', (annotations, url) => {
    expect(readRepositoryUrl(entity(annotations))).toBe(url);
  });
});
