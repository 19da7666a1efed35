/**
 * What documents are made of: the fields that more than one kind of document
 * has. All are bounded. None carries a default, so that a schema in which
 * everything may be left out can be made of them: zod fills in a default even
 * where a field is optional, and a document that changes one thing would then
 * silently change the others too.
 */
import {
  createZodV4FilterPredicateSchema,
  FilterPredicate,
} from '@backstage/filter-predicates';
import { z } from 'zod';
import { areas, Area } from '../glossary/Area';
import { readinessDomain } from '../glossary/annotations';
import { stages, Stage } from '../glossary/Stage';

const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
// Without flags: JSON Schema knows none.
const entityRefPattern = /^[a-zA-Z]+:[a-zA-Z0-9._-]+\/[a-zA-Z0-9._-]+$/;

/** The format by which the JSON Schema knows a filter predicate. */
export const predicateFormat = 'filter-predicate';

/** Lower-case words joined by dashes, at most 63 characters. */
export const id = z
  .string()
  .max(63)
  .regex(idPattern, 'must be lower-case words joined by dashes');

/** A text that says something, without white space around it. */
export const text = (max: number) => z.string().trim().min(1).max(max);

/** A CEL expression. */
export const cel = text(4_000);

/** A rung of the ladder. */
export const level = z.number().int().min(1).max(9);

/** A day, `YYYY-MM-DD`. */
export const date = z.iso.date('must be a day that exists, such as 2026-12-31');

/** An address that a page may link to. */
export const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
  .max(2_000)
  .meta({ pattern: '^https?://' });

/** A whole entity ref. */
export const entityRef = z
  .string()
  .max(300)
  .regex(entityRefPattern, 'must be an entity ref');

/** One of the areas. */
export const area = z.enum(areas as readonly [Area, ...Area[]]);

/** One of the stages. */
export const stage = z.enum(stages as readonly [Stage, ...Stage[]]);

const backstagePredicate = createZodV4FilterPredicateSchema();

/**
 * A Backstage filter predicate. Nothing in it is dropped: what Backstage's own
 * schema would leave out of `{ $exists: true, $in: [a] }` is refused, since the
 * predicate would then say something else than what is written.
 */
export const predicate = z
  .custom<FilterPredicate>(
    value => {
      const { success, data } = backstagePredicate.safeParse(value);
      return success && JSON.stringify(data) === JSON.stringify(value);
    },
    { error: 'is not a filter predicate' },
  )
  .meta({ format: predicateFormat });

/** The API version of all documents. */
export const apiVersion = z
  .literal(`${readinessDomain}/v1`)
  .describe('Version of the format.');
