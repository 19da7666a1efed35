import { ReadinessReactT, Words } from '../words';
import { dayNumber, isoDay } from './chartDays';
import { ChartRange, PlaceRange } from './measuredDays';

/** What the values of a chart are: shares of a whole, or numbers. @public */
export type ChartUnit = 'ratio' | 'count';

/** Values of a chart in words. */
export interface SpokenSeries {
  name: string;
  /** One a day; null where nothing is known. */
  values: ReadonlyArray<number | null>;
}

/**
 * A value in words, e.g. "40%".
 */
export function valueWords(
  words: Words,
  value: number,
  unit: ChartUnit,
): string {
  return unit === 'ratio' ? words.percent(value) : words.number(value);
}

/**
 * A day of a chart in words: with its year only where the chart spans two.
 *
 * @param place - 0 is the first day of the chart
 */
export function placeWords(
  words: Words,
  range: ChartRange,
  place: number,
): string {
  const day = isoDay(dayNumber(range.from) + place);
  return range.from.slice(0, 4) === range.to.slice(0, 4)
    ? words.shortDay(day)
    : words.day(day);
}

/**
 * How one series went, in sentences: "Adoption rose from 40% on 24 Aug to 80% on 21 Nov. The lowest was 20% on 1 Oct."
 *
 * @param range - the days of the chart
 */
export function seriesWords(
  t: ReadinessReactT,
  words: Words,
  { name, values }: SpokenSeries,
  range: ChartRange,
  unit: ChartUnit,
): string {
  const known = values.flatMap((value, place) =>
    value === null ? [] : [{ value, place }],
  );
  if (known.length === 0) {
    return t('charts.unknown', { name });
  }
  const first = known[0];
  const last = known[known.length - 1];
  const filled = {
    name,
    before: valueWords(words, first.value, unit),
    after: valueWords(words, last.value, unit),
    from: placeWords(words, range, first.place),
    to: placeWords(words, range, last.place),
  };
  if (known.length === 1) {
    return t('charts.once', filled);
  }
  const sentences: string[] = [];
  // What reads alike did neither rise nor fall.
  if (filled.before === filled.after) {
    sentences.push(t('charts.stayed', filled));
  } else {
    sentences.push(
      last.value > first.value
        ? t('charts.rose', filled)
        : t('charts.fell', filled),
    );
  }
  const high = known.reduce((a, b) => (b.value > a.value ? b : a));
  const low = known.reduce((a, b) => (b.value < a.value ? b : a));
  const say = ({ value, place }: { value: number; place: number }) => ({
    value: valueWords(words, value, unit),
    day: placeWords(words, range, place),
  });
  const ends = [filled.before, filled.after];
  if (!ends.includes(say(high).value)) {
    sentences.push(t('charts.high', say(high)));
  }
  if (!ends.includes(say(low).value)) {
    sentences.push(t('charts.low', say(low)));
  }
  return sentences.join(' ');
}

/**
 * On which days nothing was measured, in a sentence; empty where there are none.
 */
export function gapWords(
  t: ReadinessReactT,
  words: Words,
  gaps: readonly PlaceRange[],
  range: ChartRange,
): string {
  if (gaps.length === 0) {
    return '';
  }
  if (gaps.length > 1) {
    return t('charts.gaps', {
      count: gaps.reduce((sum, { first, last }) => sum + last - first + 1, 0),
    });
  }
  const [{ first, last }] = gaps;
  const from = placeWords(words, range, first);
  return first === last
    ? t('charts.gapDay', { day: from })
    : t('charts.gap', { from, to: placeWords(words, range, last) });
}
