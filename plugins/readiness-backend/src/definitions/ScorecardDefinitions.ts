/**
 * The scorecards that are active.
 *
 * # Model
 *
 * Documents are read again and again by every replica. A version is a content hash: registering
 * the same content twice, here or in another replica, gives the same version. One pointer per
 * scorecard in `active_definitions` says which version is active, and what serves is what the
 * pointers say. A replica moves a pointer only when what it read of that scorecard differs from
 * what it read before (its first read counts): so replicas with different files do not move it
 * back and forth.
 *
 * # Guarantees
 *
 * - A document that is broken or cannot be read becomes problems; the last good version of its
 *   scorecard keeps serving from the database, also after a restart.
 * - A document that is gone takes its scorecard away. A directory that suddenly holds nothing is
 *   taken for broken, not for emptied.
 * - Checks that are new or stricter than in the version before are at `warn` for some days; a
 *   version with checks that say that they are relaxed waits until that was compared with the
 *   stored facts, in the background, while the version before serves.
 * - Moving a pointer and asking for all entities to be evaluated are one transaction.
 * - Nothing here throws but the database; then what served before keeps serving.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  FactSchema,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import { BusinessCalendar } from '@team-readiness/backstage-plugin-readiness-engine';
import { createHash } from 'crypto';
import { Knex } from 'knex';
import { selectActiveDefinitions } from '../database/operations/definitions';
import { replaceProblems } from '../database/operations/problems';
import { markAllForEvaluation } from '../database/operations/queue';
import {
  ActiveScorecard,
  ActiveScorecards,
  HeldScorecard,
} from './ActiveScorecards';
import { describeRefutations } from './relaxations/describeRefutations';
import { Relaxations } from './relaxations/Relaxations';
import { ReadDefinitions, readWithLastCollectors } from './readDefinitions';
import { RefreshPause } from './RefreshPause';
import { DefinitionTexts } from './sources';
import { isHeldBy } from './sourceList';
import { ActiveVersions } from './versions/ActiveVersions';
import { writeEnforcement } from './versions/Enforcement';
import { planVersion, RelaxationClaim } from './versions/planVersion';
import { publishDocuments, SeenDocuments } from './versions/publishDocuments';
import { retryOnRace } from './versions/retryOnRace';

const reporter = 'definitions';
const defaultWarnDays = 30;

/** What {@link ScorecardDefinitions} needs. */
export interface ScorecardDefinitionsOptions {
  knex: Knex;
  /** Reads all documents; called at every refresh. */
  readTexts: () => Promise<DefinitionTexts>;
  /** What conditions are checked against; default: the facts that Readiness describes itself. */
  facts?: readonly FactSchema[];
  /** Ids of the collectors that are connected now; default: none. */
  connected?: () => ReadonlySet<string>;
  /** Which days are working days; default: as the engine's. */
  calendar?: BusinessCalendar;
  /** For how long new and stricter checks are at `warn`, in days; 0: not at all. Default: 30. */
  warnDays?: number;
  /** Ref of who answers for scorecards whose document names no owner; default: nobody. */
  owner?: string;
  /** How often `refresh` is called, in milliseconds. */
  refreshEveryMs?: number;
  /** The pause between two runs that people ask for, in milliseconds. Default: 3 seconds. */
  pauseMs?: number;
  /** Called at the end of each refresh; must not throw. */
  followed?: () => Promise<void>;
  /** Stops work in the background. */
  signal?: AbortSignal;
  clock: { now(): Date };
  logger: LoggerService;
}

/** Who asked for documents to be read. */
export interface RefreshOptions {
  /** A user entity ref; new versions are then theirs. Undefined: the schedule. */
  by?: string;
}

/** Reads documents, publishes versions, and serves the active ones. */
export class ScorecardDefinitions implements ActiveScorecards {
  readonly #options: ScorecardDefinitionsOptions;
  readonly #versions: ActiveVersions;
  readonly #relaxations: Relaxations;
  readonly #pause: RefreshPause;
  #seen: { [kind: string]: SeenDocuments } = {};
  #comparing: readonly string[] = [];
  #fingerprint: string | undefined;
  #refresh: Promise<void> | undefined;

