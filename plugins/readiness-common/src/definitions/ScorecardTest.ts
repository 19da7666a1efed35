/**
 * The `ScorecardTest` document: cases that say what the checks of a scorecard
 * answer for an entity and its facts. It lies beside the scorecard, in a file
 * that ends with `.test.yaml`.
 *
 * Each case starts from `spec.base`. What a case gives is laid over it: objects
 * are merged key by key, anything else (lists, texts, numbers, null) replaces
 * what was there. The fact `catalog` is read from the entity as the catalog
 * collector reads it, and may be changed below `facts.catalog`. `readiness/owner`
 * is given like any other fact.
 */
import { z } from 'zod';
import { outcomes, Outcome } from '../glossary/Outcome';
import { readinessDomain } from '../glossary/annotations';

const jsonObject = z.record(z.string(), z.unknown());
const id = z.string().min(1).max(63);
const collectorId = z.string().min(1).max(100);
const text = (max: number) => z.string().trim().min(1).max(max);

const situationSchema = z.strictObject({
  /** The catalog entity; of a case, the part that differs. */
  entity: jsonObject.optional(),
  /** Data of facts by collector id; of a case, the parts that differ. */
  facts: z.record(collectorId, jsonObject).optional(),
  /** Parameters that differ from those of the scorecard. */
  params: jsonObject.optional(),
});

const caseSchema = situationSchema.extend({
  /** Id of the check. */
  check: id,
  /** What is special about the case, in a few words. */
  name: text(120),
  /** Facts that were never observed for this entity. */
  without: z.array(collectorId).max(50).optional(),
  /** Facts that are past their time to live. */
  stale: z.array(collectorId).max(50).optional(),
  /** Outcomes of checks of a lower stratum, by check id. */
  results: z
    .record(id, z.enum(outcomes as readonly [Outcome, ...Outcome[]]))
    .optional(),
  /** The moment of the case; default is `spec.now`. */
  now: z.iso.datetime({ offset: true }).optional(),
  /** The case tries to pass without doing the work; it must not be a pass. */
  gaming: z.boolean().optional(),
  expect: z.strictObject({
    outcome: z.enum(outcomes as readonly [Outcome, ...Outcome[]]),
    /** The whole message. */
    message: text(2_000).optional(),
    /** Texts that the message has to hold. */
    messageIncludes: z.array(text(500)).max(20).optional(),
  }),
});

/**
 * Schema of a `ScorecardTest` document, as parsed from YAML.
 *
 * @public
 */
export const scorecardTestSchema = z.strictObject({
  apiVersion: z.literal(`${readinessDomain}/v1`),
  kind: z.literal('ScorecardTest'),
  metadata: z.strictObject({ name: text(120) }),
  spec: z.strictObject({
    /** Name of the scorecard that is tested. */
    scorecard: id,
    /** The moment of all cases, ISO 8601 with zone. */
    now: z.iso.datetime({ offset: true }),
    base: situationSchema.default({}),
    cases: z.array(caseSchema).min(1).max(2_000),
  }),
});

/**
 * A `ScorecardTest` document with defaults filled in.
 *
 * @public
 */
export type ScorecardTest = z.output<typeof scorecardTestSchema>;

/**
 * One case of a `ScorecardTest` document.
 *
 * @public
 */
export type ScorecardTestCase = ScorecardTest['spec']['cases'][number];
