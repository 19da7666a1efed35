import { z } from 'zod';

/** Longest id, source, name or target, in characters. */
const nameLength = 500;

const name = () => z.string().min(1).max(nameLength);
const time = () =>
  z
    .string()
    .max(40)
    .refine(text => !Number.isNaN(Date.parse(text)), 'is not an ISO time');
const link = () =>
  z
    .string()
    .max(2000)
    .refine(text => /^https?:\/\//i.test(text), 'is not an http(s) link');

const origin = {
  /** Who says so: the `source` of CloudEvents, or the host of a webhook. With `id` it makes the event unique. */
  source: name(),
  /** Unique within `source`: the same event again changes nothing. */
  id: name(),
  /** ISO time at which it happened (not at which it was sent). */
  at: time(),
  /**
   * What it is about, as keys that entities have too (see `deliveryTargets` of `-node`):
   * `entity:<ref>`, `repository:<https URL>`, `service:<id>`, `artifact:<purl without version>`,
   * `pagerduty:<service id>`. At least one; it belongs to each entity that has one of them.
   *
   * Events of incidents that name a service also have `incident:<source>#<incident>`. One that names
   * only its incident, as PagerDuty's status updates do, has `of:incident:<source>#<incident>`. All of
   * them belong to whatever one with `incident:<source>#<incident>` belongs to.
   */
  targets: z.array(name()).min(1).max(10),
};

/**
 * What happened to a change, a deployment or an incident, in the words that all sources are
 * brought to. No names of people, no texts but short titles.
 *
 * @public
 */
export const deliveryEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...origin,
    kind: z.literal('change'),
    /** Id of the change: the commit that it became, else the id of the pull or merge request. `at`: its merge. */
    change: name(),
    /** Its commits with the time each was made; empty where the source does not tell. */
    commits: z
      .array(z.strictObject({ commit: name(), at: time() }))
      .max(500)
      .default([]),
    /** Was it approved by somebody other than its author? Null: not told. */
    approved: z.boolean().nullable().default(null),
    /**
     * Other ids of it that an approval may name: its pull or merge request, and the last commit of
     * that, which is none of the commits above where it was squashed.
     */
    aliases: z.array(name()).max(10).default([]),
  }),
  z.strictObject({
    ...origin,
    kind: z.literal('approval'),
    /** The change (or an alias of it), commit, deployment or pipeline run that was approved. */
    of: name(),
    /** Approved for deployments to this environment alone; null: for all. */
    environment: name().nullable().default(null),
  }),
  z.strictObject({
    ...origin,
    kind: z.literal('artifact'),
    /** Id of the artifact, e.g. a package URL. */
    artifact: name(),
    /** `sha256:…`, or null. */
    digest: name().nullable().default(null),
    /** The change or commit that it was made of, or null. */
    change: name().nullable().default(null),
  }),
  z.strictObject({
    ...origin,
    kind: z.literal('deployment'),
    /** Id of the deployment: several events of one deployment share it. */
    deployment: name(),
    status: z.enum(['started', 'succeeded', 'failed', 'rolled-back']),
    /** Name of the environment as the source has it; the configuration says which are production. */
    environment: name(),
    /** Commit, else the id of the change, or null. */
    commit: name().nullable().default(null),
    artifact: name().nullable().default(null),
    digest: name().nullable().default(null),
    /** http(s) link to the pipeline run, or null. */
    run: link().nullable().default(null),
    /** Is an approval on record? Null: not told. */
    approved: z.boolean().nullable().default(null),
    /** Was it planned? False: it mends what users were shown. Null: not told. */
    planned: z.boolean().nullable().default(null),
  }),
  z.strictObject({
    ...origin,
    kind: z.literal('incident'),
    /** Id at its source, e.g. `INC-204`: several events of one incident share it. */
    incident: name(),
    /**
     * What happened to it now: `updated` is a status update to those who are concerned, `changed`
     * new values of what is below and nothing else.
     */
    phase: z.enum([
      'detected',
      'acknowledged',
      'mitigated',
      'resolved',
      'reopened',
      'updated',
      'postmortem',
      'changed',
    ]),
    title: z.string().max(200).nullable().default(null),
    url: link().nullable().default(null),
    /** As the source has it, e.g. `P1`; the configuration maps it to a number. */
    severity: name().nullable().default(null),
    /** The deployment that caused it, where the source tells. */
    deployment: name().nullable().default(null),
    /** http(s) link to its postmortem, with phase `postmortem` or `changed`. */
    postmortemUrl: link().nullable().default(null),
    /** Does this source send status updates? Null: not told. */
    sendsUpdates: z.boolean().nullable().default(null),
  }),
  z.strictObject({
    ...origin,
    kind: z.literal('freeze'),
    /** Releases were frozen from `at` on. */
    title: z.string().min(1).max(200),
    /** What it answers, e.g. the name of an SLO, or null. */
    about: name().nullable().default(null),
  }),
]);

/**
 * An event of {@link deliveryEventSchema}, with its defaults.
 *
 * @public
 */
export type DeliveryEvent = z.output<typeof deliveryEventSchema>;

/**
 * An event of {@link deliveryEventSchema} as one writes it.
 *
 * @public
 */
export type DeliveryEventInput = z.input<typeof deliveryEventSchema>;
