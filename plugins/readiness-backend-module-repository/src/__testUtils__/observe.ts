import { JsonObject } from '@backstage/types';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  Collector,
} from '@team-readiness/backstage-plugin-readiness-node';

/** What a collector observes of one entity; throws where it observes nothing. */
export async function observe<Fact>(
  collector: Collector,
  target: CollectionTarget,
  now = new Date('2026-06-15T12:00:00Z'),
): Promise<{ fact: Fact; problems: Problem[] }> {
  const { signal } = new AbortController();
  const run = await collector.open({ now, signal });
  const [observation] = await run.collect([target], { signal });
  if (observation.status !== 'observed') {
    throw new Error(`It is ${observation.status}`);
  }
  const data: JsonObject = observation.data;
  return { fact: data as Fact, problems: observation.problems ?? [] };
}
