import { JsonObject } from '@backstage/types';

/** JSON Schema of the data that the collector observes: `PolicyFact`. */
export const policyFactSchema: JsonObject = {
  type: 'object',
  required: ['results', 'reportedAt', 'violations'],
  additionalProperties: false,
  properties: {
    results: { type: 'integer' },
    reportedAt: { type: ['string', 'null'], format: 'date-time' },
    violations: {
      type: 'array',
      items: {
        type: 'object',
        required: [
          'policy',
          'rule',
          'severity',
          'object',
          'firstSeen',
          'mappedBy',
          'source',
        ],
        additionalProperties: false,
        properties: {
          policy: { type: 'string' },
          rule: { type: ['string', 'null'] },
          severity: { enum: ['info', 'low', 'medium', 'high', 'critical'] },
          object: { type: 'string' },
          firstSeen: { type: 'string', format: 'date-time' },
          mappedBy: { enum: ['namespace', 'label', 'annotation', 'name'] },
          source: { type: 'string' },
        },
      },
    },
  },
};
