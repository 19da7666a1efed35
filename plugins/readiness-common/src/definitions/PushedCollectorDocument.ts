/**
 * The `Collector` document of a fact that services push: what it looks like, and
 * how long it is good for. There is nothing to ask, so there is no request.
 */
import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import {
  collectorMetadataSchema,
  CollectorDocument,
  durationSchema,
  factSchema,
  reportFactShape,
} from './CollectorDocument';
import { apiVersion } from './documentFields';

/**
 * Schema of a `Collector` document whose fact is pushed, as parsed from YAML.
 *
 * @public
 */
export const pushedCollectorDocumentSchema = z.strictObject({
  apiVersion,
  kind: z.literal('Collector').describe('What the document is.'),
  metadata: collectorMetadataSchema,
  spec: z
    .strictObject({
      push: z
        .literal(true)
        .describe(
          'Services push the fact (`POST /api/readiness/v1/facts`), as `readiness.push` grants it.',
        ),
      timeToLive: durationSchema
        .default('30 days')
        .describe(
          'How long a pushed fact is good for, unless `readiness.collectors.<name>.timeToLive` says otherwise. Default: 30 days.',
        ),
      fact: factSchema.describe('What conditions read as `facts.<name>`.'),
    })
    .superRefine(({ fact }, context) => reportFactShape(fact, context))
    .describe('What is pushed.'),
});

/**
 * A `Collector` document whose fact is pushed, with defaults filled in.
 *
 * @public
 */
export type PushedCollectorDocument = z.output<
  typeof pushedCollectorDocumentSchema
>;

/**
 * Says whether a document, parsed but not read yet, is to be read as one whose fact is pushed.
 *
 * @param document - anything
 * @public
 */
export function saysPushed(document: unknown): boolean {
  const spec = (document as JsonObject | null)?.spec;
  return typeof spec === 'object' && spec !== null && 'push' in spec;
}

/**
 * Is the fact of the document observed by a recipe, rather than pushed?
 *
 * @public
 */
export function isRecipe(
  document: CollectorDocument | PushedCollectorDocument,
): document is CollectorDocument {
  return 'request' in document.spec;
}
