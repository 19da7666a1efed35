import { createHash } from 'node:crypto';
import {
  DeliveryEventInput,
  deliveryEventSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';

/** Stores events as the intake does, each once. */
export async function putEvents(
  knex: Knex,
  events: readonly DeliveryEventInput[],
): Promise<void> {
  for (const input of events) {
    const event = deliveryEventSchema.parse(input);
    const at = Date.parse(event.at);
    const [stored] = await knex('delivery_events')
      .insert({
        digest: createHash('sha256')
          .update(JSON.stringify([event.source, event.id]))
          .digest('hex'),
        source: event.source,
        event_id: event.id,
        kind: event.kind,
        at,
        received_at: at,
        data: JSON.stringify(event),
      })
      .onConflict('digest')
      .ignore()
      .returning('id');
    if (stored) {
      await knex('delivery_event_targets').insert(
        event.targets.map(target => ({
          target,
          at,
          event_id: stored.id,
          kind: event.kind,
          beside: false,
        })),
      );
    }
  }
}

/** Lets events that name an entity by its ref reach it. */
export async function putEntityTargets(
  knex: Knex,
  entities: ReadonlyArray<{ id: number; ref: string }>,
): Promise<void> {
  await knex('entity_targets')
    .insert(
      entities.map(({ id, ref }) => ({
        entity_id: id,
        target: `entity:${ref}`,
      })),
    )
    .onConflict(['entity_id', 'target'])
    .ignore();
}
