import {
  CheckChange,
  Scorecard,
  ScorecardVersion,
  ScorecardVersionPage,
  ScorecardVersionQuery,
  Stage,
} from '@team-readiness/backstage-plugin-readiness-common';
import { compareScorecards } from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import {
  DefinitionVersionRow,
  listDefinitionVersions,
} from '../../database/operations/definitions';
import { readEnforcement, readStoredScorecard } from '../../definitions';
import { PageCursor } from '../reading/PageCursor';

const defaultLimit = 20;

/**
 * Versions of a scorecard, the latest first, in one statement.
 *
 * @param options - `isShown`: may the reader see checks in a stage? Others are left out of what
 *   differs
 * @throws InputError for a cursor that cannot be read
 */
export async function listScorecardVersions(
  knex: Knex,
  options: {
    name: string;
    query: ScorecardVersionQuery;
    isShown: (stage: Stage) => boolean;
  },
): Promise<ScorecardVersionPage> {
  const { name, query, isShown } = options;
  const cursor = new PageCursor(['integer'], { name });
  const [before] = cursor.decode(query.cursor) ?? [];
  const limit = query.limit ?? defaultLimit;
  // One more than is shown tells whether there is another page, and is what the last one differs from.
  const rows = await listDefinitionVersions(knex, {
    kind: 'Scorecard',
    name,
    before,
    limit: limit + 1,
  });
  const documents = rows.map(row => readStoredScorecard(row.document));
  return {
    items: rows
      .slice(0, limit)
      .map((row, index) =>
        toVersion(
          row,
          { before: documents[index + 1] ?? null, after: documents[index] },
          isShown,
        ),
      ),
    nextCursor:
      rows.length > limit ? cursor.encode([rows[limit - 1].version]) : null,
  };
}

function toVersion(
  row: DefinitionVersionRow,
  { before, after }: { before: Scorecard | null; after: Scorecard | null },
  isShown: (stage: Stage) => boolean,
): ScorecardVersion {
  const compared = before && after && compareScorecards(before, after);
  const { days, refuted } = readEnforcement(row.enforcement);
  const shown = new Map<string, string>();
  for (const document of [before, after]) {
    for (const check of document?.spec.checks ?? []) {
      if (document && isShown(check.stage ?? document.spec.stage)) {
        shown.set(check.id, check.title);
      }
    }
  }
  const checks = (compared?.checks ?? []).flatMap(
    ({ checkId, change, fields, effect }): CheckChange[] => {
      const title = shown.get(checkId);
      return title === undefined
        ? []
        : [
            {
              id: checkId,
              title,
              change,
              fields,
              effect: refuted.has(checkId) ? 'stricter' : effect,
              enforceFrom: days.get(checkId) ?? null,
            },
          ];
    },
  );
  return {
    version: row.version,
    contentHash: row.content_hash,
    source: row.source,
    createdBy: row.created_by,
    createdAt: new Date(Number(row.created_at)).toISOString(),
    activatedAt:
      row.activated_at === null
        ? null
        : new Date(Number(row.activated_at)).toISOString(),
    active: Boolean(row.active),
    fields: compared ? compared.fields : null,
    checks,
  };
}
