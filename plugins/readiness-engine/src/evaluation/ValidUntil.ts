const hourInMilliseconds = 3_600_000;
/** The last moment of a JavaScript Date; what is later is never. */
const lastMoment = 8.64e15;

/** ISO 8601 in UTC. */
export function toIso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/**
 * The earliest moment at which an answer can flip by the clock alone.
 *
 * Evaluations see whole UTC hours, so a moment within an hour is rounded up to
 * the first evaluation that notices it: an entity that is taken up again at
 * this time does get a new answer, and is not taken up in a circle.
 */
export class ValidUntil {
  readonly #now: number;
  #earliest = Infinity;

  constructor(now: Date) {
    this.#now = now.getTime();
  }

  /** @param moment - milliseconds; what is past, beyond all dates or null changes nothing */
  add(moment: number | null): void {
    if (
      moment !== null &&
      moment > this.#now &&
      moment < this.#earliest &&
      moment <= lastMoment
    ) {
      this.#earliest = moment;
    }
  }

  /** @returns null: never */
  toIso(): string | null {
    return Number.isFinite(this.#earliest)
      ? toIso(
          Math.ceil(this.#earliest / hourInMilliseconds) * hourInMilliseconds,
        )
      : null;
  }
}
