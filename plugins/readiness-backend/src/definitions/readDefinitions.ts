import {
  FactSchema,
  factSchemas,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CompiledCollector,
  CompiledScorecard,
  readCollectors,
  readDocuments,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { DefinitionText, DefinitionTexts, originOf } from './sources';
import { isHeldBy, joinSources } from './sourceList';
import { GoodDocument } from './versions/publishDocuments';

/** Documents of one kind. */
interface DocumentsOfKind {
  /** By name. */
  good: ReadonlyMap<string, GoodDocument>;
  /** Names, the broken ones too, in the order of pages. */
  names: readonly string[];
}

/** What came out of reading texts. */
export interface ReadDefinitions {
  scorecards: readonly CompiledScorecard[];
  documents: { Scorecard: DocumentsOfKind; Collector: DocumentsOfKind };
  problems: Problem[];
}

/**
 * Compiles all documents. Never throws: what is wrong is in `problems`.
 *
 * @param options - `facts`: what conditions are checked against; `by`: user ref of whoever asked
 */
export function readDefinitions(
  texts: DefinitionTexts,
  options: { facts?: readonly FactSchema[]; by?: string },
): ReadDefinitions {
  const { facts, by } = options;
  const read = readDocuments(texts.own, {
    builtIn: [...texts.builtIn, ...texts.bases],
    facts,
  });
  // A base that is off serves under no name of its own.
  const scorecards = read.scorecards.filter(({ name }) =>
    texts.textsByName.has(name),
  );
  const toGood = (
    { name, contentHash, document }: CompiledScorecard | CompiledCollector,
    index: ReadonlyMap<string, readonly DefinitionText[]>,
  ): [string, GoodDocument] => {
    const sources = index.get(name) ?? [];
    return [
      name,
      {
        contentHash,
        document: JSON.stringify(document),
        source: joinSources(sources.map(({ source }) => source)) || name,
        createdBy: by ?? originOf(sources),
      },
    ];
  };
  return {
    scorecards,
    documents: {
      Scorecard: {
        good: new Map(
          scorecards.map(scorecard => toGood(scorecard, texts.textsByName)),
        ),
        names: texts.names,
      },
      Collector: {
        good: new Map(
          read.collectors.map(collector =>
            toGood(collector, texts.textsByCollector),
          ),
        ),
        names: [...texts.textsByCollector.keys()],
      },
    },
    problems: [
      ...read.problems.map(problem => placeInConfig(problem, texts.own)),
      ...texts.unread.map(
        ({ source, message }): Problem => ({
          subject: 'definition',
          name: source,
          reporter: 'definitions',
          source,
          message,
        }),
      ),
    ],
  };
}

/**
 * As {@link readDefinitions}, where collectors whose document is broken go on with what their last
 * good version says of their fact: else a broken recipe would break each scorecard that reads it.
 *
 * @param options - `active`: versions of collectors that serve
 */
export function readWithLastCollectors(
  texts: DefinitionTexts,
  options: {
    facts?: readonly FactSchema[];
    by?: string;
    active: ReadonlyArray<{ name: string; source: string; document: string }>;
  },
): ReadDefinitions {
  const { active, facts = factSchemas, by } = options;
  const read = readDefinitions(texts, { facts, by });
  const { good } = read.documents.Collector;
  const held = active.filter(
    row => !good.has(row.name) && isHeldBy(read.problems, row, false),
  );
  if (!held.length) {
    return read;
  }
  const last = readCollectors(
    held.map(({ source, document }) => ({ source, text: document })),
    { facts },
  );
  const again = readDefinitions(texts, {
    facts: [...facts, ...last.collectors.map(({ fact }) => fact)],
    by,
  });
  const isHeld = new Set(held.map(({ name }) => name));
  return {
    ...again,
    problems: [
      ...again.problems.filter(({ name }) => !isHeld.has(name)),
      ...read.problems.filter(({ name }) => isHeld.has(name)),
    ],
  };
}

/** In place of a line that nobody wrote: the key, where the message does not begin with it. */
function placeInConfig(
  problem: Problem,
  texts: readonly DefinitionText[],
): Problem {
  const text = texts.find(({ source }) => source === problem.source);
  if (!text?.keyAt || problem.line === undefined) {
    return problem;
  }
  const { line, column: _, ...rest } = problem;
  const key = text.keyAt(line);
  return key && !rest.message.startsWith(key)
    ? { ...rest, message: `${key}: ${rest.message}` }
    : rest;
}
