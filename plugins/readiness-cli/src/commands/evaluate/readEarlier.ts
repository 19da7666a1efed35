import {
  Outcome,
  outcomes,
} from '@team-readiness/backstage-plugin-readiness-common';
import { resolve } from 'node:path';
import { z } from 'zod';
import { readTexts } from '../../documents';
import { UsageError } from '../../terminal';
import { EarlierEntity } from './compareReports';

const text = z.string().max(1_000);
/** About 30 kB an entity, of which there may be thousands. */
const maxBytes = 200_000_000;

/** What is read of a report; what later versions add is passed over. */
const reportSchema = z.object({
  command: z.literal('evaluate'),
  version: z.literal(1),
  entities: z
    .array(
      z.object({
        ref: text,
        scorecards: z
          .array(
            z.object({
              name: text,
              title: text,
              level: z.number().int().min(0).max(9),
              onTarget: z.boolean().nullable(),
              results: z
                .array(
                  z.object({
                    check: text,
                    title: text,
                    outcome: z.enum(
                      outcomes as readonly [Outcome, ...Outcome[]],
                    ),
                  }),
                )
                .max(1_000),
            }),
          )
          .max(100),
      }),
    )
    .max(5_000),
});

/**
 * Reads what an earlier run wrote with `--format json`.
 *
 * @throws UsageError where it cannot be read or is something else
 */
export async function readEarlier(
  file: string,
  cwd: string,
): Promise<EarlierEntity[]> {
  const { texts } = await readTexts(
    [{ path: resolve(cwd, file), source: file, named: true }],
    { maxBytes },
  );
  const [{ text: json }] = texts;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new UsageError(`${file} is not JSON`);
  }
  const parsed = reportSchema.safeParse(value);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new UsageError(
      `${file} is no report of "readiness evaluate --format json": ${
        path.length > 0 ? `${path.join('.')}: ` : ''
      }${message}`,
    );
  }
  return parsed.data.entities;
}
