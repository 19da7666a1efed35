import { RepositoryFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  EntityFiles,
  RequestBudget,
} from '@team-readiness/backstage-plugin-readiness-node';

/**
 * Whether the relative links of an entity's documents lead somewhere.
 *
 * A link counts if it leads to a place below the entity's own directory: what lies outside may not be
 * looked at. The files are looked up by name in a second listing, in which a file that is too large to
 * be read, or a link to the outside, is there all the same. What was not found may be a directory and
 * is asked for once more, with everything below it.
 */

const maxChecked = 90;
const maxBroken = 50;
/** Deeper paths are not listed, so that nothing could be said of them. */
const maxSegments = 12;
const ignoredNames = new Set(['.git', 'node_modules']);

/** A link and the document that holds it. */
interface DocumentLink {
  path: string;
  target: string;
}

/**
 * Where a link leads.
 *
 * @param path - of the document, relative to the entity's directory
 * @param link - as written, percent-encoded or not
 * @returns the place relative to the entity's directory; undefined for addresses with a scheme or host,
 *   absolute paths, places within the document, and what cannot be looked up
 */
export function resolveRelativeLink(
  path: string,
  link: string,
): string | undefined {
  if (/^(?:[a-z][a-z\d+.-]*:|[/\\#?])/i.test(link)) {
    return undefined;
  }
  let name: string;
  try {
    name = decodeURIComponent(link.replace(/[?#].*$/s, ''));
  } catch {
    return undefined;
  }
  const segments = path.split('/').slice(0, -1);
  for (const segment of name.split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) {
        return undefined;
      }
    } else if (segment !== '' && segment !== '.') {
      segments.push(segment);
    }
  }
  const target = segments.join('/');
  const canBeListed =
    segments.length > 0 &&
    segments.length <= maxSegments &&
    target.length <= 290 &&
    !segments.some(segment => ignoredNames.has(segment)) &&
    !/[*?\\\p{Cc}]|^[a-z]:/iu.test(target);
  return canBeListed ? target : undefined;
}

/** The relative links of documents. */
export class RelativeLinks {
  readonly #links = new Map<string, DocumentLink>();

  /** Takes in the links of a document, as written. */
  add(path: string, links: readonly string[]) {
    for (const link of links) {
      const target = resolveRelativeLink(path, link);
      const key = JSON.stringify([path, target]);
      if (target !== undefined && this.#links.size < maxChecked) {
        this.#links.set(key, { path, target });
      }
    }
  }

  /**
   * Looks where the links lead.
   *
   * @param options.complete - can files be listed? Otherwise nothing is looked up
   * @param options.known - paths that are there for certain
   * @throws if the source cannot be reached
   */
  async check(options: {
    complete: boolean;
    files: EntityFiles;
    target: CollectionTarget;
    known: readonly string[];
    signal: AbortSignal;
    budget?: RequestBudget;
  }): Promise<RepositoryFact['links']> {
    const { complete, files, target, signal, budget } = options;
    if (!complete) {
      return { complete, checked: 0, broken: [] };
    }
    const there = new Set(options.known);
    const links = [...this.#links.values()];
    const look = async (globs: string[]) => {
      const listing = await files.list({
        entity: target.entity,
        globs,
        signal,
        budget,
      });
      return [
        ...(listing?.files ?? []).map(file => file.path),
        ...(listing?.problems ?? []).map(problem => problem.name),
      ];
    };
    const open = () => [
      ...new Set(links.map(it => it.target).filter(it => !there.has(it))),
    ];
    if (open().length > 0) {
      (await look(open())).forEach(path => there.add(path));
    }
    for (const directory of open()) {
      const below = await look([`${directory}/**`]);
      if (below.some(path => path.startsWith(`${directory}/`))) {
        there.add(directory);
      }
    }
    const broken = links
      .filter(link => !there.has(link.target))
      .sort((a, b) => compare(a.path, b.path) || compare(a.target, b.target))
      .slice(0, maxBroken);
    return { complete, checked: links.length, broken };
  }
}

/** By code unit, so that the order is the same on every machine. */
function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
