import { homedir } from 'node:os';
import { JsonObject } from '@backstage/types';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  Observation,
} from '../collectors';
import { checkCollector, collectorLaws } from './checkCollector';
import { collectionTarget } from './collectionTarget';
import { CollectorContract } from './CollectorContract';

const secret = 'hush-hush-token';

/** A shelf in memory: the source of the collectors below. */
class Shelf {
  gone = false;
  books = new Map([
    ['component:default/shop', 3],
    ['component:default/cart', 0],
    ['component:default/torn', NaN],
  ]);

  count(entityRef: string): number | undefined {
    if (this.gone) {
      throw new Error('The shelf is gone');
    }
    return this.books.get(entityRef);
  }
}

const problem: Problem = {
  subject: 'entity',
  name: 'shelf',
  reporter: 'shelf',
  message: 'Its books are torn.',
};

function observe(target: CollectionTarget, shelf: Shelf): Observation {
  const { entityRef } = target;
  try {
    const count = shelf.count(entityRef);
    if (count === undefined) {
      return { entityRef, status: 'absent' };
    }
    if (Number.isNaN(count)) {
      return { entityRef, status: 'failed', error: new Error('Torn books') };
    }
    const revision = `count-${count}`;
    return target.previous && target.revision === revision
      ? { entityRef, status: 'unchanged' }
      : { entityRef, status: 'observed', data: { books: count }, revision };
  } catch (error) {
    return { entityRef, status: 'failed', error: error as Error };
  }
}

interface Behaviour {
  declared?: Partial<Collector>;
  open?: (shelf: Shelf) => void;
  observe?: (target: CollectionTarget, shelf: Shelf) => Observation;
  collect?: (
    targets: CollectionTarget[],
    shelf: Shelf,
    signal: AbortSignal,
  ) => Promise<Observation[]>;
  run?: Partial<CollectionRun>;
}

const schema: JsonObject = {
  type: 'object',
  properties: { books: { type: 'number', description: 'How many.' } },
  required: ['books'],
  additionalProperties: false,
};

function collectorOf(shelf: Shelf, behaviour: Behaviour): Collector {
  const look = behaviour.observe ?? observe;
  return {
    id: 'shelf',
    title: 'Shelf',
    description: 'Counts books on a shelf.',
    schema,
    frequency: { hours: 1 },
    timeToLive: { days: 1 },
    ...behaviour.declared,
    async open() {
      behaviour.open?.(shelf);
      return {
        collect: (targets, { signal }) =>
          behaviour.collect?.(targets, shelf, signal) ??
          Promise.resolve(targets.map(target => look(target, shelf))),
        ...behaviour.run,
      };
    },
  };
}

const targetOf = (name: string) =>
  collectionTarget({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
  });

function contractOf(
  behaviour: Behaviour = {},
  contract: Partial<CollectorContract> = {},
): CollectorContract {
  const shelf = new Shelf();
  return {
    create: () => collectorOf(shelf, behaviour),
    targets: () => ['shop', 'cart', 'unknown'].map(targetOf),
    brokenTargets: () => [targetOf('torn')],
    secrets: [secret],
    breakages: [
      {
        name: 'the shelf is gone',
        apply: async () => {
          shelf.gone = true;
          return async () => {
            shelf.gone = false;
          };
        },
      },
    ],
    changes: [
      {
        name: 'a book is bought',
        apply: async () => {
          shelf.books.set('component:default/shop', 4);
          return async () => {
            shelf.books.set('component:default/shop', 3);
          };
        },
      },
    ],
    ...contract,
  };
}

const changing =
  (
    change: (observation: Observation, target: CollectionTarget) => Observation,
  ) =>
  (target: CollectionTarget, shelf: Shelf) =>
    change(observe(target, shelf), target);

const withData = (data: unknown): Behaviour => ({
  observe: changing(seen =>
    seen.status === 'observed' ? ({ ...seen, data } as Observation) : seen,
  ),
});

let calls = 0;
const hang = () => new Promise<never>(() => {});

