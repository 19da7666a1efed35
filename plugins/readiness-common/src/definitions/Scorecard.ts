/**
 * The `Scorecard` document: a versioned set of checks on a ladder of levels.
 *
 * The schema is strict (an unknown key is an error, since a mistyped key would
 * silently change a standard) and bounded. It says nothing about CEL: the
 * engine compiles conditions and reports their place. Each key is described,
 * for the JSON Schema that editors read.
 */
import { z } from 'zod';
import {
  apiVersion,
  area,
  date,
  entityRef,
  id,
  level,
  predicate,
  stage,
  text,
} from './documentFields';
import { checkChangeSchema, checkSchema } from './ScorecardCheck';

const targetSchema = z.strictObject({
  when: predicate.describe(
    'Entities of which this level is asked: a predicate over the entity, with `readiness.tier` and `readiness.lifecycle` added.',
  ),
  level: level.describe('The level that is asked of them.'),
  only: z
    .strictObject({
      areas: z
        .array(area)
        .min(1)
        .max(20)
        .optional()
        .describe('Gates of these areas.'),
      checks: z.array(id).min(1).max(200).optional().describe('These gates.'),
    })
    .optional()
    .describe(
      'They are on target as soon as these gates up to the level are met.',
    ),
});

const exemptionSchema = z.strictObject({
  entity: entityRef.describe('The entity that is released.'),
  check: id.describe('The check that it is released from.'),
  reason: text(1_000).describe('Why.'),
  approver: entityRef.describe('Who has agreed.'),
  until: date.describe('The last day (UTC) on which it holds.'),
});

const params = z
  .record(
    z.string().max(63),
    z.union([
      z.number(),
      z.boolean(),
      z.string().max(500),
      z.array(z.union([z.number(), z.string().max(500)])).max(200),
    ]),
  )
  .describe('Thresholds and lists that conditions read as `params.<name>`.');

const metadataFields = {
  name: id.describe('Its identity.'),
  title: text(80).describe('What it is called on pages.'),
  description: text(1_000).describe('What it is about, and for whom.'),
  owner: entityRef
    .optional()
    .describe(
      'Whom to tell that a check is wrong; of a document that extends, default is the owner of what is extended.',
    ),
};

/** What a scorecard says beside its checks, without defaults. */
const specFields = {
  target: predicate.describe(
    'Entities that the scorecard is about: a predicate over catalog entities.',
  ),
  stage: stage.describe(
    'How far it is rolled out, where a check says nothing else. Default: enforced.',
  ),
  levels: z
    .array(
      z
        .strictObject({
          level: level.describe('1 is the lowest rung.'),
          name: text(40).describe('What the level is called.'),
          description: text(300).describe('What it means to be there.'),
        })
        .describe('A rung.'),
    )
    .min(1)
    .max(9)
    .describe('The ladder.'),
  targets: z
    .array(targetSchema)
    .max(50)
    .describe(
      'What is asked of whom; the first match wins. No match: no target.',
    ),
  holdDays: z
    .number()
    .int()
    .min(0)
    .max(365)
    .describe(
      'Days for which a gate that lost its data holds its level. Default: 14.',
    ),
  graceDays: z
    .number()
    .int()
    .min(0)
    .max(365)
    .describe(
      'Days in which a new entity does not count for its team. Default: 14.',
    ),
};

const exemptions = z
  .array(exemptionSchema)
  .max(2_000)
  .describe('Dated releases of single entities from single checks.');

/**
 * Schema of a complete `Scorecard` document, as parsed from YAML.
 *
 * @public
 */
export const scorecardSchema = z.strictObject({
  apiVersion,
  kind: z.literal('Scorecard').describe('What the document is.'),
  metadata: z.strictObject(metadataFields).describe('Its names.'),
  spec: z
    .strictObject({
      ...specFields,
      stage: specFields.stage.default('enforced'),
      targets: specFields.targets.default([]),
      holdDays: specFields.holdDays.default(14),
      graceDays: specFields.graceDays.default(14),
      params: params.default({}),
      checks: z.array(checkSchema).min(1).max(300).describe('The checks.'),
      exemptions: exemptions.default([]),
    })
    .describe('The standard itself.'),
});

/**
 * Schema of a `Scorecard` document that extends another one, under the same
 * name or under another one. What it leaves out stays as it is there.
 *
 * @public
 */
export const scorecardExtensionSchema = z.strictObject({
  apiVersion,
  kind: z.literal('Scorecard').describe('What the document is.'),
  metadata: z
    .strictObject({
      ...z.strictObject(metadataFields).partial().shape,
      name: id.describe(
        'The name of what is extended, which is then replaced, or another one for a further scorecard.',
      ),
    })
    .describe('Its names; what is left out stays.'),
  spec: z
    .strictObject({
      extends: id.describe('Name of the scorecard that is extended.'),
      ...z.strictObject(specFields).partial().shape,
      params: params
        .describe(
          'Parameters that change, of the same type as before; new ones where a check of this document reads them.',
        )
        .default({}),
      checks: z
        .array(checkChangeSchema)
        .max(300)
        .describe(
          'Checks that change and checks that are new. Of a changed one `messages` and `remediation` are merged, anything else is replaced.',
        )
        .default([]),
      remove: z
        .array(id)
        .max(300)
        .describe('Ids of checks that are left out.')
        .default([]),
      exemptions: exemptions.describe('Exemptions that are added.').default([]),
    })
    .describe('What changes.'),
});

/**
 * A complete `Scorecard` document with defaults filled in.
 *
 * @public
 */
export type Scorecard = z.output<typeof scorecardSchema>;

/**
 * A `Scorecard` document that changes another one.
 *
 * @public
 */
export type ScorecardExtension = z.output<typeof scorecardExtensionSchema>;

/**
 * One check of a scorecard: a yes/no question over an entity and its facts.
 *
 * @public
 */
export type Check = Scorecard['spec']['checks'][number];

/**
 * A dated release of one entity from one check.
 *
 * @public
 */
export type Exemption = Scorecard['spec']['exemptions'][number];
