/**
 * The `ScorecardTest` document: cases that say what the checks of a scorecard
 * answer for an entity and its facts. It lies beside the scorecard, in a file
 * that ends with `.test.yaml`.
 *
 * Each case starts from `spec.base`. What a case gives is laid over it: objects
 * are merged key by key, anything else (lists, texts, numbers, null) replaces
 * what was there. Items of a list are changed by an object with their positions
 * as keys (`slos: { '0': { complete: false } }`). In the entity, which holds no nulls in the catalog, null takes
 * a key away. The fact `catalog` is read from the entity as the catalog
 * collector reads it, and may be changed below `facts.catalog`. `readiness/owner`
 * is given like any other fact.
 */
import { z } from 'zod';
import { outcomes, Outcome } from '../glossary/Outcome';
import { apiVersion } from './documentFields';

const jsonObject = z.record(z.string(), z.unknown());
const id = z.string().min(1).max(63);
const collectorId = z.string().min(1).max(100);
const text = (max: number) => z.string().trim().min(1).max(max);

const situationSchema = z.strictObject({
  entity: jsonObject
    .optional()
    .describe(
      'The catalog entity; of a case, the part that differs, where null takes a key away.',
    ),
  facts: z
    .record(collectorId, jsonObject)
    .optional()
    .describe(
      'Data of facts by collector id; of a case, the parts that differ.',
    ),
  params: jsonObject
    .optional()
    .describe('Parameters that differ from those of the scorecard.'),
});

const outcome = z.enum(outcomes as readonly [Outcome, ...Outcome[]]);

const caseSchema = situationSchema.extend({
  check: id.describe('Id of the check.'),
  name: text(120).describe('What is special about the case, in a few words.'),
  without: z
    .array(collectorId)
    .max(50)
    .optional()
    .describe('Facts that were never observed for this entity.'),
  stale: z
    .array(collectorId)
    .max(50)
    .optional()
    .describe('Facts that are past their time to live.'),
  results: z
    .record(id, outcome)
    .optional()
    .describe('Outcomes of checks of a lower stratum, by check id.'),
  now: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('The moment of the case; default is `spec.now`.'),
  gaming: z
    .boolean()
    .optional()
    .describe(
      'The case tries to pass without doing the work; it must not be a pass.',
    ),
  expect: z
    .strictObject({
      outcome: outcome.describe('The answer of the check.'),
      message: text(2_000).optional().describe('The whole message.'),
      messageIncludes: z
        .array(text(500))
        .max(20)
        .optional()
        .describe('Texts that the message has to hold.'),
    })
    .describe('What the check has to answer.'),
});

/**
 * Schema of a `ScorecardTest` document, as parsed from YAML.
 *
 * @public
 */
export const scorecardTestSchema = z.strictObject({
  apiVersion,
  kind: z.literal('ScorecardTest').describe('What the document is.'),
  metadata: z
    .strictObject({ name: text(120).describe('What is tested, in few words.') })
    .describe('Its name.'),
  spec: z
    .strictObject({
      scorecard: id.describe('Name of the scorecard that is tested.'),
      now: z.iso
        .datetime({ offset: true })
        .describe('The moment of all cases, ISO 8601 with zone.'),
      base: situationSchema
        .default({})
        .describe('The situation that each case starts from.'),
      cases: z.array(caseSchema).min(1).max(2_000).describe('The cases.'),
    })
    .describe('What is asked, and what has to be answered.'),
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
