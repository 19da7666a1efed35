import { z } from 'zod';
import { defineFact } from './FactSchema';

const percent = () => z.number().meta({ 'x-precision': 1 }).nullable();

/**
 * Fact `sonarqube`: the quality gate and some measures of a project in SonarQube.
 *
 * @public
 */
export const sonarQubeFact = defineFact({
  collector: 'sonarqube',
  title: 'the quality gate',
  description:
    'Quality gate and some measures of the main branch of the project of the entity in SonarQube.',
  type: z.strictObject({
    gate: z
      .enum(['passed', 'failed', 'none'])
      .describe('State of the quality gate; `none` before the first analysis.'),
    failedConditions: z
      .array(z.string())
      .describe('Metrics of the conditions that fail, sorted.'),
    analysedAt: z
      .string()
      .nullable()
      .describe('ISO time of the newest analysis, in UTC; null without one.'),
    coverage: percent().describe(
      'Coverage by tests in per cent; null where it is not measured.',
    ),
    newCoverage: percent().describe(
      'Coverage of new code in per cent; null where it is not measured.',
    ),
    duplication: percent().describe(
      'Duplicated lines in per cent; null where they are not measured.',
    ),
    bugs: z.number().nullable().describe('Open issues of type bug.'),
    vulnerabilities: z
      .number()
      .nullable()
      .describe('Open issues of type vulnerability.'),
    codeSmells: z
      .number()
      .nullable()
      .describe('Open issues of type code smell.'),
    hotspotsReviewed: percent().describe(
      'Security hotspots that were reviewed in per cent; null without any.',
    ),
  }),
  example: {
    gate: 'failed',
    failedConditions: ['new_coverage'],
    analysedAt: '2026-05-30T14:02:11.000Z',
    coverage: 81.4,
    newCoverage: 62.5,
    duplication: 2.1,
    bugs: 3,
    vulnerabilities: 0,
    codeSmells: 41,
    hotspotsReviewed: 100,
  },
});

/**
 * Data of the fact {@link sonarQubeFact}.
 *
 * @public
 */
export type SonarQubeFact = z.output<typeof sonarQubeFact.type>;
