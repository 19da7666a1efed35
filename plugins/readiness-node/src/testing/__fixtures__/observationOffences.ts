import {
  changing,
  contractOf,
  observe,
  Offence,
  problem,
  schema,
  targetOf,
  withData,
} from './Shelf';

let calls = 0;

/** Collectors that are declared badly, or say what they should not. */
export const observationOffences: Offence[] = [
  ['is declared', /The id is/, contractOf({ declared: { id: 'my shelf' } })],
  ['is declared', /The title/, contractOf({ declared: { title: ' ' } })],
  [
    'is declared',
    /The description/,
    contractOf({ declared: { description: 'Books' } }),
  ],
  [
    'is declared',
    /The timeToLive/,
    contractOf({ declared: { timeToLive: { hours: 1 } } }),
  ],
  ['is declared', /The frequency/, contractOf({ declared: { frequency: {} } })],
  ['is declared', /The version/, contractOf({ declared: { version: '' } })],
  [
    'is declared',
    /none of the entities that it looks at/,
    contractOf({ declared: { target: { kind: 'API' } } }),
  ],
  [
    'has a JSON Schema',
    /not that of an object/,
    contractOf({ declared: { schema: { type: 'array' } } }),
  ],
  [
    'has a JSON Schema',
    /Without description: books\[\]\.title\./,
    contractOf({
      declared: {
        schema: {
          type: 'object',
          properties: {
            books: {
              description: 'All.',
              anyOf: [
                { type: 'null' },
                {
                  type: 'array',
                  items: { type: 'object', properties: { title: {} } },
                },
              ],
            },
          },
        },
      },
    }),
  ],
  [
    'has a JSON Schema',
    /The example of the fact: facts\.shelf\.books is missing/,
    contractOf(
      {},
      {
        fact: {
          collector: 'shelf',
          title: 'books',
          description: 'Books.',
          schema,
          example: {},
        },
      },
    ),
  ],
  [
    'says at most one thing',
    /nobody is none of the targets/,
    contractOf({
      observe: changing(seen => ({ ...seen, entityRef: 'nobody' })),
    }),
  ],
  [
    'says at most one thing',
    /shop is observed twice/,
    contractOf({
      collect: async (targets, shelf) =>
        [...targets, ...targets].map(target => observe(target, shelf)),
    }),
  ],
  [
    'says at most one thing',
    /No target is observed/,
    contractOf({}, { targets: () => [targetOf('unknown')] }),
  ],
  [
    'says at most one thing',
    /no known status/,
    contractOf({
      observe: changing(seen => ({ ...seen, status: 'fine' } as never)),
    }),
  ],
  [
    'observes JSON',
    /facts\.shelf\.books: expected number/,
    contractOf(withData({ books: 'three' })),
  ],
  [
    'observes JSON',
    /holds what JSON does not/,
    contractOf(withData({ books: Infinity })),
  ],
  [
    'observes JSON',
    /what JSON does not, or keys of a prototype/,
    contractOf(withData({ books: 1, at: new Date() })),
  ],
  [
    'observes JSON',
    /what JSON does not, or keys of a prototype/,
    contractOf(withData(JSON.parse('{"books":1,"__proto__":{}}'))),
  ],
  [
    'observes JSON',
    /larger or deeper than the host takes/,
    contractOf(
      withData({
        books: 1,
        titles: Array.from({ length: 15_000 }, () => 'x'.repeat(20)),
      }),
    ),
  ],
  [
    'observes JSON',
    /its revision is no text/,
    contractOf({
      observe: changing(seen => ({ ...seen, revision: 'x'.repeat(201) })),
    }),
  ],
  [
    'tells problems',
    /No problem that people can read/,
    contractOf({
      observe: changing(seen => ({
        ...seen,
        problems: [{ ...problem, message: '' }],
      })),
    }),
  ],
  [
    'tells problems',
    /No problem that people can read/,
    contractOf({
      run: { problems: () => ['The shelf is dusty'] as never },
    }),
  ],
  [
    'observes the same',
    /observed differently a second time/,
    contractOf({
      observe: changing(seen => {
        calls += 1;
        return seen.status === 'observed'
          ? { ...seen, data: { books: calls } }
          : seen;
      }),
    }),
  ],
  [
    'observes the same',
    /observed differently one by one/,
    contractOf({
      collect: async (targets, shelf) =>
        targets.map(target => {
          const seen = observe(target, shelf);
          return seen.status === 'observed'
            ? { ...seen, data: { books: targets.length } }
            : seen;
        }),
    }),
  ],
];
