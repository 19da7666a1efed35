import { InputError } from '@backstage/errors';
import { LocalDays } from '@team-readiness/backstage-plugin-readiness-engine';
import { RecordRange } from '../../database/operations/record';

/** First and last day with their moments in a time zone. */
export type DaySpan = Required<RecordRange> & { from: string; to: string };

const pattern = /^(\d{4})-Q([1-4])$/;
const firstYear = 1970;

/** A quarter of a year, by the days of a time zone. */
export class Quarter {
  readonly #days: LocalDays;
  /** Quarters since the year 0. */
  readonly #index: number;

  private constructor(days: LocalDays, index: number) {
    this.#days = days;
    this.#index = index;
  }

  /**
   * @param text - `YYYY-Qn`; undefined: the last complete one
   * @param options - IANA name of the time zone, and the present
   * @throws InputError for another text, a quarter that has not begun, or one before 1970
   */
  static read(
    text: string | undefined,
    { timeZone, now }: { timeZone: string; now: Date },
  ): Quarter {
    const days = new LocalDays(timeZone);
    const today = days.toDate(days.dayAt(now.getTime()));
    const current =
      Number(today.slice(0, 4)) * 4 +
      Math.floor((Number(today.slice(5, 7)) - 1) / 3);
    if (text === undefined) {
      return new Quarter(days, current - 1);
    }
    const parts = pattern.exec(text);
    if (!parts || Number(parts[1]) <= firstYear) {
      throw new InputError('quarter must be written as 2026-Q2');
    }
    const index = Number(parts[1]) * 4 + Number(parts[2]) - 1;
    if (index > current) {
      throw new InputError(`${text} has not begun`);
    }
    return new Quarter(days, index);
  }

  get name(): string {
    return `${Math.floor(this.#index / 4)}-Q${(this.#index % 4) + 1}`;
  }

  get before(): Quarter {
    return new Quarter(this.#days, this.#index - 1);
  }

  /** Its months, `YYYY-MM`. */
  get months(): string[] {
    return [0, 1, 2].map(month => this.#dayOf(month).slice(0, 7));
  }

  /** All its days. */
  get span(): DaySpan {
    const from = this.#numberOf(this.#dayOf(0));
    const after = this.#numberOf(this.#dayOf(3));
    return {
      from: this.#days.toDate(from),
      to: this.#days.toDate(after - 1),
      moments: {
        from: this.#days.startOf(from),
        to: this.#days.startOf(after),
      },
    };
  }

  /** The first day of one of its months; 3: of the quarter after it. */
  #dayOf(month: number): string {
    const [year, quarter] = [Math.floor(this.#index / 4), this.#index % 4];
    return new Date(Date.UTC(year, quarter * 3 + month, 1))
      .toISOString()
      .slice(0, 10);
  }

  #numberOf(day: string): number {
    return Math.round(Date.parse(day) / 86_400_000);
  }
}
