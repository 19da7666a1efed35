/**
 * What a version of a scorecard asks otherwise than the one before it.
 *
 * # Model
 *
 * A check is *stricter* if it is new, or if anything differs that can change an
 * answer or what an answer decides: condition, the params and results that it
 * reads, whether it applies or can be known, its level, whether it is a gate, and
 * an opt-out that is taken away. Nobody can tell from two conditions which of
 * them asks for more, so every such change counts as stricter unless the author
 * says `change: relaxed`; whether that is true only facts can tell. Texts,
 * owners, weights, areas and stages are neither.
 *
 * # Guarantees
 *
 * - A document against itself has no difference; neither have two whose
 *   conditions differ in white space and comments only.
 * - Works on documents, not on compiled ones: an old version that does not
 *   compile any more can still be compared.
 */
import {
  Check,
  Scorecard,
  Stage,
} from '@team-readiness/backstage-plugin-readiness-common';
import { canonicalJson } from './contentHash';
import { conditionTokens, namesReadBelow } from './conditionTokens';

/**
 * How one check differs from the version before.
 *
 * @public
 */
export interface CheckComparison {
  checkId: string;
  change: 'added' | 'removed' | 'changed';
  /** What differs, as keys of the document (`condition`, `params.days`), sorted; empty unless changed. */
  fields: string[];
  /**
   * `stricter`: it asks for something else or more, or is new; `relaxed`: its author says that it
   * asks for less, or it is gone; `none`: only what no answer depends on differs.
   */
  effect: 'stricter' | 'relaxed' | 'none';
}

/**
 * How two versions of a scorecard differ.
 *
 * @public
 */
export interface ScorecardComparison {
  /** Keys of the scorecard itself that differ, e.g. `title`, `targets`, `params.days`; sorted. */
  fields: string[];
  /** Checks that differ: those of the new version in its order, then those that are gone. */
  checks: CheckComparison[];
}

/** Fields of a check on which its answer, or what the answer decides, depends. @public */
export const askingFields: ReadonlySet<string> = new Set([
  'condition',
  'appliesTo',
  'appliesWhen',
  'unknownWhen',
  'level',
  'gate',
]);
const expressions = ['condition', 'appliesWhen', 'unknownWhen'] as const;
const hiddenStages: ReadonlySet<Stage> = new Set([
  'draft',
  'shadow',
  'retired',
]);

function isSame(a: unknown, b: unknown): boolean {
  return a === undefined || b === undefined
    ? a === b
    : canonicalJson(a) === canonicalJson(b);
}

function isSameExpression(a: string | undefined, b: string | undefined) {
  return a === undefined || b === undefined
    ? a === b
    : isSame(conditionTokens(a), conditionTokens(b));
}

function changedParams(before: Scorecard, after: Scorecard): string[] {
  const [old, now] = [before.spec.params, after.spec.params];
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  const read = (params: typeof old, name: string) =>
    Object.hasOwn(params, name) ? params[name] : undefined;
  return [...names].filter(name => !isSame(read(old, name), read(now, name)));
}

function readsBelow(
  check: Check,
  variable: 'params' | 'results',
  name: string,
): boolean {
  return expressions.some(expression => {
    const source = check[expression];
    const read =
      source === undefined ? undefined : namesReadBelow(source, variable);
    return read === 'all' || read?.has(name);
  });
}

function changedFields(
  before: Check,
  after: Check,
  params: readonly string[],
): string[] {
  const keys = new Set([
    ...(Object.keys(before) as Array<keyof Check>),
    ...(Object.keys(after) as Array<keyof Check>),
  ]);
  const fields = [...keys].filter(key => {
    const isExpression = expressions.some(expression => expression === key);
    return isExpression
      ? !isSameExpression(
          before[key] as string | undefined,
          after[key] as string | undefined,
        )
      : !isSame(before[key], after[key]);
  });
  return [
    ...fields,
    ...params
      .filter(name =>
        [before, after].some(check => readsBelow(check, 'params', name)),
      )
      .map(name => `params.${name}`),
  ].sort();
}

/** Does another value of a field ask for something else? */
function asks(field: string, { optOut }: Check): boolean {
  return field === 'optOut'
    ? !optOut
    : askingFields.has(field) || field.startsWith('params.');
}

