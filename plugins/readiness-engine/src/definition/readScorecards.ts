/**
 * From YAML texts to scorecards. A broken document becomes problems with file,
 * line and column, and takes no other one down.
 *
 * A complete document replaces a built-in one of the same name. A document with
 * `spec.extends` changes parameters and adds exemptions: under the same name it
 * replaces what it extends, under another one it makes a further scorecard.
 */
import {
  FactSchema,
  maxProblemMessageLength,
  Problem,
  Scorecard,
  ScorecardExtension,
  scorecardExtensionSchema,
  scorecardSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CompiledScorecard,
  ReadScorecardsResult,
  ScorecardSource,
} from './CompiledScorecard';
import { compileScorecard } from './compileScorecard';
import { extendScorecard } from './extendScorecard';
import { listSchemaProblems } from './schemaProblems';
import { ScorecardProblem } from './ScorecardProblem';
import {
  isYamlProblem,
  readYamlText,
  TextPlace,
  YamlDocument,
} from './YamlText';

/** A document of the right form, with its place. */
interface Read<T> {
  definition: T;
  yaml: YamlDocument;
  source: string;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readName(value: unknown, source: string): string {
  const metadata = isObject(value) ? value.metadata : undefined;
  const name = isObject(metadata) ? metadata.name : undefined;
  return (typeof name === 'string' && name !== '' ? name : source).slice(
    0,
    300,
  );
}

class DocumentReader {
  readonly problems: Problem[] = [];
  readonly complete = new Map<string, Read<Scorecard>>();
  readonly extensions: Array<Read<ScorecardExtension>> = [];

  read({ source, text }: ScorecardSource): void {
    for (const document of readYamlText(text)) {
      if (isYamlProblem(document)) {
        this.report(source, source, document.message, document.place);
      } else {
        this.#readDocument(source, document);
      }
    }
  }

  /** Problems of a document that has the right form. */
  reportAll(
    { yaml, source, definition }: Read<Scorecard | ScorecardExtension>,
    problems: ScorecardProblem[],
  ): void {
    for (const { path, offset, message } of problems) {
      this.report(
        source,
        definition.metadata.name,
        message,
        yaml.placeOf(path, offset),
      );
    }
  }

  report(
    source: string,
    name: string,
    message: string,
    place?: TextPlace,
  ): void {
    this.problems.push({
      subject: 'definition',
      name,
      reporter: 'definitions',
      message: message.slice(0, maxProblemMessageLength),
      source,
      ...place,
    });
  }

  #readDocument(source: string, yaml: YamlDocument): void {
    const { value } = yaml;
    const name = readName(value, source);
    const isExtension =
      isObject(value) && isObject(value.spec) && 'extends' in value.spec;
    const schema = isExtension ? scorecardExtensionSchema : scorecardSchema;
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      for (const { message, place } of listSchemaProblems(parsed.error, yaml)) {
        this.report(source, name, message, place);
      }
      return;
    }
    if ('extends' in parsed.data.spec) {
      const definition = parsed.data as ScorecardExtension;
      this.extensions.push({ definition, yaml, source });
      return;
    }
    const other = this.complete.get(name);
    if (other) {
      this.report(
        source,
        name,
        `there already is a scorecard "${name}" in ${other.source}; this one is left out`,
        yaml.placeOf(['metadata', 'name']),
      );
      return;
    }
    const definition = parsed.data as Scorecard;
    this.complete.set(name, { definition, yaml, source });
  }
}

function compileAll(reader: DocumentReader): Map<string, CompiledScorecard> {
  const compiled = new Map<string, CompiledScorecard>();
  for (const read of reader.complete.values()) {
    const result = compileScorecard(read.definition);
    if ('problems' in result) {
      reader.reportAll(read, result.problems);
    } else {
      compiled.set(result.scorecard.name, result.scorecard);
    }
  }
  return compiled;
}

function extend(
  reader: DocumentReader,
  read: Read<ScorecardExtension>,
  bases: ReadonlyMap<string, CompiledScorecard>,
): CompiledScorecard | null {
  const { definition } = read;
  const base = bases.get(definition.spec.extends);
  if (!base) {
    reader.reportAll(read, [
      {
        path: ['spec', 'extends'],
        offset: 0,
        message: `there is no complete scorecard "${definition.spec.extends}" to extend`,
      },
    ]);
    return null;
  }
  const { name } = definition.metadata;
  if (name !== definition.spec.extends && bases.has(name)) {
    reader.reportAll(read, [
      {
        path: ['metadata', 'name'],
        offset: 0,
        message: `there already is a scorecard "${name}"`,
      },
    ]);
    return null;
  }
  const extended = extendScorecard(base.document, definition);
  if ('problems' in extended) {
    reader.reportAll(read, extended.problems);
    return null;
  }
  const result = compileScorecard(extended.document);
  if ('problems' in result) {
    reader.reportAll(read, result.problems);
    return null;
  }
  return result.scorecard;
}

/**
 * Reads scorecards. Never throws.
 *
 * @param sources - texts of the organisation
 * @param options - `builtIn`: texts that ship with the product; `facts`: what
 *   expressions are checked against, by default the facts that Readiness
 *   describes itself. Null: types are not checked, for a version that was
 *   checked when it was published and must not break over facts that are gone
 * @returns good scorecards, sorted by name, and what is wrong with the others
 * @public
 */
export function readScorecards(
  sources: ScorecardSource[],
  options: {
    builtIn: ScorecardSource[];
    facts?: readonly FactSchema[] | null;
  },
): ReadScorecardsResult {
  const shipped = new DocumentReader();
  options.builtIn.forEach(source => shipped.read(source));
  const own = new DocumentReader();
  sources.forEach(source => own.read(source));

  const bases = new Map([...compileAll(shipped), ...compileAll(own)]);
  const scorecards = new Map(bases);
  const extended = new Set<string>();
  for (const read of [...shipped.extensions, ...own.extensions]) {
    const { name } = read.definition.metadata;
    if (extended.has(name)) {
      own.reportAll(read, [
        {
          path: ['metadata', 'name'],
          offset: 0,
          message: `there already is a document that extends under the name "${name}"; this one is left out`,
        },
      ]);
      continue;
    }
    const scorecard = extend(own, read, bases);
    if (scorecard) {
      extended.add(name);
      scorecards.set(name, scorecard);
    }
  }
  return {
    scorecards: [...scorecards.values()].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    ),
    problems: [...shipped.problems, ...own.problems],
  };
}
