import { factSchemas } from '@team-readiness/backstage-plugin-readiness-common';
import { EntityCollection } from './EntityCollection';

/** Titles of collectors by id. */
export type CollectorTitles = ReadonlyMap<string, string>;

const schemaTitles: CollectorTitles = new Map(
  factSchemas.map(({ collector, title }) => [collector, title]),
);

/**
 * What data sources are called: those of this installation as they call
 * themselves, all others by what they would observe, e.g. "the incident events".
 *
 * @param collection - undefined: only by what they observe
 */
export function readCollectorTitles(
  collection?: Pick<EntityCollection, 'collectors'>,
): CollectorTitles {
  const own = collection?.collectors() ?? [];
  return new Map([
    ...schemaTitles,
    ...own.map(({ id, title }): [string, string] => [id, title]),
  ]);
}

/**
 * What a fact is about, in words that begin no line, e.g. "the incident events".
 *
 * @param titles - from {@link readCollectorTitles}, for facts that only this installation has
 */
export function readFactTitle(
  collector: string,
  titles: CollectorTitles,
): string {
  return schemaTitles.get(collector) ?? titles.get(collector) ?? collector;
}
