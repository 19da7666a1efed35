/**
 * Which files are the model card, the document on retraining, and pipelines that may start one.
 *
 * Documents are looked for at fixed paths, in the order in which they win, so that hosts that list no directories can
 * answer for them.
 */

/**
 * Paths of model cards, best first; of each, the common ways of writing it.
 *
 * @public
 */
export const modelCardPaths: readonly string[] = [
  'MODEL_CARD.md',
  'model_card.md',
  'MODEL-CARD.md',
  'model-card.md',
  'ModelCard.md',
  'modelcard.md',
  'docs/model-card.md',
  'docs/model_card.md',
  'docs/MODEL_CARD.md',
  'docs/modelcard.md',
];

/** A README is a model card only where its front matter says so. */
export const readmePaths: readonly string[] = ['README.md', 'readme.md'];

/**
 * Paths of documents on retraining, best first.
 *
 * @public
 */
export const retrainingPaths: readonly string[] = [
  'docs/retraining.md',
  'docs/RETRAINING.md',
  'RETRAINING.md',
  'retraining.md',
];

/** The globs of all documents. */
export const modelDocumentGlobs: readonly string[] = [
  ...modelCardPaths,
  ...retrainingPaths,
  ...readmePaths,
];

/**
 * Where pipelines are looked for in the directory of the entity, besides the CI pipelines at the root of its repository.
 *
 * @public
 */
export const pipelinePlaces: readonly string[] = [
  '.github/workflows/*.yml',
  '.github/workflows/*.yaml',
  '.gitlab-ci.yml',
  'azure-pipelines.yml',
  'azure-pipelines.yaml',
  'dags/**/*.py',
  'airflow/**/*.py',
  'pipelines/**/*.yaml',
  'pipelines/**/*.yml',
  'pipelines/**/*.py',
  'workflows/**/*.yaml',
  'workflows/**/*.yml',
  'deploy/**/*.yaml',
  'deploy/**/*.yml',
  'k8s/**/*.yaml',
  'k8s/**/*.yml',
  'manifests/**/*.yaml',
  'manifests/**/*.yml',
];
