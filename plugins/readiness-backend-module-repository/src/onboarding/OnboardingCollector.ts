import { Entity } from '@backstage/catalog-model';
import { FilterPredicate } from '@backstage/filter-predicates';
import { JsonObject, JsonValue } from '@backstage/types';
import {
  onboardingFact,
  OnboardingFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  EntityFile,
  EntityFilesListing,
  RequestBudget,
} from '@team-readiness/backstage-plugin-readiness-node';
import {
  DocumentsCollector,
  EntityReading,
  ListingOptions,
} from '../collector';
import { entityAt, isHttpUrl } from '../collector/otherLocation';
import { readGuide } from './readGuide';

/** Compared without regard to case; the first that is there counts. */
const guidePaths = ['docs/onboarding.md', 'onboarding.md'];
const guideGlobs = [
  'docs/onboarding.md',
  'docs/ONBOARDING.md',
  'docs/Onboarding.md',
  'ONBOARDING.md',
  'Onboarding.md',
  'onboarding.md',
];

/** The address of the link of a Group that is titled "Onboarding", or null. */
function linkOf({ metadata }: Entity): string | null {
  const links: unknown = metadata.links;
  const found = (Array.isArray(links) ? links : []).find(
    (link: unknown): link is { url: string } => {
      const title: unknown = Object(link).title;
      const url: unknown = Object(link).url;
      return (
        typeof title === 'string' &&
        title.trim().toLowerCase() === 'onboarding' &&
        typeof url === 'string' &&
        isHttpUrl(url)
      );
    },
  );
  return found?.url ?? null;
}

/**
 * Observes the onboarding guide of Groups: what a new member can read in it, never its text.
 *
 * @public
 */
export class OnboardingCollector extends DocumentsCollector {
  readonly id = 'onboarding';
  readonly title = 'Onboarding guides';
  readonly description =
    'The onboarding guide beside the catalog entry of a Group, or the document that its link titled "Onboarding" leads to.';
  readonly schema = onboardingFact.schema;
  override readonly target: FilterPredicate = { kind: 'Group' };

  protected globs(): string[] {
    return guideGlobs;
  }

  protected inputs({ entity }: CollectionTarget): JsonValue {
    return [entity.metadata.annotations ?? {}, linkOf(entity)];
  }

  protected override async list(
    target: CollectionTarget,
    options: ListingOptions,
  ): Promise<EntityFilesListing | undefined> {
    const link = linkOf(target.entity);
    const listing = await super.list(target, options);
    // Groups of a directory service have no files of their own, but may have a link.
    return listing || link === null
      ? listing
      : { location: link, revision: null, files: [], problems: [] };
  }

  protected async read(
    reading: EntityReading,
    options: { budget: RequestBudget | undefined },
  ): Promise<JsonObject> {
    const { listing, target } = reading;
    const link = linkOf(target.entity);
    const own = guidePaths
      .map(path => listing.files.find(file => file.path.toLowerCase() === path))
      .find(file => file !== undefined);
    const file =
      own ??
      (link === null
        ? undefined
        : await this.#linked(reading, { link, ...options }));
    const document = file ? await readFile(reading, file) : null;
    const fact: OnboardingFact = { location: listing.location, document, link };
    return fact;
  }

  /** The file behind a link, where it may be read; a page that is no Markdown file is not looked at. */
  async #linked(
    reading: EntityReading,
    options: { link: string; budget: RequestBudget | undefined },
  ): Promise<EntityFile | undefined> {
    const { pathname, origin } = new URL(options.link);
    const [, directory, name] = /^(.*\/)([^/]+\.md)$/i.exec(pathname) ?? [];
    const path = name && decode(name);
    if (!path) {
      return undefined;
    }
    reading.readElsewhere();
    const listing = await this.files.list({
      entity: entityAt(reading.target.entity, `${origin}${directory}`),
      globs: [path],
      signal: reading.signal,
      budget: options.budget,
    });
    // Only what was read at that address is what the link leads to.
    return listing && isHttpUrl(listing.location)
      ? listing.files.find(file => file.path === path)
      : undefined;
  }
}

function decode(name: string): string | undefined {
  try {
    const path = decodeURIComponent(name);
    return /[*?/\\]/.test(path) ? undefined : path;
  } catch {
    return undefined;
  }
}

async function readFile(
  reading: EntityReading,
  file: EntityFile,
): Promise<OnboardingFact['document']> {
  const text = await reading.text(file);
  if (text === undefined) {
    return null;
  }
  const { guide, issues } = readGuide(text, reading.now);
  issues.forEach(issue => reading.tell(file.path, issue));
  const { path, url } = file;
  return { path, url, ...guide, changedAt: await file.changedAt() };
}
