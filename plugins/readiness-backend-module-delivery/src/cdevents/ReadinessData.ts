import { deliveryEventSchema } from '@team-readiness/backstage-plugin-readiness-common';
import { z } from 'zod';
import { Fields, Refusal, toIsoTime } from '../payload';

const text = z.string().min(1).max(500);
const link = z
  .string()
  .max(2000)
  .regex(/^https?:\/\//i);

/** Phases that an incident's event may name. */
const phase = z.enum([
  'detected',
  'acknowledged',
  'mitigated',
  'resolved',
  'reopened',
  'updated',
  'postmortem',
  'changed',
]);

/**
 * What a CDEvent may say besides the specification, in `customData.readiness`. All keys may be left
 * out; null is the same. Documented in docs/collectors/delivery.md.
 */
const readinessDataSchema = z
  .object({
    /** What it is about, besides what the event names. */
    entityRef: text.nullish(),
    service: text.nullish(),
    repository: text.nullish(),
    /** Of a deployment or its approval. */
    environment: text.nullish(),
    deployment: text.nullish(),
    commit: text.nullish(),
    change: text.nullish(),
    run: link.nullish(),
    approved: z.boolean().nullish(),
    planned: z.boolean().nullish(),
    /** Of a change. */
    commits: z
      .array(
        z.object({
          commit: text,
          at: z.string().refine(at => toIsoTime(at) !== undefined),
        }),
      )
      .max(500)
      .nullish(),
    /** Of an incident. */
    phase: phase.nullish(),
    severity: z.union([text, z.number().transform(String)]).nullish(),
    url: link.nullish(),
    postmortemUrl: link.nullish(),
    sendsUpdates: z.boolean().nullish(),
  })
  .strict();

/** Data of {@link readinessDataSchema}. */
export type ReadinessData = z.output<typeof readinessDataSchema>;

/** Phase of an incident. */
export type IncidentPhase = Extract<
  z.output<typeof deliveryEventSchema>,
  { kind: 'incident' }
>['phase'];

/**
 * @param event - a valid CDEvent
 * @returns what stands in `customData.readiness`; nothing without it
 * @throws Refusal for a key that is not documented, or a value of another type
 */
export function readReadinessData(event: Fields): ReadinessData {
  const given = event.optionalObject('customData')?.value('readiness');
  if (given === undefined || given === null) {
    return {};
  }
  const result = readinessDataSchema.safeParse(given);
  if (!result.success) {
    const [issue] = result.error.issues;
    const path = ['customData.readiness', ...issue.path].join('.');
    throw new Refusal(`${path}: ${issue.message}`);
  }
  return result.data;
}
