import { JsonObject } from '@backstage/types';
import { isRecipe } from '@team-readiness/backstage-plugin-readiness-common';
import { readCollectors } from '../../definition';
import { compileRecipe, Recipe } from '../Recipe';

/** A spec that is good; parts of it are replaced. */
const spec = {
  target: { kind: 'Component' },
  frequency: '6 hours',
  timeToLive: '1 day',
  fact: {
    schema: {
      type: 'object',
      properties: {
        gate: { type: 'string', description: 'State of the gate.' },
        issues: { type: 'number', description: 'Open ones.' },
      },
      required: ['gate', 'issues'],
      additionalProperties: false,
    },
    example: { gate: 'passed', issues: 3 },
  },
  request: {
    per: 'entity',
    url: 'https://quality.example.com/api/projects/{{ entity.metadata.name }}?branch=main',
  },
  mapping: {
    properties: { gate: 'response.gate', issues: 'size(response.issues)' },
  },
};

/** A document with parts of its spec replaced; JSON is YAML. */
export function recipeText(
  parts: JsonObject = {},
  metadata: JsonObject = {},
): string {
  return JSON.stringify({
    apiVersion: 'team-readiness.dev/v1',
    kind: 'Collector',
    metadata: {
      name: 'quality',
      title: 'Quality',
      description: 'The quality service.',
      ...metadata,
    },
    spec: { ...spec, ...parts },
  });
}

/**
 * Reads and compiles a recipe.
 *
 * @throws Error with the first problem
 */
export function toRecipe(
  parts: JsonObject = {},
  metadata: JsonObject = {},
): Recipe {
  const { collectors, problems } = readCollectors([
    { source: 'recipe.yaml', text: recipeText(parts, metadata) },
  ]);
  const document = collectors[0]?.document;
  if (!document || !isRecipe(document)) {
    throw new Error(problems[0]?.message);
  }
  return compileRecipe(document);
}
