/**
 * The scorecards that are active.
 *
 * # Model
 *
 * Documents are read again and again by every replica. A version is a content hash: registering
 * the same content twice, here or in another replica, gives the same version. One pointer per
 * scorecard in `active_definitions` says which version is active, and what serves is what the
 * pointers say. A replica moves pointers only when what it read differs from what it read before
 * (its first read counts): so replicas with different files do not move them back and forth.
 *
 * # Guarantees
 *
 * - A document that is broken or cannot be read becomes problems; the last good version of its
 *   scorecard keeps serving from the database, also after a restart.
 * - A document that is gone takes its scorecard away. A directory that suddenly holds nothing is
 *   taken for broken, not for emptied.
 * - Moving a pointer and asking for all entities to be evaluated are one transaction.
 * - Nothing here throws but the database; then what served before keeps serving.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  FactSchema,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CompiledScorecard,
  readScorecards,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { createHash } from 'crypto';
import { Knex } from 'knex';
import {
  activateDefinitions,
  ActiveDefinitionRow,
  ensureChecks,
  registerDefinition,
  selectActiveDefinitions,
} from '../database/operations/definitions';
import { replaceProblems } from '../database/operations/problems';
import { markAllForEvaluation } from '../database/operations/queue';
import { retryOnConflict } from '../database/retryOnConflict';
import { ActiveScorecard, ActiveScorecards } from './ActiveScorecards';
import { DefinitionTexts } from './DefinitionSources';
import { isOneOf, isProblemOf, joinSources } from './sourceList';

const kind = 'Scorecard';
const reporter = 'definitions';

/** What {@link ScorecardDefinitions} needs. */
export interface ScorecardDefinitionsOptions {
  knex: Knex;
  /** Reads all documents; called at every refresh. */
  readTexts: () => Promise<DefinitionTexts>;
  /** What conditions are checked against; default: the facts that Readiness describes itself. */
  facts?: readonly FactSchema[];
  clock: { now(): Date };
  logger: LoggerService;
}

/** Reads documents, publishes versions, and serves the active ones. */
export class ScorecardDefinitions implements ActiveScorecards {
  readonly #options: ScorecardDefinitionsOptions;
  #current: readonly ActiveScorecard[] = [];
  #compiled = new Map<string, CompiledScorecard>();
  #fingerprint: string | undefined;
  #refresh: Promise<void> | undefined;

  constructor(options: ScorecardDefinitionsOptions) {
    this.#options = options;
  }

  /** See {@link ActiveScorecards}; empty before the first refresh. */
  current(): readonly ActiveScorecard[] {
    return this.#current;
  }

