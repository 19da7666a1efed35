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
  Scorecard,
  ScorecardTest,
  ScorecardTestCase,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Entity } from '@backstage/catalog-model';
import { TierRules } from '../catalog/TierRules';
import { askWhetherMeant } from '../cel/types/nearestName';
import { CompiledScorecard } from '../definition/CompiledScorecard';
import { compileScorecard } from '../definition/compileScorecard';
import { ScorecardCheck } from '../definition/ScorecardCheck';
import { EvaluationInput } from '../evaluation/EntityEvaluation';
import { answerCheck } from '../evaluation/evaluateScorecard';
import { createContext } from '../evaluation/EvaluationContext';
import { CaseRules, toCaseInput } from './caseInput';
import { CoverageRecord, sumShares } from './CoverageRecord';
import { PlacedScorecardTest } from './readScorecardTests';
import { CaseReport, TestReport } from './TestReport';

type Params = Scorecard['spec']['params'];
type CaseAnswer = Pick<CaseReport, 'outcome' | 'message' | 'problems'> & {
  seen: ReadonlySet<string>;
};

const maxEditions = 100;
const nothingSeen: ReadonlySet<string> = new Set();

function refuse(...problems: string[]): CaseAnswer {
  return { outcome: null, message: null, problems, seen: nothingSeen };
}

function checkOf(
  scorecard: CompiledScorecard,
  id: string,
): ScorecardCheck | null {
  const found = scorecard.checks.find(({ definition }) => definition.id === id);
  return found instanceof ScorecardCheck ? found : null;
}

/** The scorecard as it is tested: all of it enforced, with the parameters of a case. */
class Editions {
  readonly #editions = new Map<string, CompiledScorecard | string>();

  constructor(
    readonly document: Scorecard,
    readonly facts: readonly FactSchema[],
  ) {}

  /** @returns the edition, or one sentence on why there is none */
  with(params: Params): CompiledScorecard | string {
    const key = JSON.stringify(params);
    const known = this.#editions.get(key);
    if (known !== undefined) {
      return known;
    }
    if (this.#editions.size >= maxEditions) {
      return `params: the cases set more than ${maxEditions} different combinations`;
    }
    const edition = this.#compile(params);
    this.#editions.set(key, edition);
    return edition;
  }

  #compile(params: Params): CompiledScorecard | string {
    const { spec } = this.document;
    const unknown = Object.keys(params).find(
      name => !Object.hasOwn(spec.params, name),
    );
    if (unknown !== undefined) {
      const hint = askWhetherMeant(unknown, Object.keys(spec.params));
      return `params: the scorecard has no parameter "${unknown}"${hint}`;
    }
    const checks = spec.checks.map(
      ({ stage: _, enforceFrom: __, ...check }) => check,
    );
    const document = {
      ...this.document,
      spec: {
        ...spec,
        checks,
        stage: 'enforced' as const,
        params: { ...spec.params, ...params },
      },
    };
    // What is not changed was checked when the document was read.
    const facts = Object.keys(params).length > 0 ? this.facts : null;
    const compiled = compileScorecard(document, { facts });
    return 'scorecard' in compiled
      ? compiled.scorecard
      : `params: ${compiled.problems[0].message}`;
  }
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
  scorecard: CompiledScorecard,
  check: ScorecardCheck,
  testCase: ScorecardTestCase,
  input: EvaluationInput,
): CaseAnswer {
  const entity = input.facts.catalog?.data.entity;
  if (entity && !scorecard.matches(entity as unknown as Entity)) {
    return refuse('the entity is left out by spec.target of the scorecard');
  }
  const wrong = findWrongResult(scorecard, testCase);
  if (wrong) {
    return refuse(wrong);
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
  editions: Editions,
  spec: ScorecardTest['spec'],
  testCase: ScorecardTestCase,
  rules: CaseRules,
): CaseAnswer {
  const scorecard = editions.with({
    ...(spec.base.params as Params),
    ...(testCase.params as Params),
  });
  if (typeof scorecard === 'string') {
    return refuse(scorecard);
  }
  const check = checkOf(scorecard, testCase.check);
  if (!check) {
    const ids = scorecard.checks.map(({ definition }) => definition.id);
    return refuse(
      `the scorecard has no check "${testCase.check}"${askWhetherMeant(
        testCase.check,
        ids,
      )}`,
    );
  }
  const read = toCaseInput(spec, testCase, check.facts, rules);
  return 'problems' in read
    ? refuse(...read.problems)
    : askCase(scorecard, check, testCase, read.input);
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
  const editions = new Editions(scorecard.document, facts);
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
