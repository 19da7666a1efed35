import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { readHttpConfig } from './readHttpConfig';

const secret = 'very-secret';

function read(http: JsonObject) {
  return readHttpConfig(
    mockServices.rootConfig({ data: { readiness: { http } } }),
  );
}

const hosts = [
  { url: 'https://Quality.example.com/api/', name: 'quality' },
  { url: 'http://localhost:9000', allowPrivateAddresses: true, timeout: '10s' },
];

describe('readHttpConfig', () => {
  it('reads hosts and values', () => {
    const config = read({
      hosts,
      values: {
        'quality-token': {
          value: secret,
          hosts: ['quality', 'LOCALHOST:9000'],
        },
      },
    });
    expect(config).toEqual({
      hosts: [
        {
          name: 'quality',
          base: 'https://quality.example.com/api',
          allowPrivateAddresses: false,
        },
        {
          base: 'http://localhost:9000',
          allowPrivateAddresses: true,
          timeoutMs: 10_000,
        },
      ],
      values: new Map([
        [
          'quality-token',
          { value: secret, hosts: ['quality', 'LOCALHOST:9000'] },
        ],
      ]),
    });
  });

  it('has nothing where nothing is configured', () => {
    expect(readHttpConfig(mockServices.rootConfig())).toEqual({
      hosts: [],
      values: new Map(),
    });
  });

  it.each<[string, JsonObject, string]>([
    [
      'no URL',
      { hosts: [{ url: 'quality.example.com' }] },
      'readiness.http.hosts[0].url',
    ],
    [
      'another scheme',
      { hosts: [{ url: 'file:///etc/passwd' }] },
      'readiness.http.hosts[0].url',
    ],
    [
      'a user',
      { hosts: [{ url: `https://me:${secret}@quality.example.com` }] },
      'readiness.http.hosts[0].url',
    ],
    [
      'a query',
      { hosts: [{ url: 'https://quality.example.com/?a=b' }] },
      'readiness.http.hosts[0].url',
    ],
    [
      'a name that is none',
      { hosts: [{ url: 'https://a.example', name: 'Not One' }] },
      'readiness.http.hosts[0].name',
    ],
    [
      'a name twice',
      { hosts: [hosts[0], hosts[0]] },
      "two hosts named 'quality'",
    ],
    [
      'a time that is none',
      { hosts: [{ ...hosts[0], timeout: 'soon' }] },
      'readiness.http.hosts[0].timeout',
    ],
    [
      'a time that is too long',
      { hosts: [{ ...hosts[0], timeout: { hours: 1 } }] },
      'readiness.http.hosts[0].timeout',
    ],
    [
      'a value for nobody',
      { hosts, values: { token: { value: secret, hosts: [] } } },
      'readiness.http.values.token.hosts',
    ],
    [
      'a value without hosts',
      { hosts, values: { token: { value: secret } } },
      'readiness.http.values.token.hosts',
    ],
    [
      'a value for a host that is not listed',
      { hosts, values: { token: { value: secret, hosts: ['evil.example'] } } },
      "readiness.http.values.token.hosts[0]: there is no 'evil.example'",
    ],
    [
      'a value with a line break',
      {
        hosts,
        values: { token: { value: `${secret}\r\nX: y`, hosts: ['quality'] } },
      },
      'readiness.http.values.token.value',
    ],
    [
      'a value that is not there',
      { hosts, values: { token: { hosts: ['quality'] } } },
      'readiness.http.values.token.value',
    ],
    [
      'a name of a value that is none',
      { hosts, values: { Token: { value: secret, hosts: ['quality'] } } },
      'readiness.http.values.Token',
    ],
  ])('names the key of %s, and no secret', (_, http, message) => {
    expect(() => read(http)).toThrow(message);
    expect(() => read(http)).not.toThrow(secret);
  });
});
