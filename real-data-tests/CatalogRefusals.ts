import { createBackendModule } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { eventsServiceRef } from '@backstage/plugin-events-node';

const errorsTopic = 'experimental.catalog.errors';
const conflictTopic = 'experimental.catalog.conflict';

interface ErrorsPayload {
  entity: string;
  location: string;
  errors: Array<{ message: string }>;
}

interface ConflictPayload {
  unprocessedEntity: Entity;
  existingLocationKey: string;
}

/**
 * Listens to what the catalog says about entities that it does not take.
 */
export class CatalogRefusals {
  readonly #reasons = new Map<string, string>();

  /**
   * @param location - `file:<absolute path>`
   * @returns the first reason why the catalog refused an entity of a location, or undefined
   */
  reasonFor(entityRef: string, location: string): string | undefined {
    return this.#reasons.get(`${entityRef} ${location}`.toLowerCase());
  }

  /** The part that listens, to be added to a backend. */
  module() {
    return createBackendModule({
      pluginId: 'catalog',
      moduleId: 'refusals',
      register: reg =>
        reg.registerInit({
          deps: { events: eventsServiceRef },
          init: async ({ events }) => {
            await events.subscribe({
              id: 'refusals',
              topics: [errorsTopic, conflictTopic],
              onEvent: async ({ topic, eventPayload }) => {
                const payload = JSON.parse(serialized(eventPayload));
                if (topic === conflictTopic) {
                  this.#hearConflict(payload);
                } else {
                  this.#hearErrors(payload);
                }
              },
            });
          },
        }),
    });
  }

  #hearConflict({ unprocessedEntity, existingLocationKey }: ConflictPayload) {
    this.#note(
      stringifyEntityRef(unprocessedEntity),
      unprocessedEntity.metadata.annotations?.[
        'backstage.io/managed-by-location'
      ] ?? '',
      `another file defines it already: ${existingLocationKey}`,
    );
  }

  #hearErrors({ entity, location, errors }: ErrorsPayload) {
    this.#note(entity, location, errors[0]?.message ?? 'no reason given');
  }

  #note(entityRef: string, location: string, reason: string) {
    const key = `${entityRef} ${location}`.toLowerCase();
    if (!this.#reasons.has(key)) {
      this.#reasons.set(key, reason.split('\n')[0].slice(0, 300));
    }
  }
}

/** Errors have no fields that JSON would see. */
function serialized(payload: unknown): string {
  return JSON.stringify(payload, (_, value) =>
    value?.message ? { message: value.message } : value,
  );
}
