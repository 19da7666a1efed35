import { JsonObject } from '@backstage/types';

/** JSON Schema of the data that the collector observes: `ManifestsFact`. */
export const manifestsFactSchema: JsonObject = {
  type: 'object',
  required: [
    'location',
    'objects',
    'kinds',
    'policies',
    'evaluations',
    'broken',
  ],
  additionalProperties: false,
  properties: {
    location: { type: 'string' },
    objects: { type: 'integer' },
    kinds: { type: 'array', items: { type: 'string' } },
    policies: { type: 'array', items: { type: 'string' } },
    evaluations: {
      type: 'array',
      items: {
        type: 'object',
        required: ['policy', 'object', 'path', 'outcome', 'message'],
        additionalProperties: false,
        properties: {
          policy: { type: 'string' },
          object: { type: 'string' },
          path: { type: 'string' },
          outcome: { enum: ['pass', 'fail', 'unknown'] },
          message: { type: 'string' },
        },
      },
    },
    broken: { type: 'integer' },
  },
};
