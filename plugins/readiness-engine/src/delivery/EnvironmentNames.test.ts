import { EnvironmentNames } from './EnvironmentNames';

describe('EnvironmentNames', () => {
  it.each([
    ['prod*', 'Production', true],
    ['prod*', 'pre-prod', false],
    ['*-prod', 'eu-prod', true],
    ['*-prod', 'eu-prod-2', false],
    ['prod-??-*', 'prod-eu-1', true],
    ['prod-??-*', 'prod-eur-1', false],
    ['prod', 'prod', true],
    ['prod', 'production', false],
    ['*', '', true],
    ['?', '', false],
    ['*a*b*', 'xxaxxbxx', true],
    ['*a*b*', 'xxbxxaxx', false],
    ['prod.+', 'prod12', false],
  ])('%s fits %s: %s', (match, name, expected) => {
    const names = new EnvironmentNames({
      environments: [{ match, production: true }],
    });
    expect(names.isProduction(name)).toBe(expected);
  });

  it('goes by the first rule that fits', () => {
    const names = new EnvironmentNames({
      environments: [
        { match: 'prod-test', production: false, order: 3 },
        { match: 'prod*', production: true },
        { match: '*', production: false, order: 1 },
      ],
    });
    expect(
      ['prod-test', 'prod-eu', 'staging'].map(it => names.isProduction(it)),
    ).toEqual([false, true, false]);
    expect(names.orderOf('prod-test')).toBe(3);
    expect(names.orderOf('prod-eu')).toBe(-Infinity);
  });

  it('is quick for a glob that was made to be slow', () => {
    const names = new EnvironmentNames({
      environments: [{ match: `${'*a'.repeat(100)}b`, production: true }],
    });
    const begin = process.cpuUsage().user;
    expect(names.isProduction('a'.repeat(500))).toBe(false);
    expect((process.cpuUsage().user - begin) / 1_000).toBeLessThan(2_000);
  });
});
