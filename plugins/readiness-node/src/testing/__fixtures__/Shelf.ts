import { JsonObject } from '@backstage/types';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  Observation,
} from '../../collectors';
import { collectionTarget } from '../collectionTarget';
import { CollectorContract } from '../CollectorContract';

/** Told nowhere. */
export const secret = 'hush-hush-token';

/** A shelf in memory: the source of the collectors below. */
export class Shelf {
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

/** A problem as it should be. */
export const problem: Problem = {
  subject: 'entity',
  name: 'shelf',
  reporter: 'shelf',
  message: 'Its books are torn.',
};

/** What a good collector says of an entity. */
export function observe(target: CollectionTarget, shelf: Shelf): Observation {
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

/** What a collector does otherwise than a good one. */
export interface Behaviour {
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

/** Of the data: how many books. */
export const schema: JsonObject = {
  type: 'object',
  properties: { books: { type: 'number', description: 'How many.' } },
  required: ['books'],
  additionalProperties: false,
};

/** A collector of a shelf. */
export function collectorOf(shelf: Shelf, behaviour: Behaviour): Collector {
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

/** A component. */
export const targetOf = (name: string) =>
  collectionTarget({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
  });

/** The contract of a collector of a shelf of its own. */
export function contractOf(
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

/** Observes, and changes what is said. */
export const changing =
  (
    change: (observation: Observation, target: CollectionTarget) => Observation,
  ) =>
  (target: CollectionTarget, shelf: Shelf) =>
    change(observe(target, shelf), target);

/** Observes this instead of what is there. */
export const withData = (data: unknown): Behaviour => ({
  observe: changing(seen =>
    seen.status === 'observed' ? ({ ...seen, data } as Observation) : seen,
  ),
});

/** Which law is broken, what is said about it, and by which collector. */
export type Offence = [
  law: string,
  message: RegExp,
  contract: CollectorContract,
];
