import { JsonObject } from '@backstage/types';

const cents = { type: 'number', 'x-precision': 2 };
const month = { type: 'string', pattern: '^\\d{4}-\\d{2}$' };

/**
 * JSON Schema of `CostFact`.
 */
export const costFactSchema: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: [
    'attributed',
    'currency',
    'month',
    'monthToDate',
    'forecast',
    'daysObserved',
    'months',
    'threeMonthMean',
  ],
  properties: {
    attributed: { type: 'boolean' },
    currency: { type: 'string', maxLength: 3 },
    month,
    monthToDate: cents,
    forecast: cents,
    daysObserved: { type: 'integer', minimum: 1, maximum: 31 },
    months: {
      type: 'array',
      maxItems: 12,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['month', 'amount'],
        properties: { month, amount: cents },
      },
    },
    threeMonthMean: { type: ['number', 'null'], 'x-precision': 2 },
  },
};
