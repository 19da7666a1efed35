/**
 * From YAML texts to scorecards. A broken document becomes problems with file,
 * line and column, and takes no other one down.
 *
 * A complete document replaces a built-in one of the same name. A document with
 * `spec.extends` changes another one: under the same name it replaces what it
 * extends, under another one it makes a further scorecard.
 */
import {
  FactSchema,
  factSchemas,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CompiledScorecard,
  ReadScorecardsResult,
  ScorecardSource,
} from './CompiledScorecard';
import { CompileResult, compileScorecard } from './compileScorecard';
import { DocumentReader } from './DocumentReader';
import { resolveExtensions } from './resolveExtensions';

type Compile = (document: CompiledScorecard['document']) => CompileResult;

/**
 * What scorecards are read against.
 *
 * @public
 */
export interface ReadScorecardsOptions {
  /** Texts that ship with the product. */
  builtIn: ScorecardSource[];
  /**
   * What expressions are checked against; by default the facts that Readiness
   * describes itself. Null: types are not checked, for a version that was
   * checked when it was published and must not break over facts that are gone.
   */
  facts?: readonly FactSchema[] | null;
}

function compileAll(
  reader: DocumentReader,
  compile: Compile,
): Map<string, CompiledScorecard> {
  const compiled = new Map<string, CompiledScorecard>();
  for (const read of reader.scorecards.values()) {
    const result = compile(read.definition);
    if ('problems' in result) {
      reader.reportAll(read, result.problems);
    } else {
      compiled.set(result.scorecard.name, result.scorecard);
    }
  }
  return compiled;
}

/**
 * Compiles the scorecards that were read; what is wrong with them is reported
 * to the readers.
 *
 * @returns good scorecards, sorted by name
 */
export function compileScorecards(
  readers: { shipped: DocumentReader; own: DocumentReader },
  facts: readonly FactSchema[] | null,
): CompiledScorecard[] {
  const { shipped, own } = readers;
  const compile: Compile = document => compileScorecard(document, { facts });
  const complete = new Map([
    ...compileAll(shipped, compile),
    ...compileAll(own, compile),
  ]);
  const extended = resolveExtensions(
    own,
    [...shipped.extensions, ...own.extensions],
    complete,
    compile,
  );
  return [...new Map([...complete, ...extended]).values()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

/**
 * Reads scorecards; documents of other known kinds are left alone. Never throws.
 *
 * @param sources - texts of the organisation
 * @returns good scorecards, sorted by name, and what is wrong with the others
 * @public
 */
export function readScorecards(
  sources: ScorecardSource[],
  options: ReadScorecardsOptions,
): ReadScorecardsResult {
  const shipped = new DocumentReader(new Set(['Scorecard']));
  options.builtIn.forEach(source => shipped.read(source));
  const own = new DocumentReader(new Set(['Scorecard']));
  sources.forEach(source => own.read(source));
  const { facts = factSchemas } = options;
  return {
    scorecards: compileScorecards({ shipped, own }, facts),
    problems: [...shipped.problems, ...own.problems],
  };
}
