/* eslint-disable no-script-url -- an address that must be refused */
import { findSourceUrl } from './findSourceUrl';

const entity = (annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'a', annotations },
});

describe('findSourceUrl', () => {
  it.each([
    [
      'backstage.io/view-url',
      'https://git.example.org/a',
      'https://git.example.org/a',
    ],
    [
      'backstage.io/source-location',
      'url:https://git.example.org/a/',
      'https://git.example.org/a/',
    ],
    [
      'backstage.io/managed-by-location',
      'url:http://git.example.org/a.yaml',
      'http://git.example.org/a.yaml',
    ],
    ['backstage.io/source-location', 'dir:./a', null],
    ['backstage.io/managed-by-location', 'file:/srv/catalog/a.yaml', null],
    ['backstage.io/view-url', 'javascript:alert(1)', null],
    ['backstage.io/source-location', 'url:javascript:alert(1)', null],
    ['backstage.io/view-url', 'data:text/html,x', null],
    ['backstage.io/view-url', 'nonsense', null],
    ['example.org/other', 'https://git.example.org/a', null],
  ])('of %s: %s is %s', (annotation, value, expected) => {
    expect(findSourceUrl(entity({ [annotation]: value }))).toBe(expected);
  });

  it('takes the first that is an address', () => {
    expect(
      findSourceUrl(
        entity({
          'backstage.io/view-url': 'javascript:alert(1)',
          'backstage.io/source-location': 'url:https://git.example.org/a/',
        }),
      ),
    ).toBe('https://git.example.org/a/');
    expect(findSourceUrl(null)).toBeNull();
  });
});
