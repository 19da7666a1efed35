import { Entity, RELATION_DEPENDS_ON } from '@backstage/catalog-model';
import { JsonValue } from '@backstage/types';
import {
  dependencyHistoryFact,
  DependencyHistoryFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { EntityHistory } from '@team-readiness/backstage-plugin-readiness-node';
import { CodeObserver, CodeReading } from '../collector';
import {
  CatalogVersions,
  dependenciesIn,
  readCatalogVersions,
} from './CatalogHistory';
import { catalogFileGlobs, isoDay } from './historyDates';

const maxAdded = 200;
const maxSeen = 500;

/** What the entity depends on today, in lower case, sorted. */
function dependenciesOf(entity: Entity): string[] {
  const refs = (entity.relations ?? [])
    .filter(relation => relation.type === RELATION_DEPENDS_ON)
    .map(relation => relation.targetRef.toLowerCase());
  return [...new Set(refs)].sort().slice(0, maxSeen);
}

/** A date for each of today's dependencies that was added, and since when additions are known. */
interface Additions {
  knownSince: string;
  added: Array<{ ref: string; addedAt: string }>;
  seen?: string[];
}

/** From the versions of the document: the day from which on it always named the dependency. */
function additionsOf(
  { versions }: CatalogVersions,
  entity: Entity,
): Additions | undefined {
  const oldest = versions.at(-1);
  if (!oldest) {
    return undefined;
  }
  const named = versions.map(({ at, document }) => ({
    at,
    refs: new Set(dependenciesIn(document, entity)),
  }));
  const added = dependenciesOf(entity).flatMap(ref => {
    const before = named.findIndex(({ refs }) => !refs.has(ref));
    // Named by no version, it was declared elsewhere; by all of them, it was there from the beginning.
    return before > 0 ? [{ ref, addedAt: isoDay(named[before - 1].at) }] : [];
  });
  return { knownSince: isoDay(oldest.at), added };
}

/** From what was seen before: whatever is new today was added today. */
function additionsSince(
  { target, entity, now }: CodeReading,
  fact: typeof dependencyHistoryFact,
): Additions {
  const today = isoDay(now);
  const seen = dependenciesOf(entity);
  const before = fact.type.safeParse(target.previous);
  const previous = before.success ? before.data : undefined;
  if (!previous?.seen || !previous.knownSince) {
    return { knownSince: today, added: [], seen };
  }
  const known = new Set(previous.seen);
  return {
    knownSince: previous.knownSince,
    seen,
    added: [
      ...seen
        .filter(ref => !known.has(ref))
        .map(ref => ({ ref, addedAt: today })),
      ...previous.added.filter(({ ref }) => seen.includes(ref)),
    ],
  };
}

/** Observes which of today's dependencies were added when. */
export class DependencyHistoryObserver
  implements CodeObserver<DependencyHistoryFact>
{
  readonly fact = dependencyHistoryFact;
  readonly title = 'History of dependencies';
  readonly description =
    'When the dependencies of the entity were added, by the git history of its catalog file, else by what was seen before.';
  readonly version = '1';
  readonly #history: EntityHistory;

  constructor(options: { history: EntityHistory }) {
    this.#history = options.history;
  }

  /** {@inheritDoc CodeObserver.globs} */
  globs(): string[] {
    return [...catalogFileGlobs];
  }

  /** {@inheritDoc CodeObserver.related} */
  related(entity: Entity): string[] {
    return dependenciesOf(entity);
  }

  /** {@inheritDoc CodeObserver.inputs} */
  inputs({ entity, known }: CodeReading): JsonValue {
    return dependenciesOf(entity).map(ref => [ref, typeOf(known.get(ref))]);
  }

  /** {@inheritDoc CodeObserver.observe} */
  async observe(reading: CodeReading): Promise<DependencyHistoryFact> {
    const { entity, known } = reading;
    const versions = await readCatalogVersions(this.#history, reading);
    const { knownSince, added, seen } =
      (versions && additionsOf(versions, entity)) ??
      additionsSince(reading, this.fact);
    return {
      knownSince,
      added: added
        .sort((a, b) => compare(b.addedAt, a.addedAt) || compare(a.ref, b.ref))
        .slice(0, maxAdded)
        .map(({ ref, addedAt }) => ({
          ref,
          name: ref.slice(ref.indexOf('/') + 1),
          type: typeOf(known.get(ref)),
          addedAt,
        })),
      ...(seen ? { seen } : {}),
    };
  }
}

function typeOf(entity: Entity | undefined): string | null {
  const type = entity?.spec?.type;
  return typeof type === 'string' ? type.slice(0, 127) : null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
