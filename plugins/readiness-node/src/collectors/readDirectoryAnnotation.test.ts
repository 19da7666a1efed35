import { readDirectoryAnnotation } from './readDirectoryAnnotation';

const read = (value?: unknown) =>
  readDirectoryAnnotation(
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'checkout',
        annotations:
          value === undefined ? {} : { 'example.com/slos': value as string },
      },
    },
    'example.com/slos',
  );

describe('readDirectoryAnnotation', () => {
  it.each([
    [undefined, []],
    ['reliability/slo', ['reliability/slo/**']],
    ['./reliability//slo/', ['reliability/slo/**']],
    ['.', ['**']],
  ])('reads %j', (value, globs) => {
    expect(read(value)).toEqual({ globs });
  });

  it.each([
    '/etc',
    '~/x',
    '../other/slo',
    'slo/../../x',
    'C:/x',
    'file:///etc',
    'https://example.com/x',
    'a\\b',
    'slo/*',
    'a\u0000b',
    'x'.repeat(301),
    7,
    {},
  ])('refuses %j', value => {
    expect(read(value)).toEqual({
      globs: [],
      refused: expect.stringContaining('example.com/slos'),
    });
  });
});
