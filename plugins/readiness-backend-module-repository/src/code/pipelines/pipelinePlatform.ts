import { PipelinesFact } from '@team-readiness/backstage-plugin-readiness-common';

/** A platform that runs pipelines. */
export type PipelinePlatform = PipelinesFact['platforms'][number];

/** Files that a platform looks for at the root of a repository only. */
const atRoot: Array<[RegExp, PipelinePlatform]> = [
  [/^\.github\/workflows\/[^/]+\.ya?ml$/, 'github-actions'],
  [/^\.circleci\/config\.yml$/, 'circleci'],
  [/^bitbucket-pipelines\.yml$/, 'bitbucket-pipelines'],
  [/^\.travis\.yml$/, 'travis-ci'],
];

/** Files that a platform can be pointed at, wherever they are. */
const anywhere: Array<[RegExp, PipelinePlatform]> = [
  [/(?:^|\/)\.gitlab-ci\.yml$/, 'gitlab-ci'],
  [/(?:^|\/)\.gitlab\/ci\/[^/]+\.yml$/, 'gitlab-ci'],
  [/(?:^|\/)Jenkinsfile(?:\.[\w-]+)?$/, 'jenkins'],
  [/(?:^|\/)[^/]+\.jenkinsfile$/i, 'jenkins'],
  [/(?:^|\/)azure-pipelines[\w.-]*\.ya?ml$/, 'azure-pipelines'],
  [/(?:^|\/)\.azure-pipelines\/[^/]+\.ya?ml$/, 'azure-pipelines'],
  [/(?:^|\/)\.buildkite\/[^/]+\.ya?ml$/, 'buildkite'],
  [/(?:^|\/)\.tekton\/[^/]+\.ya?ml$/, 'tekton'],
];

/** Globs of the latter, relative to the entity's directory. */
export const pipelineGlobs: readonly string[] = [
  '.gitlab-ci.yml',
  'Jenkinsfile',
  'azure-pipelines.yml',
  'azure-pipelines.yaml',
  '.gitlab/ci/*.yml',
  'Jenkinsfile.*',
  '*.jenkinsfile',
  '*.Jenkinsfile',
  'azure-pipelines*.yml',
  'azure-pipelines*.yaml',
  '.azure-pipelines/*.yml',
  '.azure-pipelines/*.yaml',
  '.buildkite/*.yml',
  '.buildkite/*.yaml',
  '.tekton/*.yml',
  '.tekton/*.yaml',
];

/**
 * The platform that a file is a pipeline of.
 *
 * @param path - relative to the root of the repository
 * @returns undefined for a file that is none
 */
export function pipelinePlatform(path: string): PipelinePlatform | undefined {
  return [...atRoot, ...anywhere].find(([shape]) => shape.test(path))?.[1];
}
