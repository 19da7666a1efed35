/**
 * A check as it is written in a `Scorecard` document. The fields stand alone,
 * without defaults, so that a document that extends a scorecard is made of the
 * same ones.
 */
import { z } from 'zod';
import {
  area,
  cel,
  date,
  entityRef,
  httpUrl,
  id,
  level,
  predicate,
  stage,
  text,
} from './documentFields';

const messageFields = {
  pass: text(1_000).describe('What was found, where the check is met.'),
  fail: text(1_000).describe(
    'What was found, where it is not met; say the values: `{{ facts.slo.broken }}`.',
  ),
};

const otherMessageFields = {
  unknown: text(1_000)
    .optional()
    .describe('What is missing, where `unknownWhen` is true.'),
  notApplicable: text(1_000)
    .optional()
    .describe(
      'Why it is not asked, where `appliesTo` or `appliesWhen` says so.',
    ),
};

const remediationText = text(4_000).describe(
  'How to fix it, in Markdown; may hold values: `{{ entity.metadata.name }}`.',
);

const remediationFields = {
  path: text(300)
    .optional()
    .describe(
      'The file to create or change, relative to the directory of the entity.',
    ),
  example: text(4_000).optional().describe('A good example of that file.'),
  link: httpUrl
    .optional()
    .describe('A page that explains the topic; http(s) only.'),
  template: entityRef
    .optional()
    .describe('Scaffolder template that fixes it, as an entity ref.'),
  by: z
    .enum(['team', 'platform'])
    .optional()
    .describe(
      'Who fixes it; `platform` makes it a platform action. Default: the team.',
    ),
};

/** What every check has to say. */
const requiredFields = {
  title: text(80).describe('What the check is called, as in `Has a runbook`.'),
  question: text(200).describe('The question that it asks of an entity.'),
  rationale: text(2_000).describe('Why it matters.'),
  area: area.describe('The part of readiness that it is about.'),
  level: level.describe('The rung of `spec.levels` that it belongs to.'),
  effort: z
    .number()
    .positive()
    .max(400)
    .describe('Hours that it takes to fix, for one entity.'),
  condition: cel.describe(
    'CEL; true is a pass, false a fail. Reads `entity`, `facts`, `owner`, `results`, `params` and `now`.',
  ),
  messages: z
    .strictObject({ ...messageFields, ...otherMessageFields })
    .describe(
      'What was found, in one or two plain sentences; `{{ CEL }}` writes a value.',
    ),
  lookedFor: text(500).describe('What was looked for, and where.'),
  remediation: z
    .strictObject({ text: remediationText, ...remediationFields })
    .describe('How to fix it.'),
};

/** What a check may leave out and has a default, here without it. */
const defaultedFields = {
  gate: z
    .boolean()
    .describe(
      'It decides its level; otherwise it feeds the score only. Default: false.',
    ),
  weight: z
    .number()
    .positive()
    .max(100)
    .describe('What it weighs in the score. Default: 1.'),
  optOut: z
    .boolean()
    .describe(
      'May an entity opt out by the annotation `opt-out.team-readiness.dev/<check>`, with a reason? Default: false.',
    ),
};

/** What a check may leave out. */
const optionalFields = {
  owner: entityRef
    .optional()
    .describe(
      'Whom to tell that the check is wrong. Default: the owner of the scorecard.',
    ),
  stage: stage
    .optional()
    .describe(
      'How far it is rolled out. Default: the stage of the scorecard; a check that is new or stricter starts at `warn` for 30 days.',
    ),
  enforceFrom: date
    .optional()
    .describe('From this day (UTC) on it counts; until then it is at `warn`.'),
  change: z
    .literal('relaxed')
    .optional()
    .describe(
      'The author says that this version asks for less than the one before, so that it counts at once. Believed only if no entity fails that did not fail before.',
    ),
  appliesTo: predicate
    .optional()
    .describe('Entities that it is asked of. Default: all of the scorecard.'),
  appliesWhen: cel
    .optional()
    .describe(
      'CEL over facts; false: it does not apply. For what `appliesTo` cannot say.',
    ),
  unknownWhen: cel
    .optional()
    .describe('CEL; true: the fact is there, but the answer is not in it.'),
};

const checkId = id.describe('Unique within the scorecard.');

/**
 * Schema of a complete check, with its defaults.
 *
 * @public
 */
export const checkSchema = z.strictObject({
  id: checkId,
  ...requiredFields,
  gate: defaultedFields.gate.default(false),
  weight: defaultedFields.weight.default(1),
  optOut: defaultedFields.optOut.default(false),
  ...optionalFields,
});

/**
 * Schema of a check in a document that extends a scorecard: of one that is
 * there the fields that change, of a new one all that a check needs.
 *
 * @public
 */
export const checkChangeSchema = z.strictObject({
  id: id.describe(
    'A check of the extended scorecard, of which the given fields are replaced, or a new one, which must be complete.',
  ),
  ...z.strictObject(requiredFields).partial().shape,
  messages: z
    .strictObject({ ...messageFields, ...otherMessageFields })
    .partial()
    .optional()
    .describe('Messages that change; the others stay.'),
  remediation: z
    .strictObject({ text: remediationText.optional(), ...remediationFields })
    .optional()
    .describe('What changes of the remediation; the rest stays.'),
  ...z.strictObject(defaultedFields).partial().shape,
  ...optionalFields,
});

/**
 * An entry of `spec.checks` in a document that extends a scorecard.
 *
 * @public
 */
export type CheckExtension = z.output<typeof checkChangeSchema>;
