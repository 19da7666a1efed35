/**
 * Follows the pointers: what the database says is active is what this replica serves.
 *
 * # A version that this replica cannot read
 *
 * While the product is upgraded replica by replica, a newer one may publish what an older one
 * does not understand. The older one serves and evaluates the other scorecards, leaves that one to
 * others (`held`), and says so as a problem. It says so in the database too: those that can read
 * the version answer there. Only if nobody answered for an hour is the version taken away, so that
 * evaluation does not wait for ever.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  CompiledScorecard,
  readScorecards,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import {
  ActiveDefinitionRow,
  ensureChecks,
  recordReadable,
  recordUnreadable,
  selectActiveDefinitions,
} from '../../database/operations/definitions';
import { replaceProblems } from '../../database/operations/problems';
import {
  ActiveScorecard,
  ActiveScorecards,
  HeldScorecard,
} from '../ActiveScorecards';
import { readEnforcement } from './Enforcement';
import { removeUnreadable } from './removeUnreadable';

const kind = 'Scorecard';
/** Who says that a version cannot be read. */
export const versionReporter = 'definition-versions';
/** How long nobody must be able to read a version before it is taken away. */
export const unreadableGraceMs = 3_600_000;
/** A replica that said nothing for so long is gone, or can read it now. */
const forgottenAfterMs = 600_000;

/** What {@link ActiveVersions} needs. */
export interface ActiveVersionsOptions {
  knex: Knex;
  clock: { now(): Date };
  logger: LoggerService;
  /** Ref of who answers for scorecards whose document names no owner; default: nobody. */
  owner?: string;
  /** How often each replica looks, in milliseconds: none is gone before it had three chances. */
  lookEveryMs?: number;
}

interface Unreadable {
  row: ActiveDefinitionRow;
  reason: string;
}

/** @see ActiveVersions.ts */
export class ActiveVersions implements ActiveScorecards {
  readonly #options: ActiveVersionsOptions;
  #current: readonly ActiveScorecard[] = [];
  #held: readonly HeldScorecard[] = [];
  #terms = '';
  /** By content hash. */
  #compiled = new Map<string, CompiledScorecard>();

  constructor(options: ActiveVersionsOptions) {
    this.#options = options;
  }

  current(): readonly ActiveScorecard[] {
    return this.#current;
  }

  held(): readonly HeldScorecard[] {
    return this.#held;
  }

  /** What was just compiled need not be compiled again when it becomes active. */
  remember(scorecards: readonly CompiledScorecard[]): void {
    for (const scorecard of scorecards) {
      this.#compiled.set(scorecard.contentHash, scorecard);
    }
  }

  /**
   * Serves what the pointers say now.
   *
   * @returns whether a version was taken away that nobody could read
   * @throws what the database throws; then what served before keeps serving
   */
  async follow(): Promise<boolean> {
    const rows = await selectActiveDefinitions(this.#options.knex, { kind });
    const terms = JSON.stringify(
      rows.map(row => [row.id, row.source, row.position, row.enforcement]),
    );
    const isQuiet = rows.every(row => row.unreadable_at === null);
    if (terms === this.#terms && isQuiet && this.#held.length === 0) {
      return false;
    }
    const readable: Array<{
      row: ActiveDefinitionRow;
      compiled: CompiledScorecard;
    }> = [];
    const unreadable: Unreadable[] = [];
    for (const row of rows) {
      const compiled = this.#compile(row);
      if ('reason' in compiled) {
        unreadable.push({ row, reason: compiled.reason });
      } else {
        readable.push({ row, compiled });
      }
    }
    await this.#answerOthers(
      readable.map(({ row }) => row),
      unreadable.length > 0,
    );
    const removed = await this.#hold(unreadable);
    if (terms !== this.#terms) {
      await this.#serve(readable);
      this.#terms = terms;
    }
    return removed;
  }

