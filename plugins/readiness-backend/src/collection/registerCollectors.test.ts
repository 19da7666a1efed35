import { mockServices } from '@backstage/backend-test-utils';
import { readReadinessConfig } from '../config';
import { FixtureCollector } from './__fixtures__/FixtureCollector';
import { registerCollectors } from './registerCollectors';

function register(collectors: FixtureCollector[], settings: object = {}) {
  const config = readReadinessConfig(
    mockServices.rootConfig({
      data: JSON.parse(JSON.stringify({ readiness: { collectors: settings } })),
    }),
  );
  return registerCollectors(
    collectors.map(collector => ({ collector })),
    config.collector,
  );
}

describe('registerCollectors', () => {
  it('takes what the collector says, and what is configured over it', () => {
    const { accepted, rejected } = register(
      [new FixtureCollector('one'), new FixtureCollector('two')],
      { two: { frequency: { minutes: 5 }, timeout: { seconds: 9 } } },
    );
    expect(rejected).toEqual([]);
    expect(accepted).toMatchObject([
      {
        frequency: { hours: 1 },
        timeToLive: { hours: 3 },
        timeout: { minutes: 5 },
        target: { kind: { $in: ['Component', 'Resource'] } },
      },
      { frequency: { minutes: 5 }, timeout: { seconds: 9 } },
    ]);
  });

  it('refuses whoever follows itself, also through others', () => {
    const following = (id: string, ...follows: string[]) =>
      Object.assign(new FixtureCollector(id), { follows });
    const { accepted, rejected } = register([
      following('itself', 'itself'),
      following('a', 'b', 'catalog', 'nobody'),
      following('b', 'c'),
      following('c', 'a'),
      following('d', 'a', 'b', 'itself'),
    ]);
    expect(accepted.map(({ collector: { id } }) => id)).toEqual([
      'a',
      'b',
      'd',
    ]);
    expect(rejected.map(({ error }) => error.message)).toEqual([
      "Collector 'itself' follows itself, or collectors that follow it",
      "Collector 'c' follows itself, or collectors that follow it",
    ]);
  });

  it('leaves out what is disabled, but keeps its id taken', () => {
    const { accepted, rejected } = register(
      [new FixtureCollector('one'), new FixtureCollector('one')],
      { one: { disabled: true } },
    );
    expect(accepted).toEqual([]);
    expect(rejected).toHaveLength(1);
  });

  it.each([
    'catalog',
    'owner',
    'readiness/owner',
    'a--b',
    'a-',
    '',
    '1a',
    'a'.repeat(64),
  ])('rejects the id %p, and nothing else', id => {
    const { accepted, rejected } = register([
      new FixtureCollector(id),
      new FixtureCollector('good'),
    ]);
    expect(accepted.map(({ collector }) => collector.id)).toEqual(['good']);
    expect(rejected[0].error.message).toContain('cannot be the id');
  });

  it('rejects facts that go stale between two looks, and names the key', () => {
    const { rejected } = register([new FixtureCollector('slo')], {
      slo: { frequency: { hours: 4 } },
    });
    expect(rejected[0].error.message).toContain(
      'readiness.collectors.slo.timeToLive must be longer',
    );
  });
});
