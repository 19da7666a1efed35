import { mockServices } from '@backstage/backend-test-utils';
import { readPrometheusConfig } from './readPrometheusConfig';

const read = (...prometheus: object[]) =>
  readPrometheusConfig(
    mockServices.rootConfig({
      data: { readiness: { prometheus: prometheus as [] } },
    }),
  );

describe('readPrometheusConfig', () => {
  it('reads servers with their defaults', () => {
    expect(readPrometheusConfig(mockServices.rootConfig())).toEqual([]);
    expect(
      read(
        { url: 'https://prometheus.example.org' },
        {
          name: 'mimir',
          url: 'http://10.0.0.1:9009/prometheus/',
          headers: { Authorization: 'Bearer x', 'X-Scope-OrgID': 'shop' },
          allowPrivateAddresses: false,
          timeout: { minutes: 1 },
          concurrency: 8,
          requestsPerMinute: 60,
        },
      ),
    ).toEqual([
      {
        name: 'default',
        url: 'https://prometheus.example.org',
        host: 'prometheus.example.org',
        headers: {},
        allowPrivateAddresses: true,
        timeoutMs: 30_000,
        concurrency: 2,
        requestsPerMinute: undefined,
      },
      {
        name: 'mimir',
        url: 'http://10.0.0.1:9009/prometheus',
        host: '10.0.0.1:9009',
        headers: { Authorization: 'Bearer x', 'X-Scope-OrgID': 'shop' },
        allowPrivateAddresses: false,
        timeoutMs: 60_000,
        concurrency: 8,
        requestsPerMinute: 60,
      },
    ]);
  });

  it.each<[object, RegExp]>([
    [{}, /url/],
    [{ url: 'prometheus' }, /\[0\]\.url must be an http/],
    [{ url: 'file:///etc/passwd' }, /\[0\]\.url must be an http/],
    [{ url: 'https://me:secret@a' }, /use readiness\.prometheus\[0\]\.headers/],
    [{ url: 'https://a/?x=1' }, /neither a query/],
    [{ url: 'https://a', headers: { 'a b': 'c' } }, /name that no header/],
    [
      { url: 'https://a', headers: { a: 'b\nc: secret' } },
      /headers\.a must be one line/,
    ],
    [{ url: 'https://a', timeout: 'soon' }, /\[0\]\.timeout/],
    [{ url: 'https://a', timeout: { hours: 1 } }, /from 1 second to 5 minutes/],
    [
      { url: 'https://a', concurrency: 0 },
      /concurrency must be a whole number/,
    ],
    [{ url: 'https://a', requestsPerMinute: 1.5 }, /requestsPerMinute must be/],
  ])('refuses %j', (server, message) => {
    expect(() => read(server)).toThrow(message);
    expect(() => read(server)).not.toThrow(/secret/);
  });

  it('refuses one name twice', () => {
    expect(() => read({ url: 'https://a' }, { url: 'https://b' })).toThrow(
      /\[1\]\.name is that of another entry/,
    );
  });
});
