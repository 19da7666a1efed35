import { NotFoundError } from '@backstage/errors';
import {
  Cause,
  Transition,
  TransitionDetails,
  TransitionPage,
  TransitionQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { readFactVersions } from '../../database/operations/facts';
import {
  countHidden,
  lastMoment,
  listTransitions,
  readDefinitionTexts,
  readTransition,
  TransitionFilter,
  TransitionKey,
  TransitionRow,
} from '../../database/operations/history';
import { readVisibleEntity } from '../../database/operations/reading';
import { EntityVisibility } from '../../database/operations/visibility';
import { readStoredScorecard } from '../../definitions/versions/readStoredScorecard';
import { ReadingScope } from '../../permissions';
import { readCollectorTitles, readFactTitle } from '../reading/collectorTitles';
import { readEntityRef, readOwners, readText } from '../reading/entityRefs';
import { findOwnerOrUnowned } from '../reading/findOwner';
import { PageCursor } from '../reading/PageCursor';
import {
  findScorecard,
  ReadableScorecard,
} from '../reading/ReadableScorecards';
import { cutFact } from './cutFact';
import { readDayRange } from './DayRange';
import { HistoryContext } from './HistoryContext';
import { readFactChanges } from './readFactChanges';

const defaultLimit = 50;
const streamedAtOnce = 500;

/** Which changes are asked for, and what is known of their scorecard. */
interface Asked {
  scorecard: ReadableScorecard;
  filter: TransitionFilter;
  scope: ReadingScope;
}

/** @see HistoryService.listTransitions */
export async function readTransitions(
  context: HistoryContext,
  query: TransitionQuery,
  scope: ReadingScope,
): Promise<TransitionPage> {
  const { knex } = context;
  const asked = await readAsked(context, query, scope);
  const { scorecard, filter } = asked;
  const { visibility, hiddenChecks: _, to: __, ...shown } = filter;
  const cursor = new PageCursor(['number', 'number', 'number'], {
    list: 'transitions',
    ...shown,
    // The present day goes on while somebody pages, the answer to a default does not change.
    to: query.to ?? null,
    from: query.from ?? null,
  });
  const after = cursor.decode(query.cursor);
  const limit = query.limit ?? defaultLimit;
  const [rows, hidden] = await Promise.all([
    // One more than is shown tells whether there is another page.
    listTransitions(knex, { ...filter, limit: limit + 1, after }),
    filter.entityId === undefined
      ? countHidden(knex, {
          definitionId: scorecard.active.definitionId,
          owner: filter.owner,
          visibility,
        })
      : 0,
  ]);
  const page = rows.slice(0, limit);
  return {
    items: await toTransitions(context, page, asked),
    hidden,
    nextCursor:
      rows.length > limit
        ? cursor.encode([...toKey(page[page.length - 1])])
        : null,
  };
}

/** @see HistoryService.streamTransitions */
export async function* streamTransitionRows(
  context: HistoryContext,
  query: TransitionQuery,
  scope: ReadingScope,
): AsyncGenerator<Transition[]> {
  const asked = await readAsked(context, query, scope);
  let after: TransitionKey | undefined;
  for (;;) {
    const rows = await listTransitions(context.knex, {
      ...asked.filter,
      limit: streamedAtOnce,
      after,
    });
    yield await toTransitions(context, rows, asked);
    if (rows.length < streamedAtOnce) {
      return;
    }
    after = toKey(rows[rows.length - 1]);
  }
}

/** @see HistoryService.getTransition */
export async function readTransitionDetails(
  context: HistoryContext,
  id: string,
  scope: ReadingScope,
): Promise<TransitionDetails> {
  const { knex } = context;
  const missing = () => new NotFoundError('There is no such change');
  const number = Number(id);
  // Keys are 32 bits wide.
  const row =
    /^\d{1,10}$/.test(id) && number <= 0x7fffffff
      ? await readTransition(knex, {
          id: number,
          visibility: scope.visibility,
        })
      : null;
  const scorecard =
    row &&
    context.scorecards.list(scope).find(({ ref }) => ref.id === row.scorecard);
  if (!row || !scorecard || isHidden(row, scorecard)) {
    throw missing();
  }
  const [transition] = await toTransitions(context, [row], {
    scorecard,
    scope,
  });
  if (!transition) {
    throw missing();
  }
  const changes = readFactChanges(row.fact_versions);
  const versions = changes.flatMap(({ collector, before, after }) =>
    [before, after].flatMap(version =>
      version === null ? [] : [{ entityId: row.entity_id, collector, version }],
    ),
  );
  const found = new Map(
    (await readFactVersions(knex, { versions })).map(version => [
      `${version.collector} ${version.version}`,
      version,
    ]),
  );
  const titles = readCollectorTitles(context.collection);
  const toVersion = (collector: string, version: number | null) => {
    const stored = found.get(`${collector} ${version}`);
    return version === null || !stored
      ? null
      : {
          observedAt: new Date(version).toISOString(),
          kept: stored.state !== 'lost',
          data: cutFact(stored.data),
        };
  };
  return {
    transition,
    facts: changes.map(({ collector, before, after }) => ({
      collector,
      title: readFactTitle(collector, titles),
      before: toVersion(collector, before),
      after: toVersion(collector, after),
    })),
  };
}

async function readAsked(
  context: HistoryContext,
  query: TransitionQuery,
  scope: ReadingScope,
): Promise<Asked> {
  const { knex } = context;
  const { visibility } = scope;
  const scorecard = findScorecard(
    context.scorecards.list(scope),
    query.scorecard,
  );
  const range = readDayRange(query, context.clock.now());
  const [entityId, owner] = await Promise.all([
    query.entity === undefined
      ? undefined
      : findEntityId(knex, query.entity, visibility),
    findOwnerOrUnowned(knex, { text: query.owner, visibility }),
  ]);
  return {
    scorecard,
    scope,
    filter: {
      visibility,
      scorecard: scorecard.ref.id,
      hiddenChecks: [...scorecard.active.checkKeys.values()].filter(
        key => !scorecard.checksByKey.has(key),
      ),
      entityId,
      owner,
      check:
        query.check === undefined ? undefined : readText('check', query.check),
      kind: query.kind,
      cause: query.cause,
      from: Date.parse(range.from),
      to: lastMoment(range.to),
    },
  };
}

async function findEntityId(
  knex: Knex,
  text: string,
  visibility: EntityVisibility,
): Promise<number> {
  const ref = readEntityRef('entity', text);
  const entity = await readVisibleEntity(knex, { ref, visibility });
  if (!entity) {
    throw new NotFoundError('There is no such entity');
  }
  return entity.id;
}

/**
 * Rows as the API shows them. A check that the present version does not have is named by the version of the
 * change, and left out where the reader could not see it there.
 */
async function toTransitions(
  context: HistoryContext,
  rows: readonly TransitionRow[],
  { scorecard, scope }: Pick<Asked, 'scorecard' | 'scope'>,
): Promise<Transition[]> {
  const titles = new Map(
    scorecard.checks.map(({ definition }) => [definition.id, definition.title]),
  );
  const isGone = (row: TransitionRow) =>
    row.check_id !== null && !titles.has(row.check_id);
  const texts = await readDefinitionTexts(
    context.knex,
    rows.filter(isGone).map(row => row.definition_id),
  );
  const versions = new Map(
    [...texts].map(([id, text]) => [id, readStoredScorecard(text)]),
  );
  const isShown = context.scorecards.stagesOf(scope, scorecard);
  return rows.flatMap((row): Transition[] => {
    const spec = isGone(row) && versions.get(row.definition_id)?.spec;
    const old = spec
      ? spec.checks.find(check => check.id === row.check_id)
      : undefined;
    if (spec && old && !isShown(old.stage ?? spec.stage)) {
      return [];
    }
    const isLevel = row.place === 0;
    return [
      {
        id: isLevel ? `level-${row.id}` : String(row.id),
        kind: isLevel ? 'level' : 'result',
        entity: { ref: row.ref, title: row.title },
        scorecard: scorecard.ref,
        version: row.version,
        check:
          row.check_id === null
            ? null
            : {
                id: row.check_id,
                title: titles.get(row.check_id) ?? old?.title ?? null,
              },
        from: row.from_value,
        to: row.to_value,
        at: new Date(Number(row.at)).toISOString(),
        // Written by ourselves.
        cause: row.cause as Cause,
        owners: readOwners(row.owners),
      },
    ];
  });
}

function isHidden(row: TransitionRow, scorecard: ReadableScorecard): boolean {
  const { checkKeys } = scorecard.active;
  return (
    row.check_key !== null &&
    !scorecard.checksByKey.has(row.check_key) &&
    [...checkKeys.values()].includes(row.check_key)
  );
}

function toKey(row: TransitionRow): TransitionKey {
  return [Number(row.at), row.place, Number(row.id)];
}
