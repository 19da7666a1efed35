import fc from 'fast-check';
import { maxTagsLength, parseTags } from './parseTags';

const plain = (text: string) => {
  const tags = parseTags(text);
  return tags && [...tags];
};

describe('parseTags', () => {
  it.each([
    ['a JSON object', '{"App": "shop", "env": "prod"}'],
    ['quotes doubled once more', '{""App"": ""shop"", ""env"": ""prod""}'],
    [
      'a JSON string of JSON',
      '"{\\"App\\": \\"shop\\", \\"env\\": \\"prod\\"}"',
    ],
    ['no braces', '"App": "shop","env": "prod"'],
    ['single quotes', "{'App': 'shop', 'env': 'prod'}"],
    [
      'key and value objects',
      '[{"key":"App","value":"shop"},{"Key":"env","Value":"prod"}]',
    ],
    ['a map of a query engine', '{App=shop, env=prod}'],
    ['semicolons', 'App=shop;env=prod'],
    ['bars', 'App=shop|env=prod'],
    ['quoted pairs', '"App"="shop","env"="prod"'],
  ])('reads %s', (_, text) => {
    expect(plain(text)).toEqual([
      ['app', 'shop'],
      ['env', 'prod'],
    ]);
  });

  it.each(['', '  ', 'NULL', 'null', '{}', '[]'])(
    'reads %j as no tags',
    text => {
      expect(plain(text)).toEqual([]);
    },
  );

  it.each([
    'shop',
    '{"app": "shop"',
    '{"app" "shop"}',
    '=shop',
    '"unfinished',
    'a=1;b',
    `{"app": "${'x'.repeat(maxTagsLength)}"}`,
  ])('does not guess at %.20j', text => {
    expect(parseTags(text)).toBeUndefined();
  });

  it('takes numbers, and no other value that is not text', () => {
    expect(
      plain('{"app": 7, "service": true, "component": null, "x": {"a": 1}}'),
    ).toEqual([['app', '7']]);
  });

  it('takes the first of keys that differ in case, and skips empty and long values', () => {
    expect(
      plain(`{"APP": "", "App": "${'v'.repeat(301)}", "app": "a", "aPP": "b"}`),
    ).toEqual([['app', 'a']]);
  });

  it('treats keys of prototypes as ordinary keys', () => {
    const tags = parseTags(
      '{"__proto__": {"service": "x"}, "constructor": "c", "service": "shop"}',
    );
    expect([...(tags ?? [])]).toEqual([
      ['constructor', 'c'],
      ['service', 'shop'],
    ]);
    expect(Object.prototype).not.toHaveProperty('service');
  });

  it('reads at most 500 tags', () => {
    const many = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, i) => [`k${i}`, 'v']),
    );
    expect(parseTags(JSON.stringify(many))?.size).toBe(500);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string({ unit: fc.constantFrom(...'{}[]":=,;|\'\\a') }),
        ),
        text => {
          const tags = parseTags(text);
          for (const [key, value] of tags ?? []) {
            expect(key).not.toBe('');
            expect(value).not.toBe('');
          }
        },
      ),
    );
  });
});
