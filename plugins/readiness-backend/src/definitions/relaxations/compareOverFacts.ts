/**
 * Does a check that says that it is relaxed really ask for less?
 *
 * # Model
 *
 * Both versions of the check are asked for every entity over what is stored of it. A failure is
 * new if the check fails now (or fails to run) and did not before, or if it now decides a level that
 * it did not decide before: as a gate, or at a lower level. Exemptions are left aside, since they
 * say nothing of the check.
 *
 * # Guarantees
 *
 * - Reads in pages, two queries each, with the facts that the checks read and no others; holds one
 *   page at a time, and gives way to others after each.
 * - Writes nothing.
 */
import { Entity } from '@backstage/catalog-model';
import {
  Check,
  FactSnapshot,
  Scorecard,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  BusinessCalendar,
  CompiledScorecard,
  readScorecards,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import {
  EntityWithFacts,
  loadEntityPage,
  toFactSnapshot,
} from '../../database/operations/inputs';
import { Refutation } from '../versions/Enforcement';
import { RelaxationClaim } from '../versions/planVersion';

const hourMs = 3_600_000;
const maxExamples = 3;
const catalogFacts = ['catalog', 'readiness/owner'];

/** What both versions are asked with. */
export interface ComparisonOptions {
  /** Ids of connected collectors. */
  connected: ReadonlySet<string>;
  calendar?: BusinessCalendar;
  now: Date;
}

/** One version of the checks that are compared. */
interface Side {
  compiled: CompiledScorecard;
  checks: ReadonlyMap<string, Check>;
}

/**
 * Compares the checks of a claim over all stored facts.
 *
 * @param options - `signal`: stops between two pages
 * @returns those that are not relaxed, by check id
 * @throws what the database throws, and the reason of the signal
 */
export async function compareOverFacts(
  knex: Knex,
  claim: RelaxationClaim,
  options: ComparisonOptions & { signal: AbortSignal },
): Promise<Map<string, Refutation>> {
  const before = compileChecks(claim.before, claim.checkIds);
  const after = compileChecks(claim.after, claim.checkIds);
  const refutations = new Map<string, Refutation>();
  if (!before || !after) {
    // The earlier version may be older than the language that it is written in.
    claim.checkIds.forEach(id =>
      refutations.set(id, { entities: null, examples: [] }),
    );
    return refutations;
  }
  const reads = [before, after].flatMap(({ compiled }) =>
    compiled.checks.flatMap(check => check.reads),
  );
  const collectors = [...new Set([...catalogFacts, ...reads])];
  const now = new Date(Math.floor(options.now.getTime() / hourMs) * hourMs);
  const { connected, calendar } = options;
  for (let lastId = 0; ; ) {
    options.signal.throwIfAborted();
    const page = await loadEntityPage(knex, { after: lastId, collectors });
    if (!page.length) {
      return refutations;
    }
    for (const row of page) {
      for (const id of findNewFailures(
        row,
        { before, after },
        { connected, calendar, now },
      )) {
        const { entities, examples } = refutations.get(id) ?? {
          entities: 0,
          examples: [],
        };
        refutations.set(id, {
          entities: (entities ?? 0) + 1,
          examples: [...examples, row.entity.id].slice(0, maxExamples),
        });
      }
    }
    lastId = page[page.length - 1].entity.id;
    await new Promise(resolve => setImmediate(resolve));
  }
}

/** Only the checks that are compared, or all where they read the results of others. */
function compileChecks(
  { spec, ...document }: Scorecard,
  checkIds: readonly string[],
): Side | undefined {
  const checks = spec.checks.filter(({ id }) => checkIds.includes(id));
  const compiled =
    compileAlone({ ...document, spec: { ...spec, checks } }) ??
    compileAlone({ ...document, spec });
  return (
    compiled && {
      compiled,
      checks: new Map(checks.map(check => [check.id, check])),
    }
  );
}

/** A scorecard without stages, levels asked for and exemptions; undefined where it does not compile. */
function compileAlone({
  spec,
  ...document
}: Scorecard): CompiledScorecard | undefined {
  const text = JSON.stringify({
    ...document,
    spec: {
      ...spec,
      stage: 'enforced',
      targets: [],
      exemptions: [],
      checks: spec.checks.map(check => ({
        ...check,
        stage: undefined,
        enforceFrom: undefined,
      })),
    },
  });
  return readScorecards([{ source: '', text }], { builtIn: [], facts: null })
    .scorecards[0];
}

function findNewFailures(
  { entity, facts }: EntityWithFacts,
  sides: { before: Side; after: Side },
  options: ComparisonOptions,
): string[] {
  let snapshots: Record<string, FactSnapshot>;
  try {
    snapshots = Object.fromEntries(
      facts.map(fact => [fact.collector, toFactSnapshot(fact)]),
    );
  } catch {
    // It cannot be evaluated at all, which is on record elsewhere.
    return [];
  }
  const failed = (side: Side) => {
    const described = snapshots.catalog?.data.entity as Entity | undefined;
    if (!described || !side.compiled.matches(described)) {
      return new Set<string>();
    }
    const { results } = side.compiled.evaluate({
      entityRef: entity.ref,
      createdAt: null,
      facts: snapshots,
      ...options,
    });
    return new Set(
      results
        .filter(
          ({ checkId, outcome }) =>
            side.checks.has(checkId) &&
            (outcome === 'fail' || outcome === 'error'),
        )
        .map(({ checkId }) => checkId),
    );
  };
  const before = failed(sides.before);
  return [...failed(sides.after)].filter(
    id =>
      !before.has(id) ||
      decidesMore(sides.before.checks.get(id), sides.after.checks.get(id)),
  );
}

/** Does a check decide a level now that it did not decide before? */
function decidesMore(before?: Check, after?: Check): boolean {
  return Boolean(
    before && after?.gate && (!before.gate || after.level < before.level),
  );
}
