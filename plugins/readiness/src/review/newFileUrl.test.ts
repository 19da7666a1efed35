import { newFileUrl } from './newFileUrl';

const file = { path: 'docs/reviews/2026-06-15.md', text: 'a b\n&c' };
const name = 'docs%2Freviews%2F2026-06-15.md';

describe('newFileUrl', () => {
  it.each([
    [
      'https://github.com/harbour/cart/tree/main/',
      `https://github.com/harbour/cart/new/main?filename=${name}&value=a%20b%0A%26c`,
    ],
    [
      'https://github.com/harbour/shop/tree/main/services/cart',
      `https://github.com/harbour/shop/new/main?filename=services%2Fcart%2F${name}&value=a%20b%0A%26c`,
    ],
    [
      'https://github.harbour.example/shop/cart/blob/main/cart/catalog-info.yaml',
      `https://github.harbour.example/shop/cart/new/main?filename=cart%2F${name}&value=a%20b%0A%26c`,
    ],
    [
      'https://gitlab.com/harbour/shop/cart/-/tree/main/',
      `https://gitlab.com/harbour/shop/cart/-/new/main?file_name=${name}&content=a%20b%0A%26c`,
    ],
    [
      'https://git.harbour.example/harbour/cart/-/blob/main/catalog-info.yaml',
      `https://git.harbour.example/harbour/cart/-/new/main?file_name=${name}&content=a%20b%0A%26c`,
    ],
    [
      'https://me:secret@gitlab.com/harbour/cart/tree/main',
      `https://gitlab.com/harbour/cart/-/new/main?file_name=${name}&content=a%20b%0A%26c`,
    ],
  ])('of %s', (source, url) => {
    expect(newFileUrl(source, file)).toMatchObject({ url, hasText: true });
  });

  it.each([
    null,
    'no address',
    'http://github.com/harbour/cart/tree/main/',
    ['javascript', '//github.com/a/b/tree/main'].join(':'),
    'https://github.com/harbour/cart',
    'https://bitbucket.org/harbour/cart/src/main/',
    'https://notgithub.com/harbour/cart/tree/main',
    'https://github.com/harbour/cart/tree/main/%E0%A4%A',
  ])('leads nowhere for %s', source => {
    expect(newFileUrl(source, file)).toBeUndefined();
  });

  it('leaves out a text that is too long for an address', () => {
    const page = newFileUrl('https://github.com/harbour/cart/tree/main/', {
      ...file,
      text: 'x'.repeat(8_000),
    });
    expect(page).toEqual({
      host: 'GitHub',
      url: `https://github.com/harbour/cart/new/main?filename=${name}`,
      hasText: false,
    });
  });
});