/** Is a check of this document computed for its owner only, or not at all? */
function isHidden(check: Check, { spec }: Scorecard): boolean {
  return hiddenStages.has(check.stage ?? spec.stage);
}

function compareCheck(
  before: { check: Check; document: Scorecard },
  after: { check: Check; document: Scorecard },
  params: readonly string[],
): CheckComparison | null {
  const fields = changedFields(before.check, after.check, params);
  const isShownNow =
    isHidden(before.check, before.document) &&
    !isHidden(after.check, after.document);
  if (fields.length === 0 && !isShownNow) {
    return null;
  }
  const asksOtherwise = fields.some(field => asks(field, after.check));
  const isRelaxed = after.check.change === 'relaxed' && !isShownNow;
  const claimed = isRelaxed ? 'relaxed' : 'stricter';
  return {
    checkId: after.check.id,
    change: 'changed',
    // The stage of the scorecard decides where the check has none of its own.
    fields: isShownNow ? [...new Set([...fields, 'stage'])].sort() : fields,
    // What nobody was shown yet is as good as new.
    effect: asksOtherwise || isShownNow ? claimed : 'none',
  };
}

/**
 * A check that reads the result of one that asks otherwise, asks otherwise itself. It is relaxed if
 * all that it reads is.
 *
 * @param differing - what is known to differ; what is found is added
 */
function followResults(
  checks: readonly Check[],
  differing: Map<string, CheckComparison>,
): void {
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const check of checks) {
      const known = differing.get(check.id);
      if (known && known.effect !== 'none') {
        continue;
      }
      const reads = [...differing.values()].filter(
        ({ checkId, effect }) =>
          effect !== 'none' && readsBelow(check, 'results', checkId),
      );
      if (reads.length > 0) {
        const isRelaxed =
          check.change === 'relaxed' ||
          reads.every(({ effect }) => effect === 'relaxed');
        differing.set(check.id, {
          checkId: check.id,
          change: 'changed',
          fields: [
            ...(known?.fields ?? []),
            ...reads.map(({ checkId }) => `results.${checkId}`),
          ].sort(),
          effect: isRelaxed ? 'relaxed' : 'stricter',
        });
        isNew = true;
      }
    }
  }
}

function compareScorecardFields(
  before: Scorecard,
  after: Scorecard,
  params: readonly string[],
): string[] {
  const differing = <T extends object>(a: T, b: T, left: readonly string[]) => {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)] as Array<
      keyof T & string
    >);
    return [...keys].filter(
      key => !left.includes(key) && !isSame(a[key], b[key]),
    );
  };
  return [
    ...differing(before.metadata, after.metadata, ['name']),
    ...differing(before.spec, after.spec, ['checks', 'params']),
    ...params.map(name => `params.${name}`),
  ].sort();
}

/**
 * Compares two versions of a scorecard.
 *
 * @param before - the version before, with defaults
 * @param after - the new version, with defaults; extensions applied
 * @returns what differs; without differences both lists are empty
 * @public
 */
export function compareScorecards(
  before: Scorecard,
  after: Scorecard,
): ScorecardComparison {
  const old = new Map(before.spec.checks.map(check => [check.id, check]));
  const params = changedParams(before, after);
  const differing = new Map<string, CheckComparison>();
  for (const check of after.spec.checks) {
    const earlier = old.get(check.id);
    old.delete(check.id);
    const comparison = earlier
      ? compareCheck(
          { check: earlier, document: before },
          { check, document: after },
          params,
        )
      : added(check);
    if (comparison) {
      differing.set(check.id, comparison);
    }
  }
  followResults(after.spec.checks, differing);
  return {
    fields: compareScorecardFields(before, after, params),
    checks: [
      ...after.spec.checks.flatMap(check => differing.get(check.id) ?? []),
      ...[...old.keys()].map(removed),
    ],
  };
}

function added({ id }: Check): CheckComparison {
  return { checkId: id, change: 'added', fields: [], effect: 'stricter' };
}

function removed(checkId: string): CheckComparison {
  return { checkId, change: 'removed', fields: [], effect: 'relaxed' };
}
