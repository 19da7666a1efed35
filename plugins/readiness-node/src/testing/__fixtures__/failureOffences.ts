import { homedir } from 'node:os';
import { JsonObject } from '@backstage/types';
import {
  changing,
  collectorOf,
  contractOf,
  observe,
  Offence,
  problem,
  secret,
  Shelf,
} from './Shelf';

const hang = () => new Promise<never>(() => {});

/** Collectors that lie about revisions, or make something else of a failure. */
export const failureOffences: Offence[] = [
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
