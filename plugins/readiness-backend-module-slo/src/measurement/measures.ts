import { Amount, Measure } from './MeasurableSlo';
import { hasRange, isWindowed, plainPromQl, selectorOf } from './promQlText';

/** Says that something cannot be measured, and why. */
export function unmeasurable(reason: string): Measure {
  return { kind: 'none', reason: reason.slice(0, 500) };
}

/**
 * An amount, by what its query looks like: a template, a counter, or a level. A query that looks
 * over a time of its own (`sum(rate(a[5m]))`) is a level, whatever it is said to be.
 *
 * @param query - plain
 * @param counter - what the document says; undefined: a selector or a sum of one counts as a counter
 */
export function amountOf(query: string, counter?: boolean | null): Amount {
  if (isWindowed(query)) {
    return { query, form: 'windowed' };
  }
  const grows = counter ?? selectorOf(query) !== undefined;
  return { query, form: grows && !hasRange(query) ? 'counter' : 'level' };
}

/**
 * Events that are good or bad, among all.
 *
 * @param texts - queries as written
 */
export function countsMeasure(texts: {
  of: 'good' | 'bad';
  part: string;
  total: string;
  counter?: boolean | null;
}): Measure {
  const part = plainPromQl(texts.part);
  const total = plainPromQl(texts.total);
  if ('refused' in part) {
    return unmeasurable(
      `the query of ${texts.of} events cannot be asked: ${part.refused}`,
    );
  }
  if ('refused' in total) {
    return unmeasurable(
      `the query of all events cannot be asked: ${total.refused}`,
    );
  }
  return {
    kind: 'counts',
    of: texts.of,
    part: amountOf(part.query, texts.counter),
    total: amountOf(total.query, texts.counter),
  };
}

/**
 * A share that is worked out already.
 *
 * @param text - query as written
 */
export function shareMeasure(of: 'good' | 'bad', text: string): Measure {
  const plain = plainPromQl(text);
  return 'refused' in plain
    ? unmeasurable(`its query cannot be asked: ${plain.refused}`)
    : { kind: 'share', of, query: plain.query };
}

/**
 * A value that has to be on the right side of a threshold.
 *
 * @param text - query as written
 */
export function thresholdMeasure(
  text: string,
  op: 'lte' | 'gte' | 'lt' | 'gt',
  value: number,
): Measure {
  const plain = plainPromQl(text);
  return 'refused' in plain
    ? unmeasurable(`its query cannot be asked: ${plain.refused}`)
    : { kind: 'threshold', query: plain.query, op, value };
}
