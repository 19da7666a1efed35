import { WorkingDays } from '../calendar/WorkingDays';
import { CelClock } from './CelEngine';

/** The clock of a run as a business calendar sees it. @public */
export interface BusinessClock {
  readonly calendar: WorkingDays;
  /** The day in the calendar's time zone, since 1970-01-01. */
  readonly today: number;
  /** Told the day (as `today`) on which a comparison that was made flips. */
  flipsOn(day: number): void;
}

/** The business calendar of a run; the default one, in UTC, where none is given. */
export function businessClockOf(clock: CelClock): BusinessClock {
  return (
    clock.business ?? {
      calendar: WorkingDays.of(),
      today: clock.today,
      flipsOn: day => clock.flipsOn(day),
    }
  );
}

/** Tells the clock that an answer is only known to hold until the next midnight, here or in the calendar's zone. */
export function flipsAtMidnight(clock: CelClock): void {
  clock.flipsOn(clock.today + 1);
  clock.business?.flipsOn(clock.business.today + 1);
}