  /**
   * Reads the documents, publishes what changed, and follows the pointers. Calls at the same time
   * share one run.
   *
   * @throws What the database throws.
   */
  async refresh(): Promise<void> {
    this.#refresh ??= this.#run().finally(() => {
      this.#refresh = undefined;
    });
    return await this.#refresh;
  }

  async #run(): Promise<void> {
    const texts = await this.#options.readTexts();
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([texts.builtIn, texts.own, texts.unread]))
      .digest('hex');
    if (fingerprint !== this.#fingerprint) {
      await this.#publish(texts);
      this.#fingerprint = fingerprint;
    }
    await this.#follow();
  }

  async #publish(texts: DefinitionTexts): Promise<void> {
    const { knex, clock, facts } = this.#options;
    const read = readScorecards(texts.own, { builtIn: texts.builtIn, facts });
    const problems = [...read.problems, ...texts.unread.map(unreadProblem)];
    const good = new Map(read.scorecards.map(card => [card.name, card]));
    for (const scorecard of read.scorecards) {
      this.#compiled.set(scorecard.contentHash, scorecard);
    }
    const changes = await retryOnRace(() =>
      knex.transaction(async trx => {
        const before = await selectActiveDefinitions(trx, { kind });
        const stored = new Map(before.map(row => [row.name, row]));
        const isHeld = (name: string) => {
          const row = stored.get(name);
          return row && breaks(row, good.has(name), problems);
        };
        const names = [...new Set([...texts.names, ...stored.keys()])].filter(
          name => good.has(name) || isHeld(name),
        );
        const active = [];
        for (const [position, name] of names.entries()) {
          const scorecard = good.get(name);
          const row = stored.get(name);
          const definitionId =
            scorecard && !isHeld(name)
              ? await registerDefinition(trx, {
                  kind,
                  name,
                  contentHash: scorecard.contentHash,
                  source: joinSources(texts.sourcesByName.get(name) ?? [name]),
                  document: JSON.stringify(scorecard.document),
                  createdAt: clock.now(),
                  createdBy: 'config',
                })
              : row?.id;
          if (definitionId !== undefined) {
            active.push({ name, definition_id: definitionId, position });
          }
        }
        const inactive = [...stored.keys()].filter(
          name => !names.includes(name),
        );
        await activateDefinitions(trx, { kind, active, inactive });
        const published = active
          .filter(row => stored.get(row.name)?.id !== row.definition_id)
          .map(row => row.name);
        if (published.length || inactive.length) {
          await markAllForEvaluation(trx, { at: clock.now() });
        }
        await replaceProblems(trx, {
          reporter,
          entityIds: null,
          problems: problems.map(problem => ({ ...problem, entityId: null })),
          at: clock.now(),
        });
        return { published, inactive };
      }),
    );
    this.#log(changes, problems);
  }

  async #follow(): Promise<void> {
    const { knex } = this.#options;
    const rows = await selectActiveDefinitions(knex, { kind });
    const same =
      rows.length === this.#current.length &&
      rows.every(
        (row, index) =>
          row.id === this.#current[index].definitionId &&
          row.source === this.#current[index].source &&
          row.position === this.#current[index].position,
      );
    if (same) {
      return;
    }
    const compiled = rows.flatMap(row => {
      const scorecard = this.#compile(row);
      return scorecard ? [{ row, scorecard }] : [];
    });
    if (compiled.length < rows.length) {
      // Evaluation waits until every active version is known; one that nobody can read must not
      // hold up the others.
      const served = new Set(compiled.map(({ row }) => row.name));
      await activateDefinitions(knex, {
        kind,
        active: [],
        inactive: rows.map(row => row.name).filter(name => !served.has(name)),
      });
    }
    const keys = await ensureChecks(knex, {
      checks: compiled.flatMap(({ scorecard }) =>
        scorecard.checks.map(check => ({
          scorecard: scorecard.name,
          check_id: check.definition.id,
        })),
      ),
    });
    this.#current = Object.freeze(
      compiled.map(({ row, scorecard }) => ({
        definitionId: row.id,
        version: row.version,
        source: row.source,
        position: row.position,
        compiled: scorecard,
        checkKeys: keys.get(scorecard.name) ?? new Map<string, number>(),
      })),
    );
    this.#compiled = new Map(
      compiled.map(({ scorecard }) => [scorecard.contentHash, scorecard]),
    );
  }

  #compile(row: ActiveDefinitionRow): CompiledScorecard | undefined {
    const known = this.#compiled.get(row.content_hash);
    if (known) {
      return known;
    }
    // Published by another replica, or kept in place of a broken document. JSON is YAML. What facts
    // look like was checked when it was published, and must not take it down now.
    const { scorecards, problems } = readScorecards(
      [{ source: row.source, text: row.document }],
      { builtIn: [], facts: null },
    );
    const scorecard = scorecards.find(({ name }) => name === row.name);
    if (!scorecard) {
      this.#options.logger.error(
        `Version ${row.version} of scorecard '${row.name}' cannot be read from the database: ${problems[0]?.message}`,
      );
    }
    return scorecard;
  }

  #log(
    changes: { published: string[]; inactive: string[] },
    problems: Problem[],
  ): void {
    const { logger } = this.#options;
    for (const name of changes.published) {
      logger.info(`Scorecard '${name}' has a new active version`);
    }
    for (const name of changes.inactive) {
      logger.info(`Scorecard '${name}' is no longer active`);
    }
    for (const { name, source, line, column, message } of problems) {
      const place = [source, line, column].filter(Boolean).join(':');
      logger.warn(`Scorecard document '${name}' (${place}): ${message}`);
    }
  }
}

/** Must the version that serves stay, since something of its documents is broken? */
function breaks(
  row: ActiveDefinitionRow,
  isGood: boolean,
  problems: readonly Problem[],
): boolean {
  return problems.some(
    problem =>
      isProblemOf(problem, row) ||
      // The name itself was the mistake.
      (!isGood && problem.source !== undefined && isOneOf(problem.source, row)),
  );
}

function unreadProblem(unread: DefinitionTexts['unread'][number]): Problem {
  return {
    subject: 'definition',
    name: unread.source,
    reporter,
    source: unread.source,
    message: unread.message,
  };
}

/** Another replica may register the same version at the same moment: then it is found. */
async function retryOnRace<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await retryOnConflict(work);
    } catch (error) {
      const code = String((error as { code?: unknown }).code);
      const isTaken = code === '23505' || code.startsWith('SQLITE_CONSTRAINT');
      if (!isTaken || attempt >= 5) {
        throw error;
      }
    }
  }
}