  #compile(row: ActiveDefinitionRow): CompiledScorecard | { reason: string } {
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
    return (
      scorecard ?? { reason: problems[0]?.message ?? 'It holds no scorecard.' }
    );
  }

  async #serve(
    readable: ReadonlyArray<{
      row: ActiveDefinitionRow;
      compiled: CompiledScorecard;
    }>,
  ): Promise<void> {
    const keys = await ensureChecks(this.#options.knex, {
      checks: readable.flatMap(({ compiled }) =>
        compiled.checks.map(check => ({
          scorecard: compiled.name,
          check_id: check.definition.id,
        })),
      ),
    });
    this.#current = Object.freeze(
      readable.map(({ row, compiled }) => {
        const { days } = readEnforcement(row.enforcement);
        return {
          definitionId: row.id,
          version: row.version,
          source: row.source,
          owner:
            compiled.document.metadata.owner ?? this.#options.owner ?? null,
          position: row.position,
          compiled: days.size ? compiled.withEnforcement(days) : compiled,
          enforcement: days,
          checkKeys: keys.get(compiled.name) ?? new Map<string, number>(),
          createdAt: new Date(Number(row.created_at)),
          createdBy: row.created_by,
        };
      }),
    );
    this.#compiled = new Map(
      readable.map(({ compiled }) => [compiled.contentHash, compiled]),
    );
  }

  /** Tells replicas that cannot read a version that this one can. */
  async #answerOthers(
    readable: readonly ActiveDefinitionRow[],
    isBlind: boolean,
  ): Promise<void> {
    const { knex, clock } = this.#options;
    const asked = readable.filter(row => row.unreadable_at !== null);
    if (!asked.length) {
      return;
    }
    const at = clock.now();
    const forgottenBefore = new Date(at.getTime() - forgottenAfterMs);
    await recordReadable(knex, {
      ids: asked.map(row => row.id),
      at,
      forgottenBefore,
    });
    const isOver = asked.every(
      row => Number(row.unreadable_at) < forgottenBefore.getTime(),
    );
    if (isOver && !isBlind) {
      await this.#report([]);
    }
  }

  async #hold(unreadable: readonly Unreadable[]): Promise<boolean> {
    const { knex, clock, logger } = this.#options;
    const wasHeld = new Set(this.#held.map(held => held.definitionId));
    this.#held = unreadable.map(({ row }) => ({
      definitionId: row.id,
      name: row.name,
    }));
    if (!unreadable.length) {
      if (wasHeld.size > 0) {
        await this.#report([]);
      }
      return false;
    }
    const at = clock.now();
    await recordUnreadable(knex, {
      ids: unreadable.map(({ row }) => row.id),
      at,
    });
    await this.#report(unreadable);
    for (const { row, reason } of unreadable) {
      if (!wasHeld.has(row.id)) {
        logger.error(
          `Version ${row.version} of scorecard '${row.name}' cannot be read from the database, its evaluation is left to other replicas: ${reason}`,
        );
      }
    }
    const graceMs = Math.max(
      unreadableGraceMs,
      3 * (this.#options.lookEveryMs ?? 0),
    );
    const since = at.getTime() - graceMs;
    const gone = await removeUnreadable(knex, {
      versions: unreadable
        .map(({ row }) => row)
        .filter(
          row =>
            row.unreadable_since !== null &&
            Number(row.unreadable_since) <= since,
        ),
      at,
    });
    for (const row of gone) {
      logger.error(
        `Scorecard '${row.name}' is no longer active: no replica could read its version ${row.version}`,
      );
    }
    this.#held = this.#held.filter(
      held => !gone.some(row => row.id === held.definitionId),
    );
    return gone.length > 0;
  }

  async #report(unreadable: readonly Unreadable[]): Promise<void> {
    const { knex, clock } = this.#options;
    await replaceProblems(knex, {
      reporter: versionReporter,
      entityIds: null,
      problems: unreadable.map(({ row, reason }) => ({
        subject: 'definition',
        name: row.name,
        source: row.source,
        message: `Version ${row.version} cannot be read by a replica of the backend, which leaves it to the others: ${reason} While an upgrade is under way this passes; a version that no replica can read for an hour is taken away.`,
        entityId: null,
      })),
      at: clock.now(),
    });
  }
}
