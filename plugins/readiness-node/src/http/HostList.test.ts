import { HostList } from './HostList';

const hosts = new HostList([
  'API.Example.com',
  'prometheus:9090',
  'secure.example.com:443',
  'plain.example.com:80',
  '127.0.0.1:8080',
  '[FD00::1]:9090',
]);

describe('HostList', () => {
  it.each([
    'https://api.example.com/x',
    'http://api.example.com/x',
    'https://api.example.com:443/x',
    'http://prometheus:9090/',
    'https://secure.example.com/',
    'http://plain.example.com/',
    'http://2130706433:8080/',
    'http://0x7f.1:8080/',
    'http://0177.0.0.1:8080/',
    'http://[fd00:0:0::1]:9090/',
  ])('has %s', url => {
    expect(hosts.has(new URL(url))).toBe(true);
  });

  it.each([
    'https://api.example.com:8443/',
    'https://api.example.com./',
    'https://api.example.com.evil.com/',
    'https://evil-api.example.com/',
    'https://api.example.com@evil.com/',
    'http://prometheus/',
    'http://secure.example.com/',
    'https://plain.example.com/',
    'http://127.0.0.1/',
  ])('has not %s', url => {
    expect(hosts.has(new URL(url))).toBe(false);
  });

  it('knows which addresses are listed, whatever the port', () => {
    expect(hosts.names('127.0.0.1')).toBe(true);
    expect(hosts.names('fd00::1')).toBe(true);
    expect(hosts.names('127.0.0.2')).toBe(false);
  });

  it.each([
    '',
    'http://a',
    'a/b',
    'a b',
    '*.a',
    'a:b',
    'u@a',
    'a?b',
    'a:99999',
  ])('refuses %j', host => {
    expect(() => new HostList([host])).toThrow(/A host of a source/);
  });
});
