import { z } from 'zod';

/**
 * What has to be known of an SLO to measure it, whatever format it was written in. Plain JSON, so
 * that it can be kept between runs.
 */

const query = z.string().max(10_000);

/**
 * An amount of events over a window.
 *
 * - `windowed`: the query holds `{{.window}}`;
 * - `counter`: it selects, or is, something that only grows;
 * - `level`: its value at each moment is an amount, e.g. a rate.
 */
const amount = z.strictObject({
  query,
  form: z.enum(['windowed', 'counter', 'level']),
});

/** How good an SLO fares is asked by it. @public */
export const measureSchema = z.discriminatedUnion('kind', [
  /** Good or bad events, and all. */
  z.strictObject({
    kind: z.literal('counts'),
    of: z.enum(['good', 'bad']),
    part: amount,
    total: amount,
  }),
  /** A share of good or bad events that somebody else worked out. */
  z.strictObject({
    kind: z.literal('share'),
    of: z.enum(['good', 'bad']),
    query,
  }),
  /** Good while a value is on the right side of a threshold. */
  z.strictObject({
    kind: z.literal('threshold'),
    query,
    op: z.enum(['lte', 'gte', 'lt', 'gt']),
    value: z.number(),
  }),
  /** What the recording rules of Sloth hold of the SLO with this id. */
  z.strictObject({ kind: z.literal('recorded'), slothId: z.string().max(600) }),
  /** Cannot be asked of Prometheus. */
  z.strictObject({ kind: z.literal('none'), reason: z.string().max(500) }),
]);

const objective = z.strictObject({
  /** In [0, 1). */
  target: z.number().min(0).lt(1),
  measure: measureSchema,
  /** Time slices are counted in place of events; null: events are. */
  slices: z
    .strictObject({
      seconds: z.number().gt(0),
      /** A slice with at least this share is good; null: the mean of the shares counts. */
      target: z.number().nullable(),
    })
    .nullable(),
});

/** An SLO, as far as it has to be known to measure it. @public */
export const measurableSloSchema = z.strictObject({
  name: z.string().max(300),
  objectives: z.array(objective).min(1).max(10),
  window: z.strictObject({
    /** Duration shorthand of OpenSLO, e.g. `28d`. */
    duration: z.string().max(20),
    /** Null: it rolls. */
    calendar: z
      .strictObject({
        startTime: z.string().max(100),
        timeZone: z.string().max(100),
      })
      .nullable(),
  }),
  /** Names of the data sources that it refers to; several where its parts differ. */
  dataSources: z.array(z.string().max(253)).max(20),
  path: z.string().max(2_000),
  line: z.number(),
  column: z.number(),
});

/** SLOs of one entity. */
export const measurableSlos = z.array(measurableSloSchema).max(200);

/** An amount of events over a window. */
export type Amount = z.output<typeof amount>;
/** How good an SLO fares is asked by it. @public */
export type Measure = z.output<typeof measureSchema>;
/** One target of an SLO. */
export type MeasurableObjective = z.output<typeof objective>;
/** An SLO, as far as it has to be known to measure it. @public */
export type MeasurableSlo = z.output<typeof measurableSloSchema>;
