/**
 * Documents that extend, resolved to scorecards.
 *
 * A name means what serves under it: a document that extends, where there is
 * one, else the complete document. A document that extends its own name means
 * the complete one. So chains are possible (A extends B extends C), up to eight
 * documents that extend.
 *
 * What extends something broken is not compiled over something else in its
 * place: it gets a problem of its own, so that its last good version serves on.
 */
import { ScorecardExtension } from '@team-readiness/backstage-plugin-readiness-common';
import { askWhetherMeant } from '../cel/types/nearestName';
import { CompiledScorecard } from './CompiledScorecard';
import { CompileResult } from './compileScorecard';
import { DocumentReader, ReadDocument } from './DocumentReader';
import { extendScorecard } from './extendScorecard';

/** How many documents may extend one another. */
const maxChain = 8;

type Extension = ReadDocument<ScorecardExtension>;

/** What a name means, and how many documents extend one another up to it. */
interface Resolved {
  scorecard: CompiledScorecard;
  extensions: number;
}

/** A problem of one document, with the key below which it stands. */
type Failure = { key: 'extends' | 'name'; message: string };

class ExtensionResolver {
  /** By name; null: broken. */
  readonly resolved = new Map<string, Resolved | null>();
  readonly #reader: DocumentReader;
  readonly #complete: ReadonlyMap<string, CompiledScorecard>;
  readonly #extensions = new Map<string, Extension>();
  readonly #compile: (document: CompiledScorecard['document']) => CompileResult;

  constructor(
    reader: DocumentReader,
    complete: ReadonlyMap<string, CompiledScorecard>,
    compile: (document: CompiledScorecard['document']) => CompileResult,
  ) {
    this.#reader = reader;
    this.#complete = complete;
    this.#compile = compile;
  }

  add(extension: Extension): void {
    const { name } = extension.definition.metadata;
    const other = this.#extensions.get(name);
    if (other) {
      this.#report(extension, {
        key: 'name',
        message: `there already is a document that extends under the name "${name}" in ${other.source}; this one is left out`,
      });
      return;
    }
    this.#extensions.set(name, extension);
  }

  resolveAll(): void {
    for (const name of this.#extensions.keys()) {
      this.#resolve(name);
    }
  }

  #report(extension: Extension, { key, message }: Failure): void {
    const path = key === 'name' ? ['metadata', 'name'] : ['spec', 'extends'];
    this.#reader.reportAll(extension, [{ path, offset: 0, message }]);
  }

  /** Resolves a document after those that it extends. */
  #resolve(name: string): void {
    const chain = new Set([name]);
    let last = name;
    for (;;) {
      const base = this.#baseOf(last);
      if (base === null || this.resolved.has(base)) {
        break;
      }
      if (chain.has(base)) {
        const names = [...chain];
        this.#breakCircle(names.slice(names.indexOf(base)));
        break;
      }
      chain.add(base);
      last = base;
    }
    for (const next of [...chain].reverse()) {
      if (!this.resolved.has(next)) {
        this.resolved.set(next, this.#resolveOne(next));
      }
    }
  }

  /** The document that a document extends; null where that is a complete one, or none. */
  #baseOf(name: string): string | null {
    const base = this.#extensions.get(name)?.definition.spec.extends;
    return base !== undefined && base !== name && this.#extensions.has(base)
      ? base
      : null;
  }

  #resolveOne(name: string): Resolved | null {
    const extension = this.#extensions.get(name) as Extension;
    const base = this.#findBase(name, extension.definition.spec.extends);
    if ('key' in base) {
      this.#report(extension, base);
      return null;
    }
    const scorecard = this.#extend(base.scorecard, extension);
    return scorecard && { scorecard, extensions: base.extensions + 1 };
  }

  #findBase(name: string, base: string): Resolved | Failure {
    if (name !== base && this.#complete.has(name)) {
      return { key: 'name', message: `there already is a scorecard "${name}"` };
    }
    if (this.#baseOf(name) === null) {
      const scorecard = this.#complete.get(base);
      return scorecard
        ? { scorecard, extensions: 0 }
        : this.#describeMissing(base, name);
    }
    const resolved = this.resolved.get(base);
    if (!resolved) {
      const message = `"${base}", which this document extends, is broken itself`;
      return { key: 'extends', message };
    }
    if (resolved.extensions >= maxChain) {
      const message = `more than ${maxChain} documents extend one another`;
      return { key: 'extends', message };
    }
    return resolved;
  }

  #describeMissing(base: string, name: string): Failure {
    const names = [...this.#complete.keys(), ...this.#extensions.keys()];
    const hint = askWhetherMeant(
      base,
      names.filter(other => other !== name),
    );
    return {
      key: 'extends',
      message:
        base === name
          ? `there is no complete scorecard "${base}" to extend${hint}`
          : `there is no scorecard "${base}" to extend${hint}`,
    };
  }

  /** @param circle - each extends the next one, the last one the first */
  #breakCircle(circle: readonly string[]): void {
    circle.forEach((name, i) => {
      const names = [...circle.slice(i), ...circle.slice(0, i + 1)];
      this.#report(this.#extensions.get(name) as Extension, {
        key: 'extends',
        message: `documents extend one another in a circle: ${names.join(
          ' extends ',
        )}`,
      });
      this.resolved.set(name, null);
    });
  }

  #extend(
    base: CompiledScorecard,
    extension: Extension,
  ): CompiledScorecard | null {
    const extended = extendScorecard(base.document, extension.definition);
    if ('problems' in extended) {
      this.#reader.reportAll(extension, extended.problems);
      return null;
    }
    const compiled = this.#compile(extended.document);
    if ('problems' in compiled) {
      this.#reader.reportAll(
        extension,
        compiled.problems.map(extended.toExtension),
      );
      return null;
    }
    return compiled.scorecard;
  }
}

/**
 * Resolves documents that extend.
 *
 * @param reader - takes the problems
 * @param extensions - in the order in which they win: the first of a name is taken
 * @param complete - scorecards of complete documents by name
 * @param compile - of a complete document
 * @returns those that are good, by name
 */
export function resolveExtensions(
  reader: DocumentReader,
  extensions: readonly Extension[],
  complete: ReadonlyMap<string, CompiledScorecard>,
  compile: (document: CompiledScorecard['document']) => CompileResult,
): Map<string, CompiledScorecard> {
  const resolver = new ExtensionResolver(reader, complete, compile);
  extensions.forEach(extension => resolver.add(extension));
  resolver.resolveAll();
  return new Map(
    [...resolver.resolved].flatMap(([name, resolved]) =>
      resolved ? [[name, resolved.scorecard]] : [],
    ),
  );
}
