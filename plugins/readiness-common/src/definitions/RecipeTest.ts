import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { text } from './documentFields';

/** A map of JSON. */
export const jsonObject = z.record(
  z.string(),
  z.unknown(),
) as unknown as z.ZodType<JsonObject>;

const status = z
  .number()
  .int()
  .min(200)
  .max(599)
  .default(200)
  .describe('HTTP status. Default: 200.');

/** What a service answers in a test. */
const answerSchema = z.strictObject({
  status,
  response: z
    .unknown()
    .optional()
    .describe('The answer, as JSON; of several pages the first and only one.'),
  responses: z
    .array(z.unknown())
    .max(20)
    .optional()
    .describe('The answers of several pages, in order.'),
});

const expectations = ['expect', 'expectAbsent', 'expectError'] as const;

/** A test of a recipe. */
export const recipeTestSchema = z
  .strictObject({
    name: text(120).describe('What is special about it.'),
    entity: jsonObject
      .optional()
      .describe(
        'The entity that it is about; properties that are left out are filled in. Of a bulk request left out.',
      ),
    entities: z
      .array(jsonObject)
      .max(50)
      .optional()
      .describe(
        'Of a bulk request whose mapping has an `entityKey`: the entities that there are.',
      ),
    now: z.iso
      .datetime({ offset: true })
      .default('2026-06-01T12:00:00Z')
      .describe('What time it is. Default: 2026-06-01T12:00:00Z.'),
    url: text(4_000)
      .optional()
      .describe(
        'What is asked first, from the path on, e.g. `/api/measures?component=shop`. Left out: anything.',
      ),
    ...answerSchema.shape,
    lookups: z
      .record(
        z.string(),
        z.union([
          answerSchema,
          z.strictObject({
            each: z
              .array(answerSchema)
              .max(50)
              .describe('Of a lookup with `forEach`: its answers, in order.'),
          }),
        ]),
      )
      .default({})
      .describe('What is answered to lookups, by name.'),
    expect: jsonObject
      .optional()
      .describe('The fact; of a bulk request the facts by entity ref.'),
    expectAbsent: z
      .literal(true)
      .optional()
      .describe('In place of `expect`: the service knows nothing of it.'),
    expectError: text(500)
      .optional()
      .describe('In place of `expect`: a part of the message.'),
  })
  .superRefine((test, context) => {
    const report = (path: string[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const said = expectations.filter(key => test[key] !== undefined);
    if (said.length !== 1) {
      report([], `has one of ${expectations.join(', ')}`);
    }
    if (test.response !== undefined && test.responses !== undefined) {
      report(['responses'], 'stands in place of "response", not beside it');
    }
  });
