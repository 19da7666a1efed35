import { regoPolicyOfFile } from './regoPolicyOfFile';

describe('regoPolicyOfFile', () => {
  it.each([
    ['policies/limits.tar.gz', 'limits'],
    ['limits.WASM', 'limits'],
    ['a.b.tgz', 'a.b'],
    ['policies', undefined],
    ['policies/limits.yaml', undefined],
    ['.wasm', undefined],
  ])('makes of %s the policy %s', (path, name) => {
    expect(regoPolicyOfFile(path)?.name).toBe(name);
  });
});
