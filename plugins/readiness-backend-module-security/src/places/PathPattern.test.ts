import fc from 'fast-check';
import { PathPattern } from './PathPattern';

const read = (pattern: string, path: string, requires = ['name']) =>
  new PathPattern(pattern, { key: 'k', requires }).read(path);

describe('PathPattern', () => {
  it.each([
    ['{name}.sarif', 'Till.sarif', 'component:default/till'],
    ['{namespace}/{name}.sarif', 'shop/till.sarif', 'component:shop/till'],
    ['{kind}/{name}/**', 'resource/db/a/b.json', 'resource:default/db'],
    [
      '**/{name}/trivy*.json',
      'a/b/till/trivy-9.json',
      'component:default/till',
    ],
    ['**/{name}/trivy*.json', 'till/trivy.json', 'component:default/till'],
  ])('%s reads %s as %s', (pattern, path, entityRef) => {
    expect(read(pattern, path)?.entityRef).toBe(entityRef);
  });

  it.each([
    ['{name}.sarif', 'a/till.sarif'],
    ['{name}.sarif', 'tillxsarif'],
    ['{name}/*.json', 'till/a/b.json'],
    ['{name}.json', 'till me.json'],
    ['{name}.json', '.json'],
  ])('%s does not fit %s', (pattern, path) => {
    expect(read(pattern, path)).toBeUndefined();
  });

  it('reads versions', () => {
    expect(read('{name}/{version}/**', 'till/1.4.2+b7/a')).toEqual({
      entityRef: 'component:default/till',
      version: '1.4.2+b7',
    });
  });

  it.each(['', 'x', '{nam}', '{name}{name}', '{name', '{name}/{owner}'])(
    'refuses %j',
    pattern => expect(() => read(pattern, 'x')).toThrow(/^k /),
  );

  it('answers soon, whatever the path', () => {
    const pattern = new PathPattern('**/{name}-{version}/**/*.json', {
      key: 'k',
      requires: ['name'],
    });
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', '-', '/', '.'),
          maxLength: 300,
        }),
        path => {
          const began = process.cpuUsage().user;
          pattern.read(path);
          expect((process.cpuUsage().user - began) / 1_000).toBeLessThan(500);
        },
      ),
    );
  });
});
