/**
 * What a recipe asks. Secrets are never in a document, and what is in an entity
 * never decides where a request goes: the host is written out, or named as the
 * configuration calls it.
 */
import { z } from 'zod';
import { cel, id, text } from './documentFields';
import { paginationSchema, wholeAnswer } from './RecipePagination';

// Without flags: JSON Schema knows none.
const hostedUrl = /^https?:\/\/[a-zA-Z0-9.-]+(?::\d{1,5})?(?:\/|$)/;
const pathUrl = /^\/(?![/\\])/;
const anyUrl = new RegExp(`${hostedUrl.source}|${pathUrl.source}`);
const maxUrlLength = 2_000;
/** Headers by which a caller proves who it is; `X-Board-Key` as well, as houses call theirs. */
const secretHeader =
  /^(?:proxy-)?authorization$|cookie|token|secret|password|api-?key|credential|(?:^|-)(?:key|auth)$/i;
/** Headers that belong to the connection, and to what makes it. */
const connectionHeader =
  /^(?:host|connection|content-length|content-type|expect|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|if-.*)$/i;

const headerSchema = z.union([
  z.strictObject({
    from: id.describe(
      'Name of a configured value, for secrets: `readiness.http.values.<name>`.',
    ),
    prefix: z
      .string()
      .max(50)
      .regex(/^[\x20-\x7e]*$/, 'must be printable ASCII')
      .optional()
      .describe('What stands before the value, e.g. `Bearer ` with its space.'),
    base64: z
      .boolean()
      .optional()
      .describe(
        'Is the value encoded as Base64, as `Basic ` wants `user:password`? Default: false.',
      ),
  }),
  z.strictObject({
    value: text(500)
      .regex(/^[\x20-\x7e]*$/, 'must be printable ASCII')
      .describe('The value as it is sent.'),
  }),
]);

const absentWhen = z
  .array(
    z.union([
      z.number().int().min(400).max(499),
      z.strictObject({
        status: z.number().int().min(400).max(499).describe('HTTP status.'),
        when: cel.describe(
          'CEL over `response`, the body of that answer (null where it is no JSON): true where it says that there is nothing.',
        ),
      }),
    ]),
  )
  .max(10)
  .default([])
  .describe(
    'Statuses by which the service says that it knows nothing of the entity, e.g. `[404]`; others are failures. Default: none.',
  );

const lookupSchema = z
  .strictObject({
    name: z
      .string()
      .max(63)
      .regex(/^[a-z][a-zA-Z0-9]*$/, 'must be one word that begins small')
      .describe('The mapping reads its answer as `lookups.<name>`.'),
    forEach: cel
      .optional()
      .describe(
        'CEL whose value is a list of at most 50 texts or numbers: it is asked once for each, as `each`, and `lookups.<name>` is the list of answers.',
      ),
    url: z
      .string()
      .max(maxUrlLength)
      .regex(pathUrl, 'must begin with one /: it is on the host of the request')
      .describe(
        'Path and query on the host of the request. Values read `entity`, `response`, `now`, `each` and `lookups` of before.',
      ),
    method: z.enum(['GET', 'POST']).default('GET').describe('HTTP method.'),
    body: cel
      .optional()
      .describe('Of a POST: CEL over what `url` reads, sent as JSON.'),
    absentWhen: absentWhen.describe(
      'Statuses that are no failure: `lookups.<name>` is null then. Default: none.',
    ),
    pagination: paginationSchema
      .default(wholeAnswer)
      .describe('How its answer goes on. Default: it does not.'),
  })
  .superRefine(({ method, body }, context) => {
    if (body !== undefined && method !== 'POST') {
      context.addIssue({
        code: 'custom',
        path: ['body'],
        message: 'only a POST has a body',
      });
    }
  });

/** Further requests about an entity. */
export const lookupsSchema = z
  .array(lookupSchema)
  .max(5)
  .default([])
  .superRefine((lookups, context) => {
    const seen = new Set<string>();
    for (const [i, { name }] of lookups.entries()) {
      if (seen.has(name)) {
        context.addIssue({
          code: 'custom',
          path: [i, 'name'],
          message: `there already is a lookup "${name}"`,
        });
      }
      seen.add(name);
    }
  });

/** The request of a recipe. */
export const requestSchema = z
  .strictObject({
    per: z
      .enum(['entity', 'bulk'])
      .describe(
        '`entity`: one request for each entity; `bulk`: one for all of them.',
      ),
    method: z.enum(['GET', 'POST']).default('GET').describe('HTTP method.'),
    host: z
      .strictObject({
        from: id.describe('Name of a host: `readiness.http.hosts[].name`.'),
      })
      .optional()
      .describe(
        'The host, where the configuration says which one it is; `url` then begins with `/`.',
      ),
    url: z
      .string()
      .max(maxUrlLength)
      .regex(
        anyUrl,
        'must begin with http:// or https:// and a host, without values or a user in it, or with one / below "host"',
      )
      .describe(
        'Address; behind the host it may hold values, which are percent-encoded: `https://quality.example.com/api/measures?component={{ entity.metadata.name }}`.',
      ),
    headers: z
      .record(
        z
          .string()
          .max(63)
          .regex(/^[A-Za-z0-9-]+$/, 'must be letters, digits and dashes'),
        headerSchema,
      )
      .default({})
      .describe('Headers by name; they are sent with lookups too.'),
    body: cel
      .optional()
      .describe('Of a POST: CEL over `entity` whose value is sent as JSON.'),
    absentWhen,
  })
  .superRefine(
    (
      { per, method, host, url, headers, body, absentWhen: absent },
      context,
    ) => {
      const report = (path: Array<string | number>, message: string) =>
        context.addIssue({ code: 'custom', path, message });
      if (host && !url.startsWith('/')) {
        report(
          ['url'],
          'begins with / where "host" names the host that is asked',
        );
      }
      if (!host && url.startsWith('/')) {
        report(
          ['url'],
          'has no host: write https:// and one, or name a configured one by host: { from: <name> }',
        );
      }
      if (body !== undefined && method !== 'POST') {
        report(['body'], 'only a POST has a body');
      }
      if (per === 'bulk' && absent.length > 0) {
        report(
          ['absentWhen'],
          'is for requests per entity; in a bulk request an entity without a row is absent',
        );
      }
      for (const [name, header] of Object.entries(headers)) {
        if (connectionHeader.test(name)) {
          report(['headers', name], 'is set by the connection itself');
        } else if ('value' in header && secretHeader.test(name)) {
          report(
            ['headers', name],
            'a secret does not stand in a document: write { from: <name> }, and give the value in readiness.http.values.<name>',
          );
        } else if ('value' in header && /\$\{.*\}/.test(header.value)) {
          report(
            ['headers', name, 'value'],
            '${…} is sent as it stands: a document does not read the environment; write { from: <name> }, and give the value in readiness.http.values.<name>',
          );
        }
      }
    },
  );
