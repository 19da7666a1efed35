import { EventParams } from '@backstage/plugin-events-node';
import { EventReader } from '@team-readiness/backstage-plugin-readiness-node';
import { CloudEvent } from './cloudEvents';
import { SentGroup } from './EventIntake';

/** Topic of events that came by HTTP, for readers that ask. */
export const pushedTopic = 'cloudevents';

/** The readers of events. A reader that throws refuses what it was given, and stops nobody. */
export class EventReaders {
  readonly #readers: readonly EventReader[];

  /** @param readers - with different ids, in the order in which they are asked */
  constructor(readers: readonly EventReader[]) {
    this.#readers = readers;
  }

  /** All that somebody reads, each once. */
  get topics(): string[] {
    return [...new Set(this.#readers.flatMap(({ topics }) => topics))];
  }

  /** Those of a topic. */
  ofTopic(topic: string): EventReader[] {
    return this.#readers.filter(({ topics }) => topics.includes(topic));
  }

  /** Reads a CloudEvent with the first reader of its type. */
  readCloudEvent(event: CloudEvent): SentGroup {
    const reader = this.#readers.find(it => it.readsCloudEvent?.(event.type));
    return reader
      ? readWith(reader, { topic: pushedTopic, eventPayload: event })
      : {
          events: [],
          ignored: `Nothing here reads events of the type '${event.type.slice(
            0,
            200,
          )}'`,
        };
  }
}

/** Reads an event; never throws. */
export function readWith(reader: EventReader, event: EventParams): SentGroup {
  try {
    const reading = reader.read(event);
    return reading.status === 'read'
      ? { events: reading.events }
      : { events: [], refused: reading.reason };
  } catch {
    // What it says may hold a part of the event.
    return { events: [], refused: `'${reader.id}' could not read it` };
  }
}
