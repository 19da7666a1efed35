import { JsonObject } from '@backstage/types';
import {
  CollectorDocument,
  isRecipe,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readCollectors } from '@team-readiness/backstage-plugin-readiness-engine';
import { collectionTarget } from '@team-readiness/backstage-plugin-readiness-node/testUtils';

/**
 * Reads a recipe as the backend does.
 *
 * @throws Error with the first problem
 */
export function readRecipe(text: string): CollectorDocument {
  const { collectors, problems } = readCollectors([
    { source: 'recipe.yaml', text },
  ]);
  const document = collectors[0]?.document;
  if (!document || !isRecipe(document)) {
    throw new Error(problems[0]?.message);
  }
  return document;
}

/** A recipe for the state of a project; parts of its spec are replaced. */
export function projectRecipe(parts: JsonObject = {}): CollectorDocument {
  const spec = {
    target: { kind: 'Component' },
    frequency: '6 hours',
    timeToLive: '1 day',
    fact: {
      schema: {
        type: 'object',
        properties: { state: { type: 'string', description: 'Its state.' } },
        required: ['state'],
        additionalProperties: false,
      },
      example: { state: 'good' },
    },
    request: {
      per: 'entity',
      host: { from: 'projects' },
      url: '/projects/{{ entity.metadata.name }}',
      headers: { Authorization: { from: 'projects-token', prefix: 'Bearer ' } },
      absentWhen: [404],
    },
    rateLimit: { requestsPerMinute: 6_000 },
    mapping: { properties: { state: 'response.state' } },
    ...parts,
  };
  return readRecipe(
    JSON.stringify({
      apiVersion: 'team-readiness.dev/v1',
      kind: 'Collector',
      metadata: {
        name: 'project',
        title: 'the projects',
        description: 'State of the project.',
      },
      spec,
    }),
  );
}

/** A recipe that asks for all projects at once, page by page. */
export function projectsRecipe(parts: JsonObject = {}): CollectorDocument {
  return projectRecipe({
    request: { per: 'bulk', host: { from: 'projects' }, url: '/projects' },
    pagination: { type: 'link-header', items: 'response.items' },
    mapping: {
      rows: 'response',
      entityRef: '"component:default/" + row.name',
      properties: { state: 'row.state' },
    },
    ...parts,
  });
}

/** The target that the host makes of a component. */
export function component(
  name: string,
  annotations?: Record<string, string>,
  kind = 'Component',
) {
  return collectionTarget({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      ...(annotations && { annotations }),
    },
  });
}
