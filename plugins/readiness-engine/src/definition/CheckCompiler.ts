import {
  Check,
  FactSchema,
  Scorecard,
} from '@team-readiness/backstage-plugin-readiness-common';
import { CelEngine } from '../cel/CelEngine';
import { Condition } from '../cel/Condition';
import { Knowledge } from '../cel/types/Knowledge';
import {
  checkTypes,
  createTypeEnvironment,
  TypeEnvironment,
} from '../cel/types';
import {
  compileCheckTexts,
  resultsReadByTexts,
} from '../explanation/CheckTexts';
import { findMemberReads, ResultRead } from './resultReads';
import { ScorecardCheck } from './ScorecardCheck';
import { ScorecardProblem, toScorecardProblem } from './ScorecardProblem';
import { checkFactStratum, findCheckStratum, findLateKinds } from './stratum';

type Path = Array<string | number>;

/** A compiled expression, and what holds once it was true or false. */
interface CompiledCondition {
  condition: Condition | null;
  whenTrue: Knowledge | null;
  whenFalse: Knowledge | null;
}

/** Compiles the checks of a scorecard, and collects what is wrong with them. */
export class CheckCompiler {
  readonly problems: ScorecardProblem[] = [];
  /** Places at which checks read results of others. */
  readonly resultReads: ResultRead[] = [];
  readonly #types: TypeEnvironment;

  /**
   * @param kinds - of the target, in lower case
   * @param facts - what expressions are checked against; null: types are not checked
   */
  constructor(
    readonly engine: CelEngine,
    readonly spec: Scorecard['spec'],
    readonly kinds: ReadonlySet<string>,
    facts: readonly FactSchema[] | null,
  ) {
    this.#types = createTypeEnvironment(
      facts,
      spec.params,
      spec.checks.map(({ id }) => id),
    );
  }

  /** @returns null where something is wrong with the check */
  compile(definition: Check, path: Path): ScorecardCheck | null {
    const before = this.problems.length;
    const read = (
      key: 'appliesWhen' | 'unknownWhen' | 'condition',
      known: Knowledge | null,
    ) => this.#condition(definition, key, path, known);
    // Each is only asked once the one before it has let the entity through.
    const applies = read('appliesWhen', null);
    const unknown = read('unknownWhen', applies.whenTrue);
    const { condition } = read(
      'condition',
      unknown.condition ? unknown.whenFalse : applies.whenTrue,
    );
    const compiled = compileCheckTexts(this.engine, definition, source => [
      ...checkTypes(source, {
        engine: this.engine,
        environment: this.#types,
        returns: 'dyn',
        allowsMissing: true,
      }).problems,
    ]);
    if ('problems' in compiled) {
      this.problems.push(
        ...compiled.problems.map(({ path: below, problem }) =>
          toScorecardProblem([...path, ...below], problem),
        ),
      );
      return null;
    }
    if (!condition || this.problems.length > before) {
      return null;
    }
    const { texts } = compiled;
    const conditions = {
      appliesWhen: applies.condition,
      unknownWhen: unknown.condition,
      condition,
    };
    const members = [applies.condition, unknown.condition, condition].map(
      each => each?.whole.members,
    );
    const inTexts = resultsReadByTexts(texts);
    this.resultReads.push(
      ...inTexts.map(reads => ({
        check: definition.id,
        reads,
        path: [...path, 'messages'],
        start: 0,
        end: 0,
      })),
    );
    const stratum = findCheckStratum(findLateKinds(this.kinds, definition), {
      facts: members.flatMap(each => [...(each?.facts ?? [])]),
      results: [
        ...inTexts,
        ...members.flatMap(each => [...(each?.results ?? [])]),
      ],
    });
    return new ScorecardCheck(
      definition,
      conditions,
      texts,
      this.spec.stage,
      stratum,
    );
  }

  #condition(
    definition: Check,
    key: 'appliesWhen' | 'unknownWhen' | 'condition',
    checkPath: Path,
    known: Knowledge | null,
  ): CompiledCondition {
    const source = definition[key];
    if (source === undefined) {
      return { condition: null, whenTrue: known, whenFalse: known };
    }
    const path = [...checkPath, key];
    const { problems, whenTrue, whenFalse } = checkTypes(source, {
      engine: this.engine,
      environment: this.#types,
      returns: 'bool',
      known,
    });
    this.problems.push(
      ...problems.map(problem => toScorecardProblem(path, problem)),
    );
    if (problems.length > 0) {
      return { condition: null, whenTrue: known, whenFalse: known };
    }
    const condition = Condition.compile(this.engine, source);
    const { facts, results } = condition.whole.members;
    const late = findLateKinds(this.kinds, definition);
    for (const fact of facts) {
      const message = checkFactStratum(fact, late);
      if (message) {
        const [place] = findMemberReads(source, 'facts').filter(
          ({ reads }) => reads === fact,
        );
        const { start, end } = place ?? { start: 0, end: 0 };
        this.problems.push({ path, offset: start, end, message });
      }
    }
    if (results.size > 0) {
      const reads = findMemberReads(source, 'results');
      this.resultReads.push(
        ...reads.map(read => ({ ...read, check: definition.id, path })),
      );
    }
    return { condition, whenTrue, whenFalse };
  }
}
