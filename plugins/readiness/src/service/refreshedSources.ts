import { EntityReadiness } from '@team-readiness/backstage-plugin-readiness-common';

/** What a refresh did, by titles of data sources. */
export interface RefreshedSources {
  /** Looked at now. */
  seen: string[];
  /** Could not be read. */
  failed: string[];
  /** Seen earlier and as they were: they are not asked one entity at a time. */
  others: string[];
}

/** Titles and latest looks of the sources of all results. */
function latestLooks(
  entity: EntityReadiness,
): Map<string, { title: string; at: string }> {
  const looks = new Map<string, { title: string; at: string }>();
  const sources = entity.scorecards.flatMap(({ results }) =>
    results.flatMap(result => result.sources),
  );
  for (const { collector, title, observedAt } of sources) {
    const at = observedAt ?? '';
    const known = looks.get(collector);
    if (!known || known.at < at) {
      looks.set(collector, { title, at });
    }
  }
  return looks;
}

/**
 * Which data sources of an entity a refresh has asked, from what was known before and after it.
 */
export function refreshedSources(
  before: EntityReadiness | undefined,
  after: EntityReadiness,
): RefreshedSources {
  const earlier = before ? latestLooks(before) : new Map();
  const failing = new Set(
    after.problems
      .filter(({ subject }) => subject === 'collector')
      .map(({ reporter }) => reporter),
  );
  const refreshed: RefreshedSources = { seen: [], failed: [], others: [] };
  for (const [collector, { title, at }] of latestLooks(after)) {
    if (failing.has(collector)) {
      refreshed.failed.push(title);
    } else if (at > (earlier.get(collector)?.at ?? '')) {
      refreshed.seen.push(title);
    } else if (at) {
      refreshed.others.push(title);
    }
  }
  return refreshed;
}