const offences: Array<[string, RegExp, CollectorContract]> = [
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
  [
    'leaves its targets',
    /shop was changed/,
    contractOf({
      observe: (target, shelf) => {
        target.entity.metadata.title = 'Read';
        return observe(target, shelf);
      },
    }),
  ],
  [
    'says that nothing changed only where',
    /shop is unchanged from the start/,
    contractOf({
      observe: ({ entityRef }) => ({ entityRef, status: 'unchanged' }),
    }),
  ],
  [
    'says that nothing changed only where',
    /shop is unchanged without a revision/,
    contractOf({
      observe: changing((seen, { entityRef, previous }) =>
        previous ? { entityRef, status: 'unchanged' } : seen,
      ),
    }),
  ],
  [
    'says that nothing changed, or the same',
    /something else once its revision is handed back/,
    contractOf({
      observe: changing((seen, { entityRef, revision }) =>
        revision ? { entityRef, status: 'absent' } : seen,
      ),
    }),
  ],
  [
    'sees a change',
    /shop is not observed anew/,
    contractOf({
      observe: changing((seen, { entityRef, revision }) =>
        revision && revision !== 'never-given'
          ? { entityRef, status: 'unchanged' }
          : seen,
      ),
    }),
  ],
  [
    'sees a change',
    /nothing else is observed of any target/,
    contractOf(
      {},
      { changes: [{ name: 'a sneeze', apply: async () => async () => {} }] },
    ),
  ],
  [
    'lets no broken entity',
    /It threw: Cannot read properties/,
    contractOf({
      observe: (target, shelf) => {
        if (target.entity.metadata.name.startsWith('odd')) {
          (target.entity.spec as JsonObject).type?.toString();
        }
        return observe(target, shelf);
      },
    }),
  ],
  [
    'lets no broken entity',
    /shop is observed differently beside broken entities/,
    contractOf({
      collect: async (targets, shelf) => {
        const seen = targets.map(target => observe(target, shelf));
        return seen.some(({ status }) => status === 'failed')
          ? targets.map(({ entityRef }) => ({
              entityRef,
              status: 'failed',
              error: new Error('One of them is torn'),
            }))
          : seen;
      },
    }),
  ],
  [
    'lets no broken entity',
    /torn is broken, but neither failed nor has a problem/,
    contractOf({
      observe: changing(seen =>
        seen.status === 'failed'
          ? { entityRef: seen.entityRef, status: 'absent' }
          : seen,
      ),
    }),
  ],
  [
    'observes nothing of a source that is gone',
    /shop is observed and something else than before/,
    contractOf({
      observe: changing(seen =>
        seen.status === 'failed'
          ? {
              entityRef: seen.entityRef,
              status: 'observed',
              data: { books: 0 },
            }
          : seen,
      ),
    }),
  ],
  [
    'observes nothing of a source that is gone',
    /shop is absent and something else than before/,
    contractOf({
      observe: changing(seen =>
        seen.status === 'failed'
          ? { entityRef: seen.entityRef, status: 'absent' }
          : seen,
      ),
    }),
  ],
  [
    'observes nothing of a source that is gone',
    /no observation of any target is lost/,
    contractOf(
      {},
      { breakages: [{ name: 'a sneeze', apply: async () => async () => {} }] },
    ),
  ],
  [
    'observes nothing of a source that is gone',
    /not observed as before once it is over/,
    (() => {
      let seenGone = false;
      return contractOf(
        {
          observe: changing(seen => {
            seenGone ||= seen.status === 'failed';
            return seenGone
              ? {
                  entityRef: seen.entityRef,
                  status: 'failed',
                  error: new Error('Once gone, always gone'),
                }
              : seen;
          }),
        },
        { brokenTargets: undefined },
      );
    })(),
  ],
  [
    'stops within a second',
    /It goes on when aborted 20 ms after the start/,
    contractOf({ collect: async () => hang() }),
  ],
  [
    'stops within a second',
    /It goes on when aborted while "the shelf is gone"/,
    contractOf({
      collect: async (targets, shelf) =>
        shelf.gone ? hang() : targets.map(target => observe(target, shelf)),
    }),
  ],
  [
    'can be closed',
    /A run that was used cannot be closed twice: Closed already/,
    (() => {
      const shelf = new Shelf();
      return contractOf(
        {},
        {
          create: () => {
            let closed = false;
            return collectorOf(shelf, {
              run: {
                close: async () => {
                  if (closed) {
                    throw new Error('Closed already');
                  }
                  closed = true;
                },
              },
            });
          },
        },
      );
    })(),
  ],
  [
    'tells no secret',
    /A secret is told/,
    contractOf({
      observe: changing(seen =>
        seen.status === 'failed'
          ? {
              ...seen,
              error: new Error('It failed', {
                cause: new Error(`token ${secret}`),
              }),
            }
          : seen,
      ),
    }),
  ],
  [
    'tells no secret',
    /A secret is told/,
    contractOf({
      open: shelf => {
        if (shelf.gone) {
          throw new Error(`GET /books?token=${encodeURIComponent(secret)}`);
        }
      },
    }),
  ],
  [
    'tells no secret',
    /A path of the machine is told/,
    contractOf({
      observe: changing(seen => ({
        ...seen,
        problems: [{ ...problem, message: `Cannot read ${homedir()}/x` }],
      })),
    }),
  ],
];

describe('checkCollector', () => {
  const check = async (contract: CollectorContract, law?: string) => {
    const all = await checkCollector(contract);
    return all.filter(each => !law || each.law.startsWith(law));
  };

  it('finds nothing wrong with a good collector', async () => {
    expect(await check(contractOf())).toEqual([]);
  });

  it('finds nothing wrong where only what is needed is given', async () => {
    const { create, targets } = contractOf();
    expect(await check({ create, targets })).toEqual([]);
  });

  // A hanging collector is waited for by every other law, too: only the one is held.
  it.each(offences)('"%s …" is broken: %s', async (law, message, contract) => {
    const held = collectorLaws.filter(({ name }) => name.startsWith(law));
    expect(held).toHaveLength(1);
    const messages = await held[0]
      .check({ now: new Date(), ...contract })
      .catch(error => [`It threw: ${error.message}`]);
    expect(messages).toEqual(
      expect.arrayContaining([expect.stringMatching(message)]),
    );
  });

  it('has an offence for each law', () => {
    const broken = collectorLaws.filter(({ name }) =>
      offences.some(([law]) => name.startsWith(law)),
    );
    expect(broken).toEqual(collectorLaws);
  });

  it('takes what is thrown for a violation of each law', async () => {
    const violations = await check({
      create: () => {
        throw new Error('No collector');
      },
      targets: () => [targetOf('shop')],
    });
    expect(new Set(violations.map(({ law }) => law)).size).toBeGreaterThan(
      collectorLaws.length - 4,
    );
    expect(violations[0].message).toBe('It threw: No collector');
  });
});
