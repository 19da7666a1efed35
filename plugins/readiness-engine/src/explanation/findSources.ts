import { FactSnapshot } from '@team-readiness/backstage-plugin-readiness-common';
import { CheckExplanation } from './CheckExplanation';
import { followPath, ValuePath } from './seenValues';

const maxLocationLength = 2_000;

function readLocation(value: unknown, keys: string[]): string | null {
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const found = keys
    .filter(key => Object.hasOwn(value, key))
    .map(key => (value as Record<string, unknown>)[key])
    .find(location => typeof location === 'string' && location !== '');
  return typeof found === 'string' ? found.slice(0, maxLocationLength) : null;
}

/** The innermost document on the way to a value that was seen. */
function findDocument(
  fact: FactSnapshot,
  steps: readonly ValuePath[],
): string | null {
  return (
    steps
      .filter(([root, id]) => root === 'facts' && id === fact.collector)
      .flatMap(path => path.slice(2).map((_, i) => path.slice(2, i + 3)))
      .map(path => readLocation(followPath(fact.data, path), ['url', 'path']))
      .findLast(location => location !== null) ?? null
  );
}

/**
 * Where each fact that a check reads came from.
 *
 * @param facts - ids of collectors that the check reads
 * @param snapshots - what is stored of the entity
 * @param seen - paths that the deciding part read
 * @returns one row a fact; without times where it was never observed
 */
export function findSources(
  facts: readonly string[],
  snapshots: Readonly<Record<string, FactSnapshot>>,
  seen: readonly ValuePath[],
): CheckExplanation['sources'] {
  return facts.map(collector => {
    const fact = Object.hasOwn(snapshots, collector)
      ? snapshots[collector]
      : null;
    return {
      collector,
      location: fact
        ? findDocument(fact, seen) ?? readLocation(fact.data, ['location'])
        : null,
      observedAt: fact?.observedAt ?? null,
      expiresAt: fact?.expiresAt ?? null,
    };
  });
}
