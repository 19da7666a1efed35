import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `incidents`: what happened, and how it was handled. No names of people.
 *
 * @public
 */
export const incidentsFact = defineFact({
  collector: 'incidents',
  title: 'the incident events',
  description:
    'Incidents of the entity by events (CDEvents `incident.detected`, `incident.reported` and `incident.resolved`, or webhooks of PagerDuty and the like), of the last twelve months. Of a Group: those of everything that it owns.',
  type: z.strictObject({
    since: z
      .string()
      .describe('ISO date since which incidents of the entity are known.'),
    updatesObserved: z
      .boolean()
      .describe(
        'Does some source tell of status updates? If not, nothing is known of them.',
      ),
    incidents: z
      .array(
        z.strictObject({
          id: z.string().describe('Id at its source, e.g. `INC-204`.'),
          url: z
            .string()
            .nullable()
            .describe('http(s) link to the incident, or null.'),
          severity: z
            .number()
            .nullable()
            .describe(
              '1 is the worst; other scales are mapped by configuration. Null where none is given.',
            ),
          detectedAt: z
            .string()
            .describe('ISO time at which it was detected or reported first.'),
          mitigatedAt: z
            .string()
            .nullable()
            .describe('ISO time at which the harm ended, or null.'),
          resolvedAt: z
            .string()
            .nullable()
            .describe('ISO time at which it was resolved; null while open.'),
          minutesToFirstUpdate: z
            .number()
            .meta({ 'x-precision': 0 })
            .nullable()
            .describe(
              'Minutes from `detectedAt` to the first status update; null where there was none.',
            ),
          postmortemUrl: z
            .string()
            .nullable()
            .describe(
              'http(s) link to the postmortem that the source names, or null.',
            ),
          postmortemAt: z
            .string()
            .nullable()
            .describe('ISO time of that postmortem, if the source gives one.'),
        }),
      )
      .describe('Newest first, at most 200.'),
  }),
  example: {
    since: '2025-11-03',
    updatesObserved: true,
    incidents: [
      {
        id: 'INC-204',
        url: 'https://incidents.example.org/INC-204',
        severity: 2,
        detectedAt: '2026-05-18T02:40:00Z',
        mitigatedAt: '2026-05-18T03:25:00Z',
        resolvedAt: '2026-05-18T05:10:00Z',
        minutesToFirstUpdate: 18,
        postmortemUrl: null,
        postmortemAt: null,
      },
    ],
  },
});

/**
 * Data of the fact {@link incidentsFact}.
 *
 * @public
 */
export type IncidentsFact = z.output<typeof incidentsFact.type>;
