import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * The CI platforms that are told apart by their files.
 *
 * @public
 */
export const pipelinePlatforms = [
  'github-actions',
  'gitlab-ci',
  'jenkins',
  'azure-pipelines',
  'circleci',
  'bitbucket-pipelines',
  'buildkite',
  'tekton',
  'travis-ci',
] as const;

/**
 * Fact of the collector `pipelines`: the CI pipelines in a repository.
 *
 * @public
 */
export const pipelinesFact = defineFact({
  collector: 'pipelines',
  title: 'the CI pipelines',
  description:
    'Pipelines in the repository of the entity (`.github/workflows/**`, `.gitlab-ci.yml`, `Jenkinsfile`, `azure-pipelines.yml`, `.circleci/config.yml` and the like), and which shared templates they use.',
  type: z.strictObject({
    location: z.string().describe('Where the files were read.'),
    files: z
      .array(
        z.strictObject({
          path: z.string().describe('File of the pipeline.'),
          platform: z
            .enum(pipelinePlatforms)
            .describe('Platform that runs it.'),
        }),
      )
      .describe('One row a file that defines a pipeline, sorted by path.'),
    platforms: z
      .array(z.enum(pipelinePlatforms))
      .describe('Platforms of these files, sorted.'),
    shared: z
      .array(
        z.strictObject({
          source: z
            .string()
            .describe(
              'Where the template is: `owner/repository/path` or the path of a project, without its ref; the name of a shared library.',
            ),
          ref: z
            .string()
            .nullable()
            .describe('Tag, branch or commit; null where none is given.'),
          path: z.string().describe('File that uses it.'),
        }),
      )
      .describe(
        'Whole pipelines or jobs that come from another repository: reusable workflows, `include` of a project or component, `extends` of a template repository, `@Library`. Single steps such as `actions/checkout` are none. Sorted by path, then source.',
      ),
    broken: z
      .number()
      .describe(
        'Files that could not be read; each is a problem of the entity.',
      ),
  }),
  example: {
    location: 'services/checkout',
    files: [{ path: '.github/workflows/ci.yml', platform: 'github-actions' }],
    platforms: ['github-actions'],
    shared: [
      {
        source: 'example-org/pipelines/.github/workflows/service.yml',
        ref: 'v3',
        path: '.github/workflows/ci.yml',
      },
    ],
    broken: 0,
  },
});

/**
 * Data of the fact {@link pipelinesFact}.
 *
 * @public
 */
export type PipelinesFact = z.output<typeof pipelinesFact.type>;
