import { collectionTarget } from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { entityPlaces, isWithin, placeOf } from './EntityPlace';

describe('placeOf', () => {
  it.each([
    ['https://github.com/Acme/Shop', 'https://github.com/acme/shop', ''],
    ['https://github.com/acme/shop.git', 'https://github.com/acme/shop', ''],
    [
      'https://github.com/acme/shop/tree/main/',
      'https://github.com/acme/shop',
      '',
    ],
    [
      'https://github.com/acme/shop/tree/main/services/Till/',
      'https://github.com/acme/shop',
      'services/Till',
    ],
    [
      'https://github.com/acme/shop/blob/main/services/till/catalog-info.yaml',
      'https://github.com/acme/shop',
      'services/till',
    ],
    [
      'https://gitlab.com/acme/a/b/-/tree/main/x%20y',
      'https://gitlab.com/acme/a/b',
      'x y',
    ],
    [
      'https://bitbucket.org/acme/shop/src/main/till',
      'https://bitbucket.org/acme/shop',
      'till',
    ],
    [
      'https://git.example.org/acme/shop/src/branch/main/till',
      'https://git.example.org/acme/shop',
      'till',
    ],
    [
      'https://git.example.org/projects/A/repos/shop/browse/till?at=main',
      'https://git.example.org/projects/a/repos/shop',
      'till',
    ],
    [
      'https://dev.azure.com/acme/p/_git/shop?path=/till/catalog-info.yaml',
      'https://dev.azure.com/acme/p/_git/shop',
      'till',
    ],
    ['/srv/demo/till/catalog-info.yaml', 'file:', 'srv/demo/till'],
  ])('%s', (location, repository, directory) => {
    expect(placeOf(location)).toEqual({ repository, directory });
  });

  it.each(['', 'ftp://x/y/z', 'github.com/a/b', 'x'.repeat(3_000)])(
    'knows nothing of %.20s',
    location => expect(placeOf(location)).toBeUndefined(),
  );
});

describe('entityPlaces', () => {
  const of = (annotations: Record<string, string>) =>
    entityPlaces(
      collectionTarget({
        apiVersion: 'v1',
        kind: 'Component',
        metadata: { name: 'till', annotations },
      }).entity,
    );

  it('goes by the source, else by the document, else by slugs', () => {
    const location =
      'url:https://github.com/acme/shop/blob/main/till/catalog-info.yaml';
    const source = 'url:https://github.com/acme/till';
    expect(
      of({
        'backstage.io/managed-by-location': location,
        'backstage.io/source-location': source,
      }),
    ).toEqual([{ repository: 'https://github.com/acme/till', directory: '' }]);
    expect(of({ 'backstage.io/managed-by-location': location })).toEqual([
      { repository: 'https://github.com/acme/shop', directory: 'till' },
    ]);
    expect(
      of({
        'github.com/project-slug': 'acme/till',
        'gitlab.com/project-slug': '../x',
      }),
    ).toEqual([{ repository: 'https://github.com/acme/till', directory: '' }]);
    expect(of({})).toEqual([]);
  });
});

it.each([
  ['', 'a/b', true],
  ['a', 'a', true],
  ['a', 'a/b', true],
  ['a', 'ab', false],
  ['a/b', 'a', false],
])('%j holds %j: %s', (directory, path, expected) => {
  expect(isWithin(directory, path)).toBe(expected);
});
