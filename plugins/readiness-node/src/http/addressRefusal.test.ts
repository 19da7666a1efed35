import fc from 'fast-check';
import { addressRefusal } from './addressRefusal';

const strict = { allowPrivateAddresses: false, isHost: false };
const lenient = { allowPrivateAddresses: true, isHost: false };
const listed = { allowPrivateAddresses: true, isHost: true };

describe('addressRefusal', () => {
  it.each(['1.1.1.1', '140.82.121.5', '2606:4700::1111', '64:ff9b::1.1.1.1'])(
    'lets public address %s pass',
    address => {
      expect(addressRefusal(address, strict)).toBe(undefined);
      expect(addressRefusal(address, lenient)).toBe(undefined);
    },
  );

  it.each([
    '10.1.2.3',
    '127.0.0.1',
    '127.9.9.9',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '198.18.0.1',
    '::1',
    'fd12::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::127.0.0.1',
    '2002:a00:1::1',
  ])('lets private address %s pass only where they are allowed', address => {
    expect(addressRefusal(address, strict)).toBe('a private address');
    expect(addressRefusal(address, lenient)).toBe(undefined);
  });

  it.each([
    '169.254.169.254',
    '169.254.0.1',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    '100.100.100.200',
    '168.63.129.16',
  ])('refuses %s unless it is listed itself', address => {
    expect(addressRefusal(address, strict)).toMatch(/link-local/);
    expect(addressRefusal(address, lenient)).toMatch(/link-local/);
    expect(addressRefusal(address, { ...strict, isHost: true })).toMatch(
      /link-local/,
    );
    expect(addressRefusal(address, listed)).toBe(undefined);
  });

  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '255.255.255.255',
    '224.0.0.1',
    '::',
    'ff02::1',
    '::7f00:1',
    '64:ff9b:1:a9fe:a9:fe00:101:101',
    '::ffff:0.0.0.0',
    '2001::1',
    'nonsense',
    '',
  ])('refuses %s always', address => {
    expect(typeof addressRefusal(address, listed)).toBe('string');
  });

  it('judges an IPv4 address alike, however it is written', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.boolean(), (address, allowPrivateAddresses) => {
        const options = { allowPrivateAddresses, isHost: false };
        const judged = addressRefusal(address, options);
        expect(addressRefusal(`::ffff:${address}`, options)).toBe(judged);
        expect(addressRefusal(`64:ff9b::${address}`, options)).toBe(judged);
      }),
    );
  });

  it('refuses at least as much where private addresses are not allowed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), address => {
        expect(
          addressRefusal(address, lenient) === undefined ||
            addressRefusal(address, strict) !== undefined,
        ).toBe(true);
      }),
    );
  });
});
