/**
 * Replays a million events: they come through the intake in batches, out of order and some of them twice;
 * then the collector of deliveries looks at every entity. What it says is compared with sums over what was
 * made up, which know nothing of folding. Prints one line of JSON; fails where a number is another one.
 *
 * Usage: replayEvents.ts <client: pg or better-sqlite3> <connection: of an empty database> <events> <entities>
 */
import { createHash } from 'crypto';
import { ConfigReader } from '@backstage/config';
import knexFactory, { Knex } from 'knex';
import {
  DeliveryEventInput,
  DeliveryFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Entity } from '@backstage/catalog-model';
import { CollectionTarget } from '@team-readiness/backstage-plugin-readiness-node';
import { readDeliveryConfig } from '../../plugins/readiness-backend/src/config/readDeliveryConfig';
import { applyMigrations } from '../../plugins/readiness-backend/src/database/initializeDatabase';
import {
  ensureOwnerSets,
  replaceEntityTargets,
  upsertEntities,
} from '../../plugins/readiness-backend/src/database/operations/entities';
import { upsertFacts } from '../../plugins/readiness-backend/src/database/operations/facts';
import { EventIntake } from '../../plugins/readiness-backend/src/events/EventIntake';
import { DeliveryCollector } from '../../plugins/readiness-backend/src/observation/delivery';
import { toDeliveryRules } from '../../plugins/readiness-backend/src/observation/deliveryRules';

const [client, connection] = process.argv.slice(2, 4);
const [eventCount, entityCount] = process.argv.slice(4, 6).map(Number);

const now = new Date('2026-06-15T12:00:00.000Z');
const clock = { now: () => now };
const day = 86_400_000;
const hour = 3_600_000;
const minute = 60_000;
const historyDays = 200;
/** Events of one deployment without a failure: change, artifact, trial and production. */
const eventsOfOne = 4;
const failsEvery = 11;
const perEntity = Math.floor(eventCount / entityCount);
const deployments = Math.floor(perEntity / (eventsOfOne + 1 / failsEvery));

const refOf = (entity: number) => `component:default/service-${entity}`;
const median = (values: number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** When the n-th deployment of an entity reached production; none at the border of the window of 90 days. */
function timeOf(entity: number, index: number): number {
  const share = (index + 0.5) / deployments;
  const ago = share * (historyDays - 6);
  const days = ago < 87 ? ago + 1 : ago + 6;
  return now.getTime() - days * day + ((entity * 13 + index * 7) % 50) * minute;
}

function* eventsOf(
  entity: number,
  index: number,
): Generator<DeliveryEventInput> {
  const id = `${entity}-${index}`;
  const at = timeOf(entity, index);
  const lead = (4 + ((entity + index * 5) % 40)) * hour;
  const targets = [`entity:${refOf(entity)}`];
  const of = (name: string, time: number) => ({
    source: 'https://ci.example.org',
    id: `${id}-${name}`,
    at: new Date(time).toISOString(),
    targets,
  });
  const deployment = (environment: string, time: number) => ({
    ...of(environment, time),
    kind: 'deployment' as const,
    deployment: `${id}-${environment}`,
    status: 'succeeded' as const,
    environment,
    commit: `c${id}`,
    digest: `sha256:${id}`,
  });
  yield {
    ...of('merged', at - lead / 2),
    kind: 'change',
    change: `c${id}`,
    commits: [{ commit: `c${id}`, at: new Date(at - lead).toISOString() }],
    approved: true,
  };
  yield {
    ...of('built', at - lead / 2 + 5 * minute),
    kind: 'artifact',
    artifact: `pkg:oci/${entity}`,
    digest: `sha256:${id}`,
    change: `c${id}`,
  };
  yield deployment('staging', at - lead / 2 + 10 * minute);
  yield deployment('production', at);
  if (index % failsEvery === 0) {
    yield {
      ...of('back', at + 30 * minute),
      kind: 'deployment',
      deployment: `${id}-production`,
      status: 'rolled-back',
      environment: 'production',
    };
  }
}

/** What the fact has to say, by sums over what was made up. */
function expectedOf(entity: number) {
  const first = now.getTime() - 90 * day;
  const recent = Array.from(
    { length: deployments },
    (_, index) => index,
  ).filter(index => timeOf(entity, index) >= first);
  const failed = recent.filter(index => index % failsEvery === 0);
  const leads = recent.map(index => 4 + ((entity + index * 5) % 40));
  return {
    deployments: recent.length,
    failPercent: Math.round((failed.length / recent.length) * 1000) / 10,
    leadHours: median(leads),
    recoveryHours: 0.5,
  };
}

/** Batches as they may come: of all entities in turn, newest first in every other batch, some events twice. */
function* batches(size: number): Generator<DeliveryEventInput[]> {
  let batch: DeliveryEventInput[] = [];
  let count = 0;
  const flush = () => {
    count += 1;
    const full = count % 2 ? batch : [...batch].reverse();
    batch = [];
    return full;
  };
  for (let index = 0; index < deployments; index++) {
    for (let entity = 0; entity < entityCount; entity++) {
      for (const event of eventsOf(entity, index)) {
        batch.push(event);
        if (batch.length % 50 === 0) {
          batch.push(batch[batch.length - 7]);
        }
        if (batch.length >= size) {
          yield flush();
        }
      }
    }
  }
  yield flush();
}

const targetOf = (ref: string): CollectionTarget => {
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: ref.split('/')[1] },
    spec: { type: 'service' },
  };
  return {
    entityRef: ref,
    entity,
    // The collector of deliveries reads none of it.
    catalog: {} as CollectionTarget['catalog'],
  };
};

