import { mockServices } from '@backstage/backend-test-utils';
import { readOpenCostConfig } from './readOpenCostConfig';

const read = (opencost?: object) =>
  readOpenCostConfig(
    mockServices.rootConfig({ data: { readiness: { cost: { opencost } } } }),
  );
const server = { url: 'https://opencost.example.org/', currency: 'EUR' };

describe('readOpenCostConfig', () => {
  it('is nothing without servers', () => {
    expect(read()).toBeUndefined();
    expect(read({ servers: [] })).toBeUndefined();
  });

  it('fills in defaults, and knows where each API is', () => {
    const config = read({
      servers: [
        server,
        {
          ...server,
          name: 'second',
          api: 'kubecost',
          url: 'https://example.org/costs',
          headers: { Authorization: 'Bearer x' },
          timeout: { seconds: 5 },
          allowPrivateAddresses: false,
        },
      ],
    });
    expect(config).toMatchObject({
      days: 14,
      schedule: { frequency: { hours: 12 }, timeToLive: { days: 2 } },
      servers: [
        {
          name: 'default',
          url: 'https://opencost.example.org/allocation/compute',
          host: 'opencost.example.org',
          timeoutMs: 120_000,
          allowPrivateAddresses: true,
        },
        {
          name: 'second',
          url: 'https://example.org/costs/model/allocation',
          timeoutMs: 5_000,
          headers: { Authorization: 'Bearer x' },
          allowPrivateAddresses: false,
        },
      ],
    });
  });

  it.each([
    [{ servers: [{ ...server, api: 'other' }] }, 'servers[0].api must be'],
    [{ servers: [{ ...server, url: 'ftp://x' }] }, 'servers[0].url must be'],
    [
      { servers: [{ ...server, url: 'https://a:b@x' }] },
      'servers[0].url must not hold a password',
    ],
    [{ servers: [{ ...server, currency: 'euro' }] }, 'servers[0].currency'],
    [
      { servers: [{ ...server, headers: { cookie: 'a\nb' } }] },
      'servers[0].headers',
    ],
    [
      { servers: [{ ...server, timeout: { hours: 1 } }] },
      'servers[0].timeout must be',
    ],
    [{ servers: [server, server] }, 'servers must have a name of its own each'],
    [{ servers: [server], days: 31 }, 'days must be a whole number'],
    [
      { servers: Array.from({ length: 51 }, () => server) },
      'servers must have at most 50',
    ],
  ])('refuses %j', (opencost, message) => {
    expect(() => read(opencost)).toThrow(`readiness.cost.opencost.${message}`);
  });
});
