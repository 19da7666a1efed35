import { isGroupEntity, stringifyEntityRef } from '@backstage/catalog-model';
import { FilterPredicate } from '@backstage/filter-predicates';
import { JsonObject, JsonValue } from '@backstage/types';
import {
  impactFact,
  ImpactFact,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  EntityFile,
  EntityFilesListing,
} from '@team-readiness/backstage-plugin-readiness-node';
import { KnownEntities } from '../code';
import {
  DocumentsCollector,
  DocumentsCollectorOptions,
  EntityReading,
  ListingOptions,
} from '../collector';
import {
  compareText,
  folderGlobs,
  isFolderFile,
} from '../collector/folderFiles';
import { ownedRefs } from './ownedRefs';
import { readImpactEntry } from './readImpactEntry';

const folder = 'docs/impact';
const maxEntries = 200;
const globs = folderGlobs(folder);

/**
 * Observes impact entries: what was changed, measured before and after. Those of a Group are those of all
 * that it owns; their paths begin with the name of the entity. Where one of these cannot be read, the Group
 * has failed: its entries would look like all there are.
 *
 * @public
 */
export class ImpactCollector extends DocumentsCollector {
  readonly id = 'impact';
  readonly title = 'Impact entries';
  readonly description =
    'Impact entries in docs/impact of the directory of the entity; of a Group, those of all that it owns.';
  readonly schema = impactFact.schema;
  override readonly target: FilterPredicate;
  readonly #entities: KnownEntities | undefined;

  /**
   * @param options.entities - where that what Groups own is looked up; without, Groups are not looked at
   */
  constructor(
    options: DocumentsCollectorOptions & { entities?: KnownEntities },
  ) {
    super(options);
    this.#entities = options.entities;
    const groups = options.entities ? ['Group'] : [];
    this.target = { kind: { $in: ['Component', 'Resource', ...groups] } };
  }

  protected globs(): string[] {
    return globs;
  }

  protected inputs({ entity }: CollectionTarget): JsonValue {
    return [entity.metadata.annotations ?? {}];
  }

  protected override concerns(problem: Problem): boolean {
    return problem.name === '.' || problem.name.includes(folder);
  }

  protected override async list(
    target: CollectionTarget,
    options: ListingOptions,
  ): Promise<EntityFilesListing | undefined> {
    return isGroupEntity(target.entity)
      ? this.#listOwned(target, options)
      : super.list(target, options);
  }

  protected async read(reading: EntityReading): Promise<JsonObject> {
    const ofGroup = isGroupEntity(reading.target.entity);
    const { files, unread } = this.newest(
      reading,
      path =>
        isFolderFile(
          ofGroup ? path.slice(path.indexOf('/') + 1) : path,
          folder,
        ),
      maxEntries,
    );
    let broken = unread;
    const entries: ImpactFact['entries'] = [];
    for (const file of files) {
      reading.signal.throwIfAborted();
      const text = await reading.text(file);
      const read =
        text === undefined ? undefined : readImpactEntry(text, reading.now);
      // What is wrong with entries is told at the entity that holds them.
      if (!ofGroup) {
        read?.issues.forEach(issue => reading.tell(file.path, issue));
      }
      reading.holdUntil(read?.nextDay);
      if (read?.entry) {
        entries.push({ path: file.path, url: file.url, ...read.entry });
      } else {
        broken += 1;
      }
    }
    entries.sort(
      (a, b) =>
        compareText(b.to ?? '', a.to ?? '') || compareText(b.path, a.path),
    );
    return { entries, broken };
  }

  /** The entries of all that a Group owns, each directory once. */
  async #listOwned(
    { entity }: CollectionTarget,
    { signal, budget }: ListingOptions,
  ): Promise<EntityFilesListing> {
    const files = new Map<string, EntityFile>();
    const problems: Problem[] = [];
    const known = await this.#entities?.get(ownedRefs(entity));
    for (const owned of known?.values() ?? []) {
      signal?.throwIfAborted();
      const { name } = owned.metadata;
      const listing = await this.files.list({
        entity: owned,
        globs,
        signal,
        budget,
      });
      if (listing?.problems.some(problem => problem.name === '.')) {
        problems.push({
          subject: 'entity',
          name: '.',
          reporter: this.id,
          message: `The files of ${stringifyEntityRef(
            owned,
          )} cannot be listed as a whole, so that entries may be missing.`,
        });
      }
      for (const file of listing?.files ?? []) {
        // Several entities may share a directory.
        const key = file.url ?? `${listing?.location}/${file.path}`;
        if (!files.has(key)) {
          files.set(key, {
            path: `${name}/${file.path}`,
            url: file.url,
            content: () => file.content(),
            changedAt: () => file.changedAt(),
          });
        }
      }
    }
    return {
      location: stringifyEntityRef(entity),
      revision: null,
      files: [...files.values()],
      problems,
    };
  }
}
