import {
  DependencyRisk,
  DependencyRiskPage,
  DependencyRiskQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  countHidden,
  DependencyRiskKey,
  DependencyRiskPath,
  DependencyRiskSelection,
  readDependencyRisks,
} from '../../database/operations/reading';
import { ReadingScope } from '../../permissions';
import { findOwnerOrUnowned } from '../reading/findOwner';
import { readEntityFilter } from '../reading/readEntityFilter';
import { PageCursor } from '../reading/PageCursor';
import {
  findScorecard,
  ReadableScorecard,
  ReadableScorecards,
} from '../reading/ReadableScorecards';

const defaultLimit = 50;
/** Whose risks are told where no tier is asked for. */
const usualTier = 1;
/** Entities that a statement looks at: few of them lean on a weaker one. */
const lookedAtOnce = 500;
/** With the owner and the hidden ones this makes five statements. */
const statementsPerPage = 3;

/**
 * Risks as one reader may see them. A page takes at most five statements, and ends early where these were not
 * enough to fill it.
 */
export class DefaultDependencyRisksService {
  readonly #knex: Knex;
  readonly #scorecards: ReadableScorecards;

  constructor(options: { knex: Knex; scorecards: ReadableScorecards }) {
    this.#knex = options.knex;
    this.#scorecards = options.scorecards;
  }

  /** @see DependencyRisksService.listDependencyRisks */
  async listDependencyRisks(
    query: DependencyRiskQuery,
    scope: ReadingScope,
  ): Promise<DependencyRiskPage> {
    const { scorecard, selection } = await this.#readSelection(query, scope);
    const { visibility, ...shown } = selection;
    const cursor = new PageCursor(['integer', 'string', 'integer'], shown);
    const limit = query.limit ?? defaultLimit;
    const hidden = await countHidden(this.#knex, selection);
    const items: DependencyRiskPath[] = [];
    let after: DependencyRiskKey | null = cursor.decode(query.cursor) ?? null;
    for (let statement = 0; statement < statementsPerPage; statement += 1) {
      const { risks, last } = await readDependencyRisks(this.#knex, {
        ...selection,
        limit: lookedAtOnce,
        after: after ?? undefined,
      });
      const shownRisks = risks.slice(0, limit - items.length);
      items.push(...shownRisks);
      after =
        shownRisks.length < risks.length ? items[items.length - 1].key : last;
      if (after === null || items.length === limit) {
        break;
      }
    }
    return {
      scorecard: scorecard.ref,
      items: items.map(toRisk),
      hidden,
      nextCursor: after && cursor.encode([...after]),
    };
  }

  /** @see DependencyRisksService.streamDependencyRisks */
  async *streamDependencyRisks(
    query: DependencyRiskQuery,
    scope: ReadingScope,
  ): AsyncGenerator<DependencyRisk[]> {
    const { selection } = await this.#readSelection(query, scope);
    let after: DependencyRiskKey | null = null;
    do {
      const page: Awaited<ReturnType<typeof readDependencyRisks>> =
        await readDependencyRisks(this.#knex, {
          ...selection,
          limit: lookedAtOnce,
          after: after ?? undefined,
        });
      yield page.risks.map(toRisk);
      after = page.last;
    } while (after !== null);
  }

  async #readSelection(
    query: DependencyRiskQuery,
    scope: ReadingScope,
  ): Promise<{
    scorecard: ReadableScorecard;
    selection: DependencyRiskSelection;
  }> {
    const { visibility } = scope;
    const scorecard = findScorecard(
      this.#scorecards.list(scope),
      query.scorecard,
    );
    const owner = await findOwnerOrUnowned(this.#knex, {
      text: query.owner,
      visibility,
    });
    const { definitionId } = scorecard.active;
    return {
      scorecard,
      selection: {
        definitionId,
        visibility,
        owner,
        tier: query.tier ?? usualTier,
        ...readEntityFilter(query),
      },
    };
  }
}

function toRisk({
  entity,
  level,
  path,
  weakestLevel,
}: DependencyRiskPath): DependencyRisk {
  return {
    entity,
    level,
    path,
    weakest: path[path.length - 1],
    weakestLevel,
  };
}
