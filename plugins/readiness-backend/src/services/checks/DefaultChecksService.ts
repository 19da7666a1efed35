import {
  CheckDetails,
  CheckResultItem,
  CheckResultPage,
  CheckResultQuery,
  Outcome,
  outcomes,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  CheckOutcomeFilter,
  CheckOutcomeKey,
  CheckOutcomeRow,
  countCheckOutcomes,
  countHidden,
  listCheckOutcomes,
  readOwnerSetOutcomes,
  readTeamDirectory,
} from '../../database/operations/reading';
import { ReadingScope } from '../../permissions';
import { readCollectorTitles, readFactTitle } from '../reading/collectorTitles';
import { EntityCollection } from '../reading/EntityCollection';
import { findOwner } from '../reading/findOwner';
import { PageCursor } from '../reading/PageCursor';
import {
  findCheck,
  findScorecard,
  ReadableCheck,
  ReadableScorecard,
  ReadableScorecards,
} from '../reading/ReadableScorecards';
import { readEntityFilter } from '../reading/readEntityFilter';
import { readCheckSummary } from '../scorecards/readCheckSummaries';
import { CheckName } from './ChecksService';
import { fillParams } from './fillParams';
import { listCheckTeams } from './listCheckTeams';
import { toCheckResultItems } from './toCheckResultItems';

const defaultLimit = 50;
const streamedAtOnce = 500;

/**
 * Checks as one reader may see them. One check takes four statements, a list of
 * results three a page.
 */
export class DefaultChecksService {
  readonly #knex: Knex;
  readonly #scorecards: ReadableScorecards;
  readonly #collection: EntityCollection;
  readonly #clock: { now(): Date };

  constructor(options: {
    knex: Knex;
    scorecards: ReadableScorecards;
    collection: EntityCollection;
    clock: { now(): Date };
  }) {
    this.#knex = options.knex;
    this.#scorecards = options.scorecards;
    this.#collection = options.collection;
    this.#clock = options.clock;
  }

  /** @see ChecksService.getCheck */
  async getCheck(name: CheckName, scope: ReadingScope): Promise<CheckDetails> {
    const { scorecard, check } = this.#find(name, scope);
    const { visibility } = scope;
    const { definitionId } = scorecard.active;
    const [ownerSetOutcomes, hidden, directory] = await Promise.all([
      check.connected
        ? readOwnerSetOutcomes(this.#knex, {
            definitionId,
            visibility,
            checkKeys: [check.key],
          })
        : [],
      countHidden(this.#knex, { definitionId, visibility }),
      readTeamDirectory(this.#knex, { visibility, ownershipRefs: [] }),
    ]);
    const { definition } = check;
    const { remediation } = definition;
    const { params } = scorecard.active.compiled.document.spec;
    const fill = (text: string) => fillParams(text, params);
    return {
      summary: await readCheckSummary(this.#knex, {
        scorecard,
        check,
        outcomes: ownerSetOutcomes,
        scope,
        now: this.#clock.now(),
      }),
      scorecard: scorecard.ref,
      owner: definition.owner ?? scorecard.active.owner,
      rationale: definition.rationale,
      lookedFor: fill(definition.lookedFor),
      remediation: {
        text: fill(remediation.text),
        path: remediation.path ? fill(remediation.path) : null,
        example: remediation.example ? fill(remediation.example) : null,
        link: remediation.link ?? null,
      },
      optOut: definition.optOut,
      condition: definition.condition,
      appliesWhen: definition.appliesWhen ?? null,
      sources: this.#listSources(check),
      teams: listCheckTeams(ownerSetOutcomes, directory),
      hidden,
    };
  }

  /** @see ChecksService.listCheckResults */
  async listCheckResults(
    name: CheckName,
    query: CheckResultQuery,
    scope: ReadingScope,
  ): Promise<CheckResultPage> {
    const { scorecard, check } = this.#find(name, scope);
    const filter = await this.#readFilter(scorecard, check, query, scope);
    const { visibility, ...shown } = filter;
    const cursor = new PageCursor(
      ['integer', 'integer', 'string', 'integer'],
      shown,
    );
    const after = cursor.decode(query.cursor);
    if (!check.connected) {
      return { items: [], totalItems: 0, nextCursor: null };
    }
    const limit = query.limit ?? defaultLimit;
    const [rows, totalItems] = await Promise.all([
      // One more than is shown tells whether there is another page.
      listCheckOutcomes(this.#knex, { ...filter, limit: limit + 1, after }),
      countCheckOutcomes(this.#knex, filter),
    ]);
    const page = rows.slice(0, limit);
    return {
      items: toCheckResultItems(page, check),
      totalItems,
      nextCursor:
        rows.length > limit ? cursor.encode(toKey(page[limit - 1])) : null,
    };
  }

  /** @see ChecksService.streamCheckResults */
  async *streamCheckResults(
    name: CheckName,
    query: CheckResultQuery,
    scope: ReadingScope,
  ): AsyncGenerator<CheckResultItem[]> {
    const { scorecard, check } = this.#find(name, scope);
    const filter = await this.#readFilter(scorecard, check, query, scope);
    if (!check.connected) {
      return;
    }
    let after: CheckOutcomeKey | undefined;
    for (;;) {
      const rows = await listCheckOutcomes(this.#knex, {
        ...filter,
        limit: streamedAtOnce,
        after,
      });
      yield toCheckResultItems(rows, check);
      if (rows.length < streamedAtOnce) {
        return;
      }
      after = toKey(rows[rows.length - 1]);
    }
  }

  #find(
    name: CheckName,
    scope: ReadingScope,
  ): { scorecard: ReadableScorecard; check: ReadableCheck } {
    const scorecard = findScorecard(
      this.#scorecards.list(scope),
      name.scorecard,
    );
    return { scorecard, check: findCheck(scorecard, name.id) };
  }

  async #readFilter(
    scorecard: ReadableScorecard,
    check: ReadableCheck,
    query: CheckResultQuery,
    { visibility }: ReadingScope,
  ): Promise<CheckOutcomeFilter> {
    // Without a filter: those that the check applies to.
    const isWanted = (outcome: Outcome) =>
      query.outcome?.length
        ? query.outcome.includes(outcome)
        : outcome !== 'not-applicable';
    return {
      definitionId: scorecard.active.definitionId,
      checkKey: check.key,
      visibility,
      outcomes: outcomes.filter(isWanted),
      tier: query.tier,
      ...readEntityFilter(query),
      owner:
        query.team === undefined
          ? undefined
          : await findOwner(this.#knex, {
              parameter: 'team',
              text: query.team,
              visibility,
            }),
    };
  }

  #listSources(check: ReadableCheck): CheckDetails['sources'] {
    const connected = this.#collection.connected();
    const titles = readCollectorTitles(this.#collection);
    const kinds = new Map(
      this.#collection.collectors().map(({ id, kind }) => [id, kind]),
    );
    return check.reads.map(collector => ({
      collector,
      title: titles.get(collector) ?? collector,
      reads: readFactTitle(collector, titles),
      kind: kinds.get(collector) ?? null,
      connected: connected.has(collector),
    }));
  }
}

function toKey(row: CheckOutcomeRow): [number, number, string, number] {
  return [row.outcome_rank, row.tier_rank, row.name, row.id];
}
