import { z } from 'zod';
import { documentPlace } from './documentPlace';
import { defineFact } from './FactSchema';

/**
 * What an ADR can be about, where checks ask for one: how a release reaches
 * users, who runs a datastore, Deployment or StatefulSet, what scales it, why
 * it is a service of its own, how telemetry leaves it, and on which days and at
 * which hours it is released.
 *
 * @public
 */
export const decisionTopics = [
  'rollout',
  'hosting',
  'workload-kind',
  'autoscaling',
  'service-boundary',
  'telemetry',
  'release-schedule',
] as const;

/**
 * The ways to bring a release to users that are told apart.
 *
 * @public
 */
export const rolloutStrategies = [
  'rolling',
  'blue-green',
  'canary',
  'recreate',
] as const;

/**
 * Fact of the collector `decisions`: the architecture decision records.
 *
 * @public
 */
export const decisionsFact = defineFact({
  collector: 'decisions',
  title: 'the decision records',
  description:
    'Architecture decision records (ADRs) of the entity: MADR 2 to 4, Nygard and plain Markdown in `docs/adr/`, `docs/adrs/`, `docs/decisions/`, `docs/architecture-decisions/` or at `backstage.io/adr-location`; indexes and templates are left out.',
  type: z.strictObject({
    location: z.string().describe('Where the records were read.'),
    decisions: z
      .array(
        z.strictObject({
          ...documentPlace,
          title: z
            .string()
            .describe(
              'The first heading of level 1, else `title` of the front matter, else the first heading or the file name; one line without control characters, cut to 200.',
            ),
          words: z
            .number()
            .describe(
              "Words of its own: outside code and front matter, less the lines equal to the template's skeleton.",
            ),
          status: z
            .enum([
              'proposed',
              'accepted',
              'rejected',
              'deprecated',
              'superseded',
            ])
            .nullable()
            .describe(
              'From the front matter, a `Status` line or section, by documented synonyms (a draft is proposed, a decided one accepted); null where none is known.',
            ),
          date: z
            .string()
            .nullable()
            .describe(
              'ISO date of the record: front matter, a `Date` line, the status or the file name, else its first commit; null where unknown or in the future.',
            ),
          statusSince: z
            .string()
            .nullable()
            .describe(
              'ISO date since when it has its status: the last commit that changed it, else `date`.',
            ),
          topics: z
            .array(z.enum(decisionTopics))
            .describe(
              'What it is about, by documented synonyms in its title, tags and decision; sorted.',
            ),
          rollout: z
            .enum(rolloutStrategies)
            .nullable()
            .describe(
              'The strategy that its decision names; null where it names none, or several.',
            ),
          options: z
            .number()
            .describe(
              'Options with words of their own: headings below, list items or table rows of "Considered options", "Alternatives" and their synonyms.',
            ),
          hasProblem: z
            .boolean()
            .describe(
              'Does a section on context or problem hold words of its own?',
            ),
          hasConsequences: z
            .boolean()
            .describe(
              'Does a section, sub-section or table on consequences, pros and cons hold words of its own?',
            ),
          hasOperability: z
            .boolean()
            .describe(
              'Does a section on operability, operations, monitoring or rollback hold words of its own?',
            ),
          consulted: z
            .array(z.string())
            .describe(
              '`consulted` of the front matter as whole entity refs in lower case, sorted, at most 20.',
            ),
          consultedOutside: z
            .boolean()
            .nullable()
            .describe(
              'Is some of them neither an owner nor a member of one? Null where the catalog does not know them.',
            ),
          dependenciesNamed: z
            .array(z.string())
            .describe(
              "Names of the entity's dependencies (see facts.catalog.dependencies) that the text mentions, sorted.",
            ),
          technologiesNamed: z
            .array(z.string())
            .describe(
              'Runtimes, datastores and providers of the documented list that title or decision name, in lower case, sorted.',
            ),
        }),
      )
      .describe('One row a record, newest first, at most 500.'),
    broken: z
      .number()
      .describe(
        'Records that could not be read; each is a problem of the entity.',
      ),
  }),
  example: {
    location: 'services/checkout',
    decisions: [
      {
        path: 'docs/adr/0004-canary-releases.md',
        url: null,
        title: 'Release by canary',
        words: 410,
        status: 'accepted',
        date: '2026-02-03',
        statusSince: '2026-02-10',
        topics: ['rollout'],
        rollout: 'canary',
        options: 3,
        hasProblem: true,
        hasConsequences: true,
        hasOperability: true,
        consulted: ['group:default/platform'],
        consultedOutside: true,
        dependenciesNamed: ['pricing'],
        technologiesNamed: ['argo rollouts'],
      },
    ],
    broken: 0,
  },
});

/**
 * Data of the fact {@link decisionsFact}.
 *
 * @public
 */
export type DecisionsFact = z.output<typeof decisionsFact.type>;
