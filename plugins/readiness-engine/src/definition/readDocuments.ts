/**
 * Reads documents of all kinds: collectors first, since their facts are what
 * conditions of scorecards are checked against. A fact whose recipe does not
 * run yet is known and never observed: checks that read only such facts are
 * inactive.
 */
import {
  FactSchema,
  factSchemas,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import { compileCollector } from './compileCollector';
import { CompiledCollector, ReadCollectorsResult } from './CompiledCollector';
import { CompiledScorecard, ScorecardSource } from './CompiledScorecard';
import { DocumentReader } from './DocumentReader';
import { compileScorecards, ReadScorecardsOptions } from './readScorecards';

/**
 * What came out of reading documents of all kinds.
 *
 * @public
 */
export interface ReadDocumentsResult {
  /** Sorted by name. */
  scorecards: CompiledScorecard[];
  /** Sorted by name. */
  collectors: CompiledCollector[];
  problems: Problem[];
}

/** Facts with those of collectors; a fact that is described already stays as it is. */
function withFacts(
  facts: readonly FactSchema[],
  collectors: readonly CompiledCollector[],
): FactSchema[] {
  return [
    ...facts,
    ...collectors.map(({ fact }) => fact).filter(fact => !facts.includes(fact)),
  ];
}

/**
 * @param known - facts that are there already
 * @param others - collectors of documents that were read before
 */
function compileCollectors(
  reader: DocumentReader,
  known: readonly FactSchema[],
  others: readonly CompiledCollector[] = [],
): CompiledCollector[] {
  return [...reader.collectors.values()]
    .flatMap(read => {
      const { name } = read.definition.metadata;
      if (others.some(other => other.name === name)) {
        const message = `there already is a collector "${name}", which ships with Readiness; this one is left out`;
        reader.reportAll(read, [
          { path: ['metadata', 'name'], offset: 0, message },
        ]);
        return [];
      }
      const result = compileCollector(read.definition, known);
      if ('problems' in result) {
        reader.reportAll(read, result.problems);
        return [];
      }
      return [result.collector];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Reads recipes of collectors; documents of other known kinds are left alone.
 * Never throws.
 *
 * @param options - `facts`: those that are there already, by default the facts
 *   that Readiness describes itself
 * @public
 */
export function readCollectors(
  sources: readonly ScorecardSource[],
  options: { facts?: readonly FactSchema[] } = {},
): ReadCollectorsResult {
  const reader = new DocumentReader(new Set(['Collector']));
  sources.forEach(source => reader.read(source));
  const collectors = compileCollectors(reader, options.facts ?? factSchemas);
  return { collectors, problems: reader.problems };
}

/**
 * Reads scorecards and recipes of collectors; `ScorecardTest` documents, which
 * lie beside them, are left alone. Never throws.
 *
 * @param sources - texts of the organisation
 * @param options - as of `readScorecards`; the facts of recipes are added
 * @public
 */
export function readDocuments(
  sources: readonly ScorecardSource[],
  options: ReadScorecardsOptions,
): ReadDocumentsResult {
  const kinds = new Set(['Scorecard', 'Collector'] as const);
  const shipped = new DocumentReader(kinds);
  options.builtIn.forEach(source => shipped.read(source));
  const own = new DocumentReader(kinds);
  sources.forEach(source => own.read(source));

  const { facts = factSchemas } = options;
  const collectors: CompiledCollector[] = [];
  for (const reader of [shipped, own]) {
    const known = withFacts(facts ?? [], collectors);
    collectors.push(...compileCollectors(reader, known, [...collectors]));
  }
  const scorecards = compileScorecards(
    { shipped, own },
    facts && withFacts(facts, collectors),
  );
  return {
    scorecards,
    collectors: collectors.sort((a, b) => (a.name < b.name ? -1 : 1)),
    problems: [...shipped.problems, ...own.problems],
  };
}
