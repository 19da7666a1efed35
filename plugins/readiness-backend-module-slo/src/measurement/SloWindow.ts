import { DateTime, DurationLike } from 'luxon';
import { MeasurableSlo } from './MeasurableSlo';

/** A duration shorthand of OpenSLO, taken apart. */
const shorthand = /^([1-9][0-9]{0,5})(m|h|d|w|M|Q|Y)$/;

/**
 * Months, quarters and years that roll count as 30, 90 and 365 days: the specification leaves that
 * open (https://github.com/OpenSLO/OpenSLO#duration-shorthand).
 */
const unitSeconds: Record<string, number> = {
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 7 * 86_400,
  M: 30 * 86_400,
  Q: 90 * 86_400,
  Y: 365 * 86_400,
};

const calendarUnits: Record<string, (count: number) => DurationLike> = {
  m: minutes => ({ minutes }),
  h: hours => ({ hours }),
  d: days => ({ days }),
  w: weeks => ({ weeks }),
  M: months => ({ months }),
  Q: quarters => ({ quarters }),
  Y: years => ({ years }),
};

/** @returns undefined where it is no duration shorthand */
export function shorthandSeconds(duration: string): number | undefined {
  const match = shorthand.exec(duration);
  return match ? Number(match[1]) * unitSeconds[match[2]] : undefined;
}

/**
 * The time over which an SLO holds: one that rolls, or periods of a calendar.
 *
 * Of any moment it tells since when the budget counts. Periods of a calendar begin at the start
 * time and every duration from there, in its time zone, so that a month begins on the same day and
 * at the same hour whatever summer time does.
 */
export class SloWindow {
  /** Length in seconds; of a calendar the usual one. */
  readonly seconds: number;
  readonly #calendar:
    | {
        first: DateTime;
        period: (count: number) => DurationLike;
        count: number;
      }
    | undefined;

  private constructor(
    seconds: number,
    calendar?: {
      first: DateTime;
      period: (count: number) => DurationLike;
      count: number;
    },
  ) {
    this.seconds = seconds;
    this.#calendar = calendar;
  }

  /**
   * @returns why it cannot be used, where it cannot
   */
  static of(window: MeasurableSlo['window']): SloWindow | { refused: string } {
    const match = shorthand.exec(window.duration);
    const seconds = shorthandSeconds(window.duration);
    if (!match || seconds === undefined || seconds > 3 * unitSeconds.Y) {
      return { refused: `no window of ${window.duration} can be measured` };
    }
    if (!window.calendar) {
      return new SloWindow(seconds);
    }
    const { startTime, timeZone } = window.calendar;
    const first = DateTime.fromISO(startTime.trim().replace(' ', 'T'), {
      zone: timeZone,
    });
    if (!first.isValid || first.year < 1970) {
      return {
        refused: `the calendar needs a start time such as 2026-01-01 00:00:00 and a time zone such as Europe/Vienna`,
      };
    }
    return new SloWindow(seconds, {
      first,
      period: calendarUnits[match[2]],
      count: Number(match[1]),
    });
  }

  /** Is it one of a calendar? */
  get isCalendar(): boolean {
    return this.#calendar !== undefined;
  }

  /**
   * Since when the budget counts at a moment.
   *
   * @param at - milliseconds since 1970
   * @returns milliseconds since 1970; -Infinity before the first period of a calendar
   */
  startOf(at: number): number {
    if (!this.#calendar) {
      return at - this.seconds * 1_000;
    }
    const { first, period, count } = this.#calendar;
    const begin = (index: number) =>
      first.plus(period(index * count)).toMillis();
    if (at < first.toMillis()) {
      return -Infinity;
    }
    let index = Math.floor((at - first.toMillis()) / (this.seconds * 1_000));
    // Months differ, and so do days in spring and autumn; the guess is off by a few periods at most.
    while (begin(index) > at) {
      index -= 1;
    }
    while (begin(index + 1) <= at) {
      index += 1;
    }
    return begin(index);
  }
}
