/**
 * From a case of a `ScorecardTest` document to the input of an evaluation.
 *
 * Every fact is seen an hour before the moment of the case and good for a day
 * from then. A stale one was seen eight days before, and good for seven.
 */
import { JsonObject } from '@backstage/types';
import {
  FactSchema,
  FactSnapshot,
  ScorecardTest,
  ScorecardTestCase,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readCatalogEntity } from '../catalog/readCatalogEntity';
import { defaultTierRules, TierRules } from '../catalog/TierRules';
import { askWhetherMeant } from '../cel/types/nearestName';
import { EvaluationInput } from '../evaluation/EntityEvaluation';
import { catalogFact } from '../evaluation/factReads';
import { factViolations } from './factViolations';
import { overlay } from './overlay';

/** What cases are read with. */
export interface CaseRules {
  /** By id of the collector. */
  facts: ReadonlyMap<string, FactSchema>;
  /** How a tier is found; default: {@link defaultTierRules}. */
  tier?: TierRules;
}

const hour = 3_600_000;
const day = 24 * hour;

function toSnapshot(
  collector: string,
  data: unknown,
  now: Date,
  isStale: boolean,
): FactSnapshot {
  const at = (offset: number) => new Date(now.getTime() + offset).toISOString();
  return {
    collector,
    data: data as JsonObject,
    observedAt: at(isStale ? -8 * day : -hour),
    expiresAt: at(isStale ? -day : day - hour),
  };
}

/** Facts by collector id, as given; the one of the catalog is read from the entity. */
function readFacts(
  entity: unknown,
  given: Record<string, unknown>,
  { tier = defaultTierRules }: CaseRules,
): { facts: Map<string, unknown>; entityRef: string } | { problem: string } {
  const observed = readCatalogEntity(entity, { tier });
  if (!observed) {
    return {
      problem:
        'the case has no entity with kind and metadata.name, neither of its own nor in spec.base',
    };
  }
  const { [catalogFact]: catalog, ...others } = given;
  return {
    entityRef: observed.summary.ref,
    facts: new Map([
      [catalogFact, overlay(observed.fact, catalog)],
      ...Object.entries(others),
    ]),
  };
}

function listNameProblems(
  facts: ReadonlyMap<string, unknown>,
  { without = [], stale = [] }: ScorecardTestCase,
  known: ReadonlyMap<string, FactSchema>,
): string[] {
  const unknown = [...facts.keys(), ...without, ...stale]
    .filter(id => !known.has(id))
    .map(id => `there is no fact "${id}"${askWhetherMeant(id, known.keys())}`);
  const missing = stale
    .filter(id => known.has(id) && !facts.has(id))
    .map(id => `stale: the case has no fact "${id}" that could be`);
  return [...new Set([...unknown, ...missing])];
}

/**
 * Makes the input of a case.
 *
 * Data must fit the schema where the check reads it or the case changes it. What
 * is given to all cases and matters to another check is looked at there, so that
 * one mistake in the base is not told by hundreds of cases.
 *
 * @param reads - ids of the facts that the check reads
 * @returns the input, or one sentence for each thing that is wrong with the case
 */
export function toCaseInput(
  spec: ScorecardTest['spec'],
  testCase: ScorecardTestCase,
  reads: readonly string[],
  rules: CaseRules,
): { input: EvaluationInput } | { problems: string[] } {
  const entity = overlay(spec.base.entity, testCase.entity, {
    nullRemoves: true,
  });
  const given = overlay(spec.base.facts ?? {}, testCase.facts) as Record<
    string,
    unknown
  >;
  const read = readFacts(entity, given, rules);
  if ('problem' in read) {
    return { problems: [read.problem] };
  }
  const { facts, entityRef } = read;
  const problems = listNameProblems(facts, testCase, rules.facts);
  const stale = new Set(testCase.stale);
  const looked = new Set([...reads, ...Object.keys(testCase.facts ?? {})]);
  testCase.without?.forEach(id => facts.delete(id));
  for (const [id, data] of facts) {
    const schema = rules.facts.get(id);
    if (schema && looked.has(id)) {
      problems.push(...factViolations(schema, data));
    }
  }
  if (problems.length > 0) {
    return { problems };
  }
  const now = new Date(testCase.now ?? spec.now);
  return {
    input: {
      entityRef,
      createdAt: null,
      connected: new Set(rules.facts.keys()),
      now,
      facts: Object.fromEntries(
        [...facts].map(([id, data]) => [
          id,
          toSnapshot(id, data, now, stale.has(id)),
        ]),
      ),
    },
  };
}
