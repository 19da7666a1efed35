import { LocalDays } from '@team-readiness/backstage-plugin-readiness-engine';
import { DaySpan, Quarter } from './Quarter';

/** The two spans that are compared, each up to where it is over. */
export interface BriefSpans {
  before: DaySpan;
  after: DaySpan;
  /** The later one is not over. */
  unfinished: boolean;
  timeZone: string;
}

/**
 * The quarter up to now, and the whole one before it.
 *
 * @param options - IANA name of the zone in which the quarter is, and the present
 */
export function toBriefSpans(
  quarter: Quarter,
  { timeZone, now }: { timeZone: string; now: Date },
): BriefSpans {
  const whole = quarter.span;
  const unfinished = whole.moments.to > now.getTime();
  const days = new LocalDays(timeZone);
  return {
    before: quarter.before.span,
    after: unfinished
      ? {
          from: whole.from,
          to: days.toDate(days.dayAt(now.getTime())),
          moments: { from: whole.moments.from, to: now.getTime() },
        }
      : whole,
    unfinished,
    timeZone,
  };
}
