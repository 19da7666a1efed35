import { CatalogFact } from '@team-readiness/backstage-plugin-readiness-common';
import { EntityFilesListing } from '@team-readiness/backstage-plugin-readiness-node';

/** Where Markdown files lie that an http(s) address may lead to. */
const documentGlobs = ['*.md', 'docs/**', 'runbooks/**', 'runbook/**'];
const maxPaths = 200;

function isAddress(link: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(link) || link.startsWith('//');
}

function withoutFragment(link: string): string {
  return link.replace(/[#?].*$/s, '').replace(/\/+$/, '');
}

/** A path as files of an entity have it; null where it leads out. */
function toPath(link: string): string | null {
  const names = withoutFragment(link)
    .split('/')
    .filter(name => name !== '' && name !== '.');
  return names.length === 0 || names.includes('..') || /[*?\\]/.test(link)
    ? null
    : names.join('/');
}

/**
 * Says of the runbooks that alerts name whether they are there.
 *
 * Nothing is asked of other hosts: an address counts as there if it is that of
 * a file of the entity, or one that the catalog names as its runbook.
 */
export class RunbookLinks {
  readonly #paths: ReadonlySet<string>;
  readonly #addresses: ReadonlySet<string>;

  private constructor(paths: Set<string>, addresses: Set<string>) {
    this.#paths = paths;
    this.#addresses = addresses;
  }

  /**
   * Looks up whatever is needed to answer for these links.
   *
   * @param options.links - runbooks as alerts name them
   * @param options.list - lists files of the entity by glob
   * @throws what `list` throws
   */
  static async read(options: {
    links: string[];
    catalog: Pick<CatalogFact, 'runbookLinks'>;
    list(globs: string[]): Promise<EntityFilesListing | undefined>;
  }): Promise<RunbookLinks> {
    const { links, catalog, list } = options;
    const named = links
      .filter(link => !isAddress(link))
      .map(toPath)
      .filter(path => path !== null);
    const globs = [
      ...new Set(named.slice(0, maxPaths)),
      ...(links.some(isAddress) ? documentGlobs : []),
    ];
    const files = globs.length > 0 ? (await list(globs))?.files ?? [] : [];
    return new RunbookLinks(
      new Set(files.map(file => file.path)),
      new Set([
        ...files.flatMap(({ url }) => (url ? [withoutFragment(url)] : [])),
        ...(catalog.runbookLinks ?? []).map(({ url }) => withoutFragment(url)),
      ]),
    );
  }

  /** True, false for a path that leads nowhere, null for an address that cannot be looked up. */
  exists(link: string): boolean | null {
    if (isAddress(link)) {
      return this.#addresses.has(withoutFragment(link)) ? true : null;
    }
    const path = toPath(link);
    return path !== null && this.#paths.has(path);
  }
}
