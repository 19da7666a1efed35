import { DeliveryEvent } from '@team-readiness/backstage-plugin-readiness-common';

type Origin = Pick<DeliveryEvent, 'at' | 'source' | 'id'>;

/**
 * The last word of several events on one thing. Which one that is does not depend on the order in
 * which they come: the later time wins, of equal ones the greater source, id and value.
 */
export class LatestValue<T extends string | boolean> {
  #key: readonly [number, string, string, string] | null = null;
  #value: T | null = null;

  /** Null where nothing was said. */
  get value(): T | null {
    return this.#value;
  }

  /**
   * Hears an event.
   *
   * @param value - null: the event says nothing about it
   */
  hear(origin: Origin, value: T | null): void {
    if (value === null) {
      return;
    }
    const key = [
      Date.parse(origin.at),
      origin.source,
      origin.id,
      String(value),
    ] as const;
    if (this.#key === null || isAfter(key, this.#key)) {
      this.#key = key;
      this.#value = value;
    }
  }
}

function isAfter(
  one: readonly (number | string)[],
  other: readonly (number | string)[],
): boolean {
  const index = one.findIndex((part, at) => part !== other[at]);
  return index >= 0 && one[index] > other[index];
}
