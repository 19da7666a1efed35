import { LoggerService } from '@backstage/backend-plugin-api';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import { EventIntake } from './EventIntake';
import { EventReaders, readWith } from './EventReaders';
import { EventRefusals } from './EventRefusals';

/** What {@link EventSubscription} needs. */
export interface EventSubscriptionOptions {
  events: EventsService;
  readers: EventReaders;
  intake: EventIntake;
  refusals: EventRefusals;
  logger: LoggerService;
  /** Fires when the backend stops. */
  signal: AbortSignal;
  /** Milliseconds before each further try to store an event. */
  pausesMs?: readonly number[];
}

/** All replicas share it, so that each event goes to one of them. */
const subscriberId = 'readiness-delivery';
const defaultPausesMs = [200, 1_000, 3_000, 6_000];

/**
 * Reads events of Backstage's own events.
 *
 * What a reader refuses is noted, never thrown: it would be refused again. An event that cannot be
 * stored is tried again for some seconds, since the events of Backstage hand nothing out twice: their
 * queue waits meanwhile. Then it is thrown, so that whoever published it hears of it where that is possible.
 */
export class EventSubscription {
  readonly #options: EventSubscriptionOptions;

  constructor(options: EventSubscriptionOptions) {
    this.#options = options;
  }

  /** To be called once. Without topics nothing is subscribed to. */
  async start(): Promise<void> {
    const { events, readers } = this.#options;
    const { topics } = readers;
    if (topics.length) {
      await events.subscribe({
        id: subscriberId,
        topics,
        onEvent: event => this.#take(event),
      });
    }
  }

  async #take(event: EventParams): Promise<void> {
    const { readers, intake } = this.#options;
    for (const reader of readers.ofTopic(event.topic)) {
      const group = readWith(reader, event);
      const [{ status, reason }] = await this.#try(() => intake.take([group]));
      if (status === 'refused') {
        await this.#try(() =>
          this.#options.refusals.note(reader, {
            topic: event.topic,
            reason: reason ?? '',
          }),
        );
      }
    }
  }

  async #try<T>(work: () => Promise<T>): Promise<T> {
    const { pausesMs = defaultPausesMs, signal, logger } = this.#options;
    for (let tries = 0; ; tries += 1) {
      try {
        return await work();
      } catch (error) {
        if (tries >= pausesMs.length || signal.aborted) {
          throw error;
        }
        if (tries === 0) {
          logger.warn('An event cannot be stored now; it is tried again');
        }
        await new Promise(resolve => setTimeout(resolve, pausesMs[tries]));
      }
    }
  }
}
