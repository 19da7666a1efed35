import { durationParts } from '../dates/durationParts';
import { readinessReactTranslationRef, Translate } from '../translations';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Translates the messages of this package. @public */
export type ReadinessReactT = Translate<
  (typeof readinessReactTranslationRef)['T']
>;

/**
 * Numbers and dates as the language of the reader has them. Times are in UTC, as those of the API are.
 *
 * @public
 */
export class Formats {
  protected readonly t: ReadinessReactT;
  /** The rules that dates and numbers follow, e.g. "en-GB". */
  readonly locale: string;
  readonly #formats = new Map<string, Intl.DateTimeFormat>();
  readonly #number: Intl.NumberFormat;
  readonly #relative: Intl.RelativeTimeFormat;

  /** @param t - of `readinessReactTranslationRef` */
  constructor(t: ReadinessReactT) {
    this.t = t;
    this.locale = t('format.locale');
    this.#number = new Intl.NumberFormat(this.locale, {
      maximumFractionDigits: 1,
    });
    this.#relative = new Intl.RelativeTimeFormat(this.locale, {
      numeric: 'auto',
    });
  }

  #format(name: string, options: Intl.DateTimeFormatOptions) {
    let format = this.#formats.get(name);
    if (!format) {
      format = new Intl.DateTimeFormat(this.locale, {
        ...options,
        timeZone: 'UTC',
      });
      this.#formats.set(name, format);
    }
    return format;
  }

  #time(
    iso: string,
    otherwise: string,
    name: string,
    options: Intl.DateTimeFormatOptions,
  ): string {
    const time = Date.parse(iso);
    return Number.isNaN(time)
      ? otherwise
      : this.#format(name, options).format(time);
  }

  /**
   * A number with at most one digit after the point, and with separators of thousands.
   *
   * @param options - other rules for this one
   */
  number(value: number, options?: Intl.NumberFormatOptions): string {
    return options
      ? value.toLocaleString(this.locale, options)
      : this.#number.format(value);
  }

  /** A number with its sign, also where it is positive: "+1.5", "−2", "0". */
  signed(value: number): string {
    return this.number(value, {
      maximumFractionDigits: 1,
      signDisplay: 'exceptZero',
    }).replace('-', '−');
  }

  /**
   * A ratio in whole percent. Only what is complete reads "100%", and only what is empty reads "0%", so that rounding
   * never hides the last gap.
   *
   * @param ratio - in [0, 1]; null gives "–"
   */
  percent(ratio: number | null): string {
    if (ratio === null || !Number.isFinite(ratio)) {
      return this.t('format.noNumber');
    }
    let rounded = Math.round(ratio * 100);
    if (rounded >= 100 && ratio < 1) {
      rounded = 99;
    } else if (rounded <= 0 && ratio > 0) {
      rounded = 1;
    }
    return this.t('format.percent', { number: this.number(rounded) });
  }

  /** Several things in one sentence: "a, b and c". */
  list(items: readonly string[]): string {
    return new Intl.ListFormat(this.locale).format(items);
  }

  /** The day of an ISO time or date, e.g. "7 Oct 2026"; of anything else "an unknown day". */
  day(iso: string): string {
    return this.#time(iso, this.t('format.unknownDay'), 'day', {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    });
  }

  /** The day without its year, e.g. "7 Oct", for where the year stands above. */
  shortDay(iso: string): string {
    return this.#time(iso, this.t('format.unknownDay'), 'shortDay', {
      day: 'numeric',
      month: 'short',
    });
  }

  /** The month of an ISO time or date, e.g. "October 2026". */
  month(iso: string): string {
    return this.#time(iso, this.t('format.unknownMonth'), 'month', {
      month: 'long',
      year: 'numeric',
    });
  }

  /** An ISO time with hours and minutes, e.g. "7 Oct 2026, 09:30 UTC". */
  moment(iso: string): string {
    return this.#time(iso, this.t('format.unknownTime'), 'moment', {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
    });
  }

  /** A day of the week, 0 is Sunday. */
  weekday(weekday: number, width: 'long' | 'short' = 'long'): string {
    // The fourth of January 1970 was a Sunday.
    return this.#format(`weekday ${width}`, { weekday: width }).format(
      (3 + weekday) * day,
    );
  }

  /**
   * The distance from `now` to a moment: "3 days ago", "in 2 hours". Up to 60 days in days, up to 24 months in months,
   * then in years.
   *
   * @param iso - ISO time; anything else gives "at an unknown time"
   */
  relative(iso: string, now: Date = new Date()): string {
    const then = Date.parse(iso);
    if (Number.isNaN(then)) {
      return this.t('format.atUnknownTime');
    }
    const distance = then - now.getTime();
    const size = Math.abs(distance);
    const units: Array<
      [below: number, length: number, unit: Intl.RelativeTimeFormatUnit]
    > = [
      [hour, minute, 'minute'],
      [day, hour, 'hour'],
      [60 * day, day, 'day'],
      [730 * day, 30 * day, 'month'],
      [Infinity, 365 * day, 'year'],
    ];
    if (size < minute) {
      return this.t('format.justNow');
    }
    const [, length, unit] = units.find(([below]) => size < below)!;
    return this.#relative.format(Math.trunc(distance / length), unit);
  }

  /** Milliseconds in at most two units: "less than 1 s" (also what is negative or no number), "3 min 20 s", "3 d 4 h". */
  duration(milliseconds: number): string {
    const parts = durationParts(milliseconds);
    return parts.length === 0
      ? this.t('durations.short')
      : parts
          .map(({ value, unit }) =>
            this.t(`durations.${unit}`, { number: this.number(value) }),
          )
          .join(' ');
  }
}
