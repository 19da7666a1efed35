import { z } from 'zod';
import { cel } from './documentFields';

const items = cel.describe(
  'CEL over the `response` of one page: its list. The lists of all pages together are the `response` of the mapping.',
);
const maxPages = z
  .number()
  .int()
  .min(1)
  .max(1_000)
  .default(100)
  .describe(
    'The most pages; where there are more, it fails rather than take half a list. Default: 100.',
  );
const parameter = z
  .string()
  .max(63)
  .regex(/^[\w.-]+$/);
const more = cel
  .optional()
  .describe(
    'CEL over `response`: is there another page? Left out: an empty page is behind the last.',
  );

/** How an answer of several pages goes on. */
export const paginationSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('none').describe('The answer is whole.'),
  }),
  z.strictObject({
    type: z
      .literal('link-header')
      .describe(
        'The next page is the `next` of the header `Link` (RFC 8288), on the same host.',
      ),
    items,
    maxPages,
  }),
  z.strictObject({
    type: z
      .literal('cursor')
      .describe('Each page holds the mark of the next one.'),
    cursor: cel.describe(
      'CEL over `response`: the mark; null or "" at the end.',
    ),
    parameter: parameter.describe('Query parameter that takes the mark.'),
    items,
    maxPages,
  }),
  z.strictObject({
    type: z
      .literal('page')
      .describe('Pages have numbers; an empty one is behind the last.'),
    parameter: parameter.describe('Query parameter that takes the number.'),
    first: z
      .number()
      .int()
      .min(0)
      .max(1)
      .default(1)
      .describe('Number of the first page. Default: 1.'),
    items,
    more,
    maxPages,
  }),
  z.strictObject({
    type: z.literal('offset').describe('A page begins behind so many items.'),
    parameter: parameter.describe(
      'Query parameter that takes the number of items before the page.',
    ),
    items,
    more,
    maxPages,
  }),
]);

/** An answer that is whole. */
export const wholeAnswer = { type: 'none' } as const;
