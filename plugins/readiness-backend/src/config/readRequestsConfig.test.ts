import { ConfigReader } from '@backstage/config';
import { readRequestsConfig } from './readRequestsConfig';

const read = (requests?: object) =>
  readRequestsConfig(
    new ConfigReader({
      readiness: requests
        ? { requests: JSON.parse(JSON.stringify(requests)) }
        : {},
    }),
  );

describe('readRequestsConfig', () => {
  it('takes 5,000 an hour, what is configured for all, and what is for one host', () => {
    expect(read().perHour('api.github.com')).toBe(5_000);
    const { perHour } = read({
      perHour: 100,
      hosts: [{ host: 'Git.Example.com:8443', perHour: 7 }],
    });
    expect(perHour('api.github.com')).toBe(100);
    expect(perHour('git.example.com:8443')).toBe(7);
    expect(perHour('git.example.com')).toBe(100);
  });

  it.each([
    [{ perHour: 0 }, /readiness\.requests\.perHour must be a whole number/],
    [{ perHour: 1.5 }, /readiness\.requests\.perHour/],
    [{ hosts: [{ host: 'https://x', perHour: 1 }] }, /hosts\[0\]\.host must/],
    [{ hosts: [{ host: 'x' }] }, /hosts\[0\]\.perHour is missing/],
    [
      {
        hosts: [
          { host: 'x', perHour: 1 },
          { host: 'X', perHour: 2 },
        ],
      },
      /hosts\[1\]\.host stands there twice/,
    ],
  ])('refuses %j and names the key', (requests, message) => {
    expect(() => read(requests)).toThrow(message);
  });
});
