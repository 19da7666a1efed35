/**
 * Reads scorecards, their tests and recipes of collectors: those of the
 * arguments over those that ship with Readiness.
 */
import {
  FactSchema,
  factSchemas,
  isRecipe,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CompiledCollector,
  CompiledScorecard,
  compileRecipe,
  DocumentOutline,
  outlineDocuments,
  PlacedScorecardTest,
  readDocuments,
  readScorecardTests,
  Recipe,
  ScorecardSource,
} from '@team-readiness/backstage-plugin-readiness-engine';
import {
  builtInRecipes,
  builtInScorecards,
  builtInScorecardTests,
} from '@team-readiness/backstage-plugin-readiness-standards';
import { posix } from 'node:path';
import { findFiles } from './findFiles';
import { readTexts } from './readTexts';

/** What a command works on. */
export interface LoadedDocuments {
  /** Texts of the arguments; without arguments those that ship with Readiness. By source. */
  texts: ReadonlyMap<string, string>;
  /** Files in directories of which nothing is a document of Readiness. */
  passedOver: number;
  /** All good scorecards, built-in ones too. */
  scorecards: CompiledScorecard[];
  /** Scorecards that stand in `texts`, good or not. */
  own: OwnScorecard[];
  /** Names of the scorecards that ship with Readiness: who takes them names the owner. */
  builtIn: ReadonlySet<string>;
  /** Tests that stand in `texts`. */
  tests: PlacedScorecardTest[];
  /** Good recipes that stand in `texts`. */
  recipes: OwnRecipe[];
  /** Known facts, with those of recipes. */
  facts: FactSchema[];
  /** What is wrong with documents, those of `texts` only. */
  problems: Problem[];
}

const documentFile = /\.(ya?ml)$/i;
/** What a broken text would have been. */
const ourText =
  /^(apiVersion:\s*['"]?team-readiness\.dev\/|kind:\s*['"]?(Scorecard|ScorecardTest|Collector)\b)/m;

/** A scorecard of the arguments. */
export interface OwnScorecard {
  name: string;
  source: string;
  outline: DocumentOutline;
}

/** A good recipe of the arguments. */
export interface OwnRecipe {
  recipe: Recipe;
  source: string;
  outline: DocumentOutline;
}

function listRecipes(
  sources: readonly ScorecardSource[],
  collectors: readonly CompiledCollector[],
): OwnRecipe[] {
  return sources.flatMap(({ source, text }) =>
    outlineDocuments(text).flatMap(outline => {
      const good = collectors.find(({ name }) => name === outline.name);
      return outline.kind === 'Collector' && good && isRecipe(good.document)
        ? [{ recipe: compileRecipe(good.document), source, outline }]
        : [];
    }),
  );
}

function listScorecards(sources: readonly ScorecardSource[]): OwnScorecard[] {
  return sources.flatMap(({ source, text }) =>
    outlineDocuments(text).flatMap(outline =>
      outline.kind === 'Scorecard' && outline.name !== null
        ? [{ name: outline.name, source, outline }]
        : [],
    ),
  );
}

/**
 * Does anything that is shown speak of a scorecard that stands elsewhere? Built-in
 * ones are read for nobody else: there are many checks in them.
 */
function needsOthers(
  own: readonly OwnScorecard[],
  tests: readonly PlacedScorecardTest[],
): boolean {
  const names = new Set(own.map(({ name }) => name));
  const extending = own.some(({ outline }) => {
    const { spec } = outline.value as { spec?: object | null };
    return typeof spec === 'object' && spec !== null && 'extends' in spec;
  });
  return (
    extending ||
    tests.some(({ document }) => !names.has(document.spec.scorecard))
  );
}

/** The files of the library are named after their scorecards. */
function listBuiltIn(builtIn: readonly ScorecardSource[]): Set<string> {
  return new Set(builtIn.map(({ source }) => posix.basename(source, '.yaml')));
}

/**
 * @param paths - files, directories, patterns; none: what ships with Readiness
 * @param options.cwd - what relative paths begin at
 * @throws UsageError for paths that lead to nothing, and files that cannot be read
 */
export async function loadDocuments(
  paths: readonly string[],
  options: { cwd: string },
): Promise<LoadedDocuments> {
  const builtIn = await builtInScorecards();
  if (paths.length === 0) {
    const recipes = await builtInRecipes();
    const sources = [
      ...builtIn,
      ...recipes,
      ...(await builtInScorecardTests()),
    ];
    return load({
      builtIn,
      recipes,
      sources,
      isLibrary: true,
      passedOver: 0,
      unread: [],
    });
  }
  const files = await findFiles(paths, {
    cwd: options.cwd,
    accepts: path => documentFile.test(path),
  });
  const { texts, passedOver, problems } = await readTexts(files, {
    accepts: text => ourText.test(text),
  });
  return load({
    builtIn,
    recipes: [],
    sources: texts,
    isLibrary: false,
    passedOver,
    unread: problems,
  });
}

function load(given: {
  builtIn: ScorecardSource[];
  /** Recipes that ship with Readiness, where they are shown. */
  recipes: ScorecardSource[];
  /** What is shown. */
  sources: ScorecardSource[];
  /** The sources are those that ship with Readiness. */
  isLibrary: boolean;
  passedOver: number;
  /** Files that could not be read. */
  unread: Problem[];
}): LoadedDocuments {
  const { builtIn, recipes, sources, isLibrary, passedOver, unread } = given;
  const own = listScorecards(sources);
  const tests = readScorecardTests(sources);
  const others = isLibrary || needsOthers(own, tests.tests) ? builtIn : [];
  const read = readDocuments(isLibrary ? [] : sources, { builtIn: others });
  // Of those that ship with Readiness several are for the same fact, of which one is switched on.
  const shipped = recipes.map(recipe =>
    readDocuments([], { builtIn: [recipe] }),
  );
  const collectors = [read, ...shipped].flatMap(it => it.collectors);
  const texts = new Map(sources.map(({ source, text }) => [source, text]));
  const seen = new Set<string>();
  const problems = [
    ...[read, ...shipped].flatMap(it => it.problems),
    ...tests.problems,
  ].filter(problem => {
    // A text that is no YAML at all is told by both readers.
    const key = JSON.stringify([problem.source, problem.line, problem.message]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew && texts.has(problem.source ?? '');
  });
  return {
    texts,
    passedOver,
    scorecards: read.scorecards,
    own,
    builtIn: listBuiltIn(builtIn),
    tests: tests.tests,
    recipes: listRecipes(sources, collectors),
    facts: [
      ...factSchemas,
      ...collectors
        .map(({ fact }) => fact)
        .filter(fact => !factSchemas.some(known => known === fact)),
    ],
    problems: [...unread, ...problems],
  };
}
