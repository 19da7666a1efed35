/**
 * Runs the cases of `ScorecardTest` documents against a scorecard: a pure
 * function of both.
 *
 * Each case is evaluated like any entity, by the same code. Every fact counts
 * as connected, and every check as enforced, so that drafts can be tested and a
 * test does not change its answer when a check is rolled out.
 */
import {
  factSchemas,
  FactSchema,
  ScorecardTest,
  ScorecardTestCase,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Entity } from '@backstage/catalog-model';
import { TierRules } from '../catalog/TierRules';
import { askWhetherMeant } from '../cel/types/nearestName';
import { CompiledScorecard } from '../definition/CompiledScorecard';
import { ScorecardCheck } from '../definition/ScorecardCheck';
import { EvaluationInput } from '../evaluation/EntityEvaluation';
import { answerCheck } from '../evaluation/evaluateScorecard';
import { createContext } from '../evaluation/EvaluationContext';
import { CaseRules, toCaseInput } from './caseInput';
import { CheckEdition, CheckEditions, Params } from './CheckEditions';
import { CoverageRecord, sumShares } from './CoverageRecord';
import { PlacedScorecardTest } from './readScorecardTests';
import { CaseReport, TestReport } from './TestReport';

type CaseAnswer = Pick<CaseReport, 'outcome' | 'message' | 'problems'> & {
  seen: ReadonlySet<string>;
};

const nothingSeen: ReadonlySet<string> = new Set();

function refuse(...problems: string[]): CaseAnswer {
  return { outcome: null, message: null, problems, seen: nothingSeen };
}

function compareMessage(
  { expect }: ScorecardTestCase,
  message: string,
): string[] {
  const found = `the message is "${message}"`;
  const problems = (expect.messageIncludes ?? [])
    .filter(text => !message.includes(text))
    .map(text => `"${text}" is not in the message: ${found}`);
  return expect.message !== undefined && expect.message !== message.trim()
    ? [`${found}, expected was "${expect.message}"`, ...problems]
    : problems;
}

/** Results that are given must be those of other checks that are there. */
function findWrongResult(
  { checks }: CompiledScorecard,
  { check, results = {} }: ScorecardTestCase,
): string | null {
  const others = checks
    .map(({ definition }) => definition.id)
    .filter(id => id !== check);
  const wrong = Object.keys(results).find(id => !others.includes(id));
  return wrong === undefined
    ? null
    : `results: the scorecard has no other check "${wrong}"${askWhetherMeant(
        wrong,
        others,
      )}`;
}

function askCase(
  { scorecard, check }: CheckEdition,
  testCase: ScorecardTestCase,
  input: EvaluationInput,
): CaseAnswer {
  const entity = input.facts.catalog?.data.entity;
  if (entity && !scorecard.matches(entity as unknown as Entity)) {
    return refuse('the entity is left out by spec.target of the scorecard');
  }
  const answers = new Map(
    Object.entries(testCase.results ?? {}).map(([id, outcome]) => [
      id,
      { outcome, reason: 'condition' as const },
    ]),
  );
  const evaluation = scorecard.evaluate({ ...input, answers });
  const result = evaluation.results.find(
    ({ checkId }) => checkId === testCase.check,
  );
  if (!result) {
    return refuse('the check gave no result');
  }
  // What the check does not read need not be put into words.
  const read = evaluation.results.filter(
    ({ checkId }) => check.stratum === 1 && checkId !== testCase.check,
  );
  const explanations = scorecard.explain(input, {
    ...evaluation,
    results: [result, ...read],
  });
  const [{ message }] = explanations;
  const { onLeaf, seen } = CoverageRecord.listenTo(check);
  const { params } = scorecard.document.spec;
  const outcomes = Object.fromEntries(
    read.map(({ checkId, outcome }) => [checkId, outcome]),
  );
  answerCheck(check, { ...createContext(input, params, outcomes), onLeaf });

  const problems: string[] = [];
  const { outcome } = result;
  if (testCase.gaming && outcome === 'pass') {
    problems.push('the case tries to pass without doing the work, and passes');
  }
  if (outcome !== testCase.expect.outcome) {
    problems.push(
      `the outcome is ${outcome}, expected was ${testCase.expect.outcome}: ${message}`,
    );
  }
  problems.push(...compareMessage(testCase, message));
  return { outcome, message, problems, seen };
}

function runCase(
  editions: CheckEditions,
  spec: ScorecardTest['spec'],
  testCase: ScorecardTestCase,
  rules: CaseRules,
): CaseAnswer {
  const edition = editions.find(testCase.check, {
    ...(spec.base.params as Params),
    ...(testCase.params as Params),
  });
  if (typeof edition === 'string') {
    return refuse(edition);
  }
  const wrong = findWrongResult(editions.scorecard, testCase);
  if (wrong) {
    return refuse(wrong);
  }
  const read = toCaseInput(spec, testCase, edition.check.facts, rules);
  return 'problems' in read
    ? refuse(...read.problems)
    : askCase(edition, testCase, read.input);
}

/**
 * Tests a scorecard. Never throws.
 *
 * @param scorecard - what is tested
 * @param tests - its documents; coverage is that of all of them together
 * @param options - `facts`: the schemas that the facts of cases must fit, default all known ones;
 *   `tier`: how a tier is found; `checks`: only these, by id
 * @returns what came of each case, and what the cases reach
 * @public
 */
export function testScorecard(
  scorecard: CompiledScorecard,
  tests: readonly PlacedScorecardTest[],
  options: {
    facts?: readonly FactSchema[];
    tier?: TierRules;
    checks?: ReadonlySet<string>;
  } = {},
): TestReport {
  const { facts = factSchemas, tier, checks } = options;
  const rules = { facts: new Map(facts.map(f => [f.collector, f])), tier };
  const editions = new CheckEditions(scorecard, facts);
  const isWanted = (id: string) => !checks || checks.has(id);
  const records = new Map(
    scorecard.checks.flatMap(check =>
      check instanceof ScorecardCheck && isWanted(check.definition.id)
        ? [[check.definition.id, new CoverageRecord(check)] as const]
        : [],
    ),
  );
  const cases: CaseReport[] = [];
  for (const { document, source, casePlaces } of tests) {
    document.spec.cases.forEach((testCase, i) => {
      const { check, name, gaming = false } = testCase;
      if (!isWanted(check)) {
        return;
      }
      const { seen, ...answer } = runCase(
        editions,
        document.spec,
        testCase,
        rules,
      );
      const passed = answer.problems.length === 0;
      cases.push({
        source,
        ...casePlaces[i],
        check,
        name,
        gaming,
        passed,
        ...answer,
      });
      if (passed && answer.outcome) {
        records.get(check)?.add(answer.outcome, seen);
      }
    });
  }
  const coverage = [...records.values()].map(record => record.report());
  const passed = cases.filter(each => each.passed).length;
  return {
    scorecard: scorecard.name,
    cases,
    passed,
    failed: cases.length - passed,
    checks: coverage,
    outcomes: sumShares(coverage.map(({ outcomes }) => outcomes)),
    branches: sumShares(coverage.map(({ branches }) => branches)),
  };
}
