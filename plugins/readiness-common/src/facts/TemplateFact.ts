import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `template`: the template behind an entity.
 *
 * @public
 */
export const templateFact = defineFact({
  collector: 'template',
  title: 'the template behind it',
  description:
    'The Scaffolder template that the entity was made from (annotation `backstage.io/source-template`), or whose answers file its repository carries, beside the Template in the catalog.',
  type: z.strictObject({
    template: z
      .strictObject({
        ref: z.string().describe('Whole entity ref in lower case.'),
        exists: z.boolean().describe('Is the Template in the catalog?'),
        goldenPath: z
          .boolean()
          .describe('Does the Template carry the tag `golden-path`?'),
        origin: z
          .enum(['made-from', 'adopted'])
          .describe(
            '`made-from`: the annotation names it. `adopted`: only an answers file in the repository does, since the entity took it up later.',
          ),
        kept: z
          .number()
          .meta({ 'x-precision': 1 })
          .nullable()
          .describe(
            "Percent of the template's files that are in the repository; null where the template's skeleton cannot be read.",
          ),
        version: z
          .string()
          .nullable()
          .describe(
            'Version that the entity was made from or last updated to, from the answers file; null where it names none.',
          ),
        currentVersion: z
          .string()
          .nullable()
          .describe(
            'Version of the Template in the catalog (annotation `backstage.io/template-version`, else its newest tag); null where not known.',
          ),
      })
      .nullable()
      .describe('The template, or null where none is named.'),
  }),
  example: {
    template: {
      ref: 'template:default/http-service',
      exists: true,
      goldenPath: true,
      origin: 'made-from',
      kept: 92.3,
      version: '2.4.0',
      currentVersion: '3.1.0',
    },
  },
});

/**
 * Data of the fact {@link templateFact}.
 *
 * @public
 */
export type TemplateFact = z.output<typeof templateFact.type>;
