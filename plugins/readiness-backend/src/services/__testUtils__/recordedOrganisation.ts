import { createHash } from 'node:crypto';
import { DeliveryEventInput } from '@team-readiness/backstage-plugin-readiness-common';
import { defaultDeliveryRules } from '@team-readiness/backstage-plugin-readiness-engine';
import { collectionTarget } from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import {
  putEntityTargets,
  putEvents,
} from '../../database/__testUtils__/putEvents';
import { bulkUpsert } from '../../database/operations/bulk';
import { TrackRecordCollector } from '../../observation/trackRecord';
import { Organisation } from './Organisation';

/** Puts facts of documents of an entity. */
export async function putFacts(
  organisation: Organisation,
  ref: string,
  facts: Record<string, object>,
): Promise<void> {
  await bulkUpsert(organisation.knex, {
    table: 'facts',
    key: ['entity_id', 'collector'],
    rows: Object.entries(facts).map(([collector, content]) => {
      const data = JSON.stringify(content);
      return {
        entity_id: organisation.idOf(ref),
        collector,
        data,
        hash: createHash('sha256').update(data).digest('hex'),
        observed_at: organisation.now,
        expires_at: null,
      };
    }),
  });
}

/** Stores events, and makes the records of all entities and groups, as the collector's run does. */
export async function record(
  organisation: Organisation,
  events: readonly DeliveryEventInput[] = [],
): Promise<void> {
  const { knex } = organisation;
  const refs = [...organisation.entities.keys(), ...organisation.groups.keys()];
  await putEntityTargets(
    knex,
    refs.map(ref => ({ id: organisation.idOf(ref), ref })),
  );
  await putEvents(knex, events);
  const collector = new TrackRecordCollector({
    knex,
    rules: defaultDeliveryRules,
  });
  const run = await collector.open({ now: organisation.clock.now() });
  const { signal } = new AbortController();
  for (let from = 0; from < refs.length; from += 100) {
    const targets = refs
      .slice(from, from + 100)
      .map(ref => collectionTarget(organisation.describe(ref)));
    for (const observation of await run.collect(targets, { signal })) {
      if (observation.status === 'observed') {
        await putFacts(organisation, observation.entityRef, {
          [collector.id]: observation.data,
        });
      }
    }
  }
}

/** A deployment to production of an entity. */
export function deployment(
  ref: string,
  id: string,
  at: string,
  change: Partial<Extract<DeliveryEventInput, { kind: 'deployment' }>> = {},
): DeliveryEventInput {
  return {
    source: 'test',
    id: `${ref} ${id} ${change.status ?? 'succeeded'}`,
    at,
    targets: [`entity:${ref}`],
    kind: 'deployment',
    deployment: id,
    environment: 'production',
    status: 'succeeded',
    ...change,
  };
}

/** A phase of an incident of an entity. */
export function incident(
  ref: string,
  id: string,
  phase: 'detected' | 'mitigated' | 'resolved',
  at: string,
  change: Partial<Extract<DeliveryEventInput, { kind: 'incident' }>> = {},
): DeliveryEventInput {
  return {
    source: 'test',
    id: `${ref} ${id} ${phase}`,
    at,
    targets: [`entity:${ref}`],
    kind: 'incident',
    incident: id,
    phase,
    ...change,
  };
}

/** The fact of the collector `decisions`, read at a place. */
export function decisions(
  location: string,
  ...list: Array<{ date: string; title?: string; topics?: string[] }>
): object {
  return {
    location,
    decisions: list.map(({ date, title = 'Decided', topics = [] }, index) => ({
      path: `docs/adr/${index}.md`,
      url: null,
      title,
      words: 300,
      status: 'accepted',
      date,
      statusSince: date,
      topics,
      rollout: null,
      options: 2,
      hasProblem: true,
      hasConsequences: true,
      hasOperability: false,
      consulted: [],
      consultedOutside: null,
      dependenciesNamed: [],
      technologiesNamed: [],
    })),
    broken: 0,
  };
}

/** An item of the fact of the collector `impact`. */
export const impactEntry = {
  path: 'docs/impact/images.md',
  url: 'https://git.example.org/shop/docs/impact/images.md',
  kind: 'improvement',
  metric: 'monthly spend on storage',
  unit: 'EUR',
  before: 840,
  after: 310,
  from: '2026-07-01',
  to: '2026-08-20',
  evidence: 'https://dashboards.example.org/storage',
  topics: ['cost'],
  complete: true,
};