  constructor(options: ScorecardDefinitionsOptions) {
    this.#options = options;
    this.#pause = new RefreshPause(options.pauseMs);
    this.#versions = new ActiveVersions({
      ...options,
      lookEveryMs: options.refreshEveryMs,
    });
    this.#relaxations = new Relaxations({
      ...options,
      connected: options.connected ?? (() => new Set()),
      signal: options.signal ?? new AbortController().signal,
    });
  }

  /** See {@link ActiveScorecards}; empty before the first refresh. */
  current(): readonly ActiveScorecard[] {
    return this.#versions.current();
  }

  /** See {@link ActiveScorecards}. */
  held(): readonly HeldScorecard[] {
    return this.#versions.held();
  }

  /** Names of scorecards whose new version waits until it was compared with the stored facts. */
  comparing(): readonly string[] {
    return this.#comparing;
  }

  /**
   * Reads the documents, publishes what changed, and follows the pointers. Calls at the same time
   * share one run, which belongs to the first of them.
   *
   * @throws What the database throws.
   */
  async refresh(options: RefreshOptions = {}): Promise<void> {
    this.#refresh ??= this.#run(options).finally(() => {
      this.#refresh = undefined;
      this.#pause.begin();
    });
    return await this.#refresh;
  }

  /**
   * As `refresh`, for people: a run that is under way is shared, else the next one begins a few
   * seconds after the end of the one before.
   *
   * @throws What the database throws.
   */
  async refreshOnDemand(options: RefreshOptions): Promise<void> {
    if (!this.#refresh) {
      await this.#pause.end();
    }
    return await this.refresh(options);
  }

  async #run({ by }: RefreshOptions): Promise<void> {
    const texts = await this.#options.readTexts();
    const fingerprint = createHash('sha256')
      .update(
        JSON.stringify([texts.builtIn, texts.bases, texts.own, texts.unread]),
      )
      .digest('hex');
    let comparing: readonly string[] = [];
    if (fingerprint !== this.#fingerprint) {
      comparing = await this.#publish(texts, by);
      // What waits is looked at again by the next run.
      this.#fingerprint = comparing.length ? undefined : fingerprint;
    }
    const removed = await this.#versions.follow();
    this.#comparing = comparing;
    if (removed) {
      // What this replica can read may take the place of what nobody could.
      this.#fingerprint = undefined;
    }
    await this.#options.followed?.();
  }

  /** @returns names of scorecards whose new version has to wait */
  async #publish(texts: DefinitionTexts, by?: string): Promise<string[]> {
    const { knex, clock, facts } = this.#options;
    const active = await selectActiveDefinitions(knex, { kind: 'Collector' });
    const read = readWithLastCollectors(texts, { facts, by, active });
    this.#versions.remember(read.scorecards);
    const at = clock.now();
    const { claims, seen, ...changes } = await retryOnRace(() =>
      knex.transaction(trx => this.#publishAll(trx, read, at)),
    );
    this.#seen = seen;
    if (!claims.length) {
      this.#relaxations.forget();
    }
    for (const claim of claims) {
      this.#relaxations.compare(claim, () => this.#publishCompared());
    }
    this.#log(changes, read.problems);
    return claims.map(({ after }) => after.metadata.name);
  }

  async #publishAll(trx: Knex.Transaction, read: ReadDefinitions, at: Date) {
    const warnDays = this.#options.warnDays ?? defaultWarnDays;
    const claims: RelaxationClaim[] = [];
    const after = new Map(
      read.scorecards.map(({ name, document }) => [name, document]),
    );
    const scorecards = await publishDocuments(trx, {
      ...read.documents.Scorecard,
      kind: 'Scorecard',
      isHeld: row => isHeldBy(read.problems, row, after.has(row.name)),
      seen: this.#seen.Scorecard,
      at,
      plan: (name, version, before) => {
        const document = after.get(name);
        if (!document) {
          return undefined;
        }
        const until = version.deactivated_at;
        const plan = planVersion(
          {
            after: document,
            before,
            earlier:
              until === null
                ? null
                : { until: Number(until), enforcement: version.enforcement },
          },
          {
            at,
            warnDays,
            refutations: claim => this.#relaxations.find(claim),
          },
        );
        if ('claim' in plan) {
          claims.push(plan.claim);
          return undefined;
        }
        return { enforcement: writeEnforcement(plan.enforcement) };
      },
    });
    const collectors = await publishDocuments(trx, {
      ...read.documents.Collector,
      kind: 'Collector',
      isHeld: row =>
        isHeldBy(
          read.problems,
          row,
          read.documents.Collector.good.has(row.name),
        ),
      seen: this.#seen.Collector,
      at,
      plan: () => ({ enforcement: null }),
    });
    const { published, inactive } = scorecards;
    if (published.length || inactive.length) {
      await markAllForEvaluation(trx, { at });
    }
    const active = await selectActiveDefinitions(trx, { kind: 'Scorecard' });
    await replaceProblems(trx, {
      reporter,
      entityIds: 'all',
      problems: [
        ...read.problems.map(problem => ({ ...problem, entityId: null })),
        ...active.flatMap(row => describeRefutations(row, at)),
      ],
      at,
    });
    return {
      published: [...published, ...collectors.published],
      inactive: [...inactive, ...collectors.inactive],
      claims,
      seen: { Scorecard: scorecards.seen, Collector: collectors.seen },
    };
  }

  /** A claim was compared: what waited for it can be published. */
  async #publishCompared(): Promise<void> {
    const { signal, logger } = this.#options;
    try {
      // A run that is under way may have asked before the answer was there.
      await this.#refresh;
      if (!signal?.aborted) {
        await this.refresh();
      }
    } catch (error) {
      logger.warn(`Documents could not be published, it is tried again`, {
        error: String(error),
      });
    }
  }

  #log(
    changes: { published: string[]; inactive: string[] },
    problems: readonly Problem[],
  ): void {
    const { logger } = this.#options;
    for (const name of changes.published) {
      logger.info(`'${name}' has a new active version`);
    }
    for (const name of changes.inactive) {
      logger.info(`'${name}' is no longer active`);
    }
    for (const { name, source, line, column, message } of problems) {
      const place = [source, line, column].filter(Boolean).join(':');
      logger.warn(`Document '${name}' (${place}): ${message}`);
    }
  }
}
