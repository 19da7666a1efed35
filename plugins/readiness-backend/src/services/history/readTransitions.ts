import { NotFoundError } from '@backstage/errors';
import {
  Transition,
  TransitionPage,
  TransitionQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  lastMoment,
  listTransitions,
  TransitionFilter,
  TransitionKey,
  TransitionRow,
} from '../../database/operations/history';
import {
  countHidden,
  readVisibleEntity,
} from '../../database/operations/reading';
import { EntityVisibility } from '../../database/operations/visibility';
import { ReadingScope } from '../../permissions';
import { readEntityRef, readText } from '../reading/entityRefs';
import { findOwnerOrUnowned } from '../reading/findOwner';
import { PageCursor } from '../reading/PageCursor';
import {
  findScorecard,
  ReadableScorecard,
} from '../reading/ReadableScorecards';
import { readDayRange } from './DayRange';
import { HistoryContext } from './HistoryContext';
import { toTransitions } from './toTransitions';

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

function toKey(row: TransitionRow): TransitionKey {
  return [Number(row.at), row.place, Number(row.id)];
}