async function seed(knex: Knex): Promise<void> {
  await applyMigrations(knex);
  const sets = await ensureOwnerSets(knex, { keys: [''] });
  const refs = Array.from({ length: entityCount }, (_, index) => refOf(index));
  for (let start = 0; start < refs.length; start += 500) {
    const page = refs.slice(start, start + 500);
    const { ids } = await upsertEntities(knex, {
      createdAt: null,
      entities: page.map(ref => ({
        ref,
        kind: 'component',
        namespace: 'default',
        name: ref.split('/')[1],
        title: null,
        type: 'service',
        lifecycle: null,
        tier: null,
        owner_set_id: sets.get('')!,
        system_ref: null,
        domain_ref: null,
        template_ref: null,
      })),
    });
    await upsertFacts(knex, {
      collector: 'catalog',
      facts: [...ids].map(([ref, entityId]) => ({
        entityId,
        data: JSON.stringify({ entity: targetOf(ref).entity }),
        hash: createHash('sha256').update(ref).digest('hex'),
        observedAt: now,
        expiresAt: null,
      })),
    });
    await replaceEntityTargets(knex, {
      entityIds: [...ids.values()],
      targets: [...ids].map(([ref, entityId]) => ({
        entity_id: entityId,
        target: `entity:${ref}`,
      })),
    });
  }
}

/** Of the heap after a collection, and of the process. */
function memoryNow() {
  global.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return [heapUsed, rss].map(bytes => Math.round(bytes / 2 ** 20));
}

const spanOf = (values: number[]) => ({
  first: values[0],
  last: values[values.length - 1],
  most: Math.max(...values),
});

async function main() {
  const knex = knexFactory({ client, connection, useNullAsDefault: true });
  if (client === 'better-sqlite3') {
    await knex.raw('pragma journal_mode = wal');
    await knex.raw('pragma synchronous = normal');
  }
  await seed(knex);
  const intake = new EventIntake({
    knex,
    clock,
    retentionDays: 400,
    refresh: () => {},
  });

  const memory: number[][] = [];
  let sent = 0;
  let stored = 0;
  let started = performance.now();
  for (const batch of batches(1_000)) {
    const answers = await intake.take(
      batch.map(event => ({ events: [event] })),
    );
    sent += batch.length;
    stored += answers.filter(({ status }) => status === 'stored').length;
    const refused = answers.find(({ status }) => status === 'refused');
    if (refused) {
      throw new Error(`An event was refused: ${refused.reason}`);
    }
    if (sent % 100_000 < batch.length) {
      memory.push(memoryNow());
    }
  }
  const intakeMs = performance.now() - started;

  const config = readDeliveryConfig(new ConfigReader({}));
  const collector = new DeliveryCollector({
    knex,
    rules: toDeliveryRules(config),
    timeZone: config.timeZone,
    windowDays: config.windowDays,
  });
  started = performance.now();
  const { signal } = new AbortController();
  const run = await collector.open({ now });
  const revisions = new Map<string, string | undefined>();
  let wrong = 0;
  for (let start = 0; start < entityCount; start += 100) {
    const indexes = Array.from(
      { length: Math.min(100, entityCount - start) },
      (_, offset) => start + offset,
    );
    const observations = await run.collect(
      indexes.map(index => targetOf(refOf(index))),
      { signal },
    );
    const found = new Map(observations.map(it => [it.entityRef, it]));
    for (const index of indexes) {
      const observation = found.get(refOf(index));
      if (observation?.status !== 'observed') {
        throw new Error(`${refOf(index)}: ${observation?.status}`);
      }
      revisions.set(refOf(index), observation.revision);
      const fact = observation.data as unknown as DeliveryFact;
      const expected = expectedOf(index);
      const seen = {
        deployments: fact.deploymentFrequency.samples,
        failPercent: Math.round((fact.changeFailRate.percent ?? -1) * 10) / 10,
        leadHours: fact.changeLeadTime.hours,
        recoveryHours: fact.recoveryTime.hours,
      };
      if (JSON.stringify(seen) !== JSON.stringify(expected)) {
        wrong += 1;
        if (wrong === 1) {
          process.stderr.write(
            `${refOf(index)}: ${JSON.stringify(
              seen,
            )} in place of ${JSON.stringify(expected)}\n`,
          );
        }
      }
    }
    memory.push(memoryNow());
  }
  const collectMs = performance.now() - started;

  started = performance.now();
  let unchanged = 0;
  for (let start = 0; start < entityCount; start += 100) {
    const refs = [...revisions].slice(start, start + 100);
    const again = await run.collect(
      refs.map(([ref, revision]) => ({ ...targetOf(ref), revision })),
      { signal },
    );
    unchanged += again.filter(({ status }) => status === 'unchanged').length;
  }
  const unchangedMs = performance.now() - started;

  await knex.destroy();
  console.log(
    JSON.stringify({
      client,
      sent,
      stored,
      entities: entityCount,
      intakeMs,
      collectMs,
      unchangedMs,
      unchanged,
      wrong,
      heapMiB: spanOf(memory.map(([heap]) => heap)),
      processMiB: spanOf(memory.map(([, process]) => process)),
    }),
  );
  if (wrong > 0 || unchanged < entityCount) {
    process.exitCode = 1;
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
