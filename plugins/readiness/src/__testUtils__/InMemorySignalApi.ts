import { SignalApi, SignalSubscriber } from '@backstage/plugin-signals-react';
import { JsonObject } from '@backstage/types';

type Listener = (message: JsonObject) => void;

/** Signals that a test sends. */
export class InMemorySignalApi implements SignalApi {
  readonly #listeners = new Map<string, Set<Listener>>();

  subscribe<TMessage extends JsonObject = JsonObject>(
    channel: string,
    onMessage: (message: TMessage) => void,
  ): SignalSubscriber {
    const listeners = this.#listeners.get(channel) ?? new Set<Listener>();
    const listener: Listener = message => onMessage(message as TMessage);
    this.#listeners.set(channel, listeners.add(listener));
    return { unsubscribe: () => listeners.delete(listener) };
  }

  /** Sends a message to all that listen. */
  send(channel: string, message: JsonObject): void {
    [...(this.#listeners.get(channel) ?? [])].forEach(listen =>
      listen(message),
    );
  }

  /** How many listen to a channel. */
  listening(channel: string): number {
    return this.#listeners.get(channel)?.size ?? 0;
  }
}
