/**
 * The `Scorecard` document: a versioned set of checks on a ladder of levels.
 *
 * The schema is strict (an unknown key is an error, since a mistyped key would
 * silently change a standard) and bounded. It says nothing about CEL: the
 * engine compiles conditions and reports their place.
 */
import { createZodV4FilterPredicateSchema } from '@backstage/filter-predicates';
import { z } from 'zod';
import { areas, Area } from '../glossary/Area';
import { readinessDomain } from '../glossary/annotations';
import { stages, Stage } from '../glossary/Stage';

const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const entityRefPattern = /^[a-z]+:[a-z0-9._-]+\/[a-z0-9._-]+$/i;

const id = z
  .string()
  .max(63)
  .regex(idPattern, 'must be lower-case words joined by dashes');
const text = (max: number) => z.string().trim().min(1).max(max);
const cel = z.string().trim().min(1).max(4_000);
const level = z.number().int().min(1).max(9);
const date = z.iso.date();
const httpUrl = z.url({ protocol: /^https?$/ }).max(2_000);
const predicate = createZodV4FilterPredicateSchema();
const entityRef = z
  .string()
  .max(300)
  .regex(entityRefPattern, 'must be an entity ref');
const area = z.enum(areas as readonly [Area, ...Area[]]);
const stage = z.enum(stages as readonly [Stage, ...Stage[]]);

const targetSchema = z.strictObject({
  when: predicate,
  level: level,
  only: z
    .strictObject({
      areas: z.array(area).min(1).max(20).optional(),
      checks: z.array(id).min(1).max(200).optional(),
    })
    .optional(),
});

const checkSchema = z.strictObject({
  id,
  title: text(80),
  question: text(200),
  rationale: text(2_000),
  area,
  level,
  gate: z.boolean().default(false),
  weight: z.number().positive().max(100).default(1),
  effort: z.number().positive().max(400),
  /** Whom to tell that the check is wrong; default is the owner of the scorecard. */
  owner: entityRef.optional(),
  /** Default is the stage of the scorecard; a check that is new or stricter starts at `warn` for 30 days. */
  stage: stage.optional(),
  /** From this day (UTC) on it counts; until then it is at `warn`. */
  enforceFrom: date.optional(),
  /**
   * `relaxed`: the author says that this version asks for less than the one before, so that it
   * counts at once. Believed only if no entity fails that did not fail before.
   */
  change: z.literal('relaxed').optional(),
  /** May an entity opt out by the annotation `opt-out.team-readiness.dev/<check>`, with a reason? */
  optOut: z.boolean().default(false),
  appliesTo: predicate.optional(),
  appliesWhen: cel.optional(),
  unknownWhen: cel.optional(),
  condition: cel,
  messages: z.strictObject({
    pass: text(500),
    fail: text(500),
    unknown: text(500).optional(),
    notApplicable: text(500).optional(),
  }),
  lookedFor: text(500),
  remediation: z.strictObject({
    text: text(4_000),
    path: text(300).optional(),
    example: text(4_000).optional(),
    link: httpUrl.optional(),
    /** Scaffolder template that fixes it, as an entity ref. */
    template: entityRef.optional(),
    /** Who fixes it; `platform` makes it a platform action. Default: the team. */
    by: z.enum(['team', 'platform']).optional(),
  }),
});

const exemptionSchema = z.strictObject({
  entity: entityRef,
  check: id,
  reason: text(1_000),
  approver: entityRef,
  until: date,
});

const paramsSchema = z.record(
  z.string().max(63),
  z.union([
    z.number(),
    z.boolean(),
    z.string().max(500),
    z.array(z.union([z.number(), z.string().max(500)])).max(200),
  ]),
);

/**
 * Schema of a complete `Scorecard` document, as parsed from YAML.
 *
 * @public
 */
export const scorecardSchema = z.strictObject({
  apiVersion: z.literal(`${readinessDomain}/v1`),
  kind: z.literal('Scorecard'),
  metadata: z.strictObject({
    name: id,
    title: text(80),
    description: text(1_000),
    owner: entityRef.optional(),
  }),
  spec: z.strictObject({
    /** Entities that the scorecard is about: a predicate over catalog entities. */
    target: predicate,
    stage: stage.default('enforced'),
    levels: z
      .array(
        z.strictObject({
          level: level,
          name: text(40),
          description: text(300),
        }),
      )
      .min(1)
      .max(9),
    /** First match wins; over the entity, with `readiness.tier` added. No match: no target. */
    targets: z.array(targetSchema).max(50).default([]),
    /** Days for which a gate that lost its data holds its level. */
    holdDays: z.number().int().min(0).max(365).default(14),
    /** Days in which a new entity does not count for its team. */
    graceDays: z.number().int().min(0).max(365).default(14),
    params: paramsSchema.default({}),
    checks: z.array(checkSchema).min(1).max(300),
    exemptions: z.array(exemptionSchema).max(2_000).default([]),
  }),
});

/**
 * Schema of a `Scorecard` document that changes another one of the same or of
 * another name: it sets parameters and the owner, and adds exemptions.
 *
 * @public
 */
export const scorecardExtensionSchema = z.strictObject({
  apiVersion: z.literal(`${readinessDomain}/v1`),
  kind: z.literal('Scorecard'),
  metadata: z.strictObject({
    name: id,
    /** Whom to tell that a check is wrong; default is the owner of what is extended. */
    owner: entityRef.optional(),
  }),
  spec: z.strictObject({
    /** Name of the scorecard that this document changes. */
    extends: id,
    params: paramsSchema.default({}),
    exemptions: z.array(exemptionSchema).max(2_000).default([]),
  }),
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
