import { JsonObject } from '@backstage/types';

/** JSON Schema of the data that the collector observes: `SloFact`. */
export const sloFactSchema: JsonObject = {
  type: 'object',
  required: ['location', 'slos', 'broken'],
  additionalProperties: false,
  properties: {
    location: { type: 'string' },
    slos: {
      type: 'array',
      items: {
        type: 'object',
        required: [
          'name',
          'service',
          'targets',
          'window',
          'complete',
          'burnRateAlert',
          'path',
        ],
        additionalProperties: false,
        properties: {
          name: { type: 'string' },
          service: { type: ['string', 'null'] },
          targets: {
            type: 'array',
            items: { type: 'number', 'x-precision': 8 },
          },
          window: { type: ['string', 'null'] },
          complete: { type: 'boolean' },
          burnRateAlert: { type: 'boolean' },
          path: { type: 'string' },
        },
      },
    },
    broken: { type: 'integer' },
  },
};
