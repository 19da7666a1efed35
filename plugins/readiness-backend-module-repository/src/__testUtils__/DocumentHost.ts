import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  CollectionTarget,
  DefaultEntityFiles,
  EntityFiles,
  EntityFilesListing,
} from '@team-readiness/backstage-plugin-readiness-node';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/**
 * A host of repositories over a local directory: one repository for each entity, whose revision is a digest of
 * all that is in it. It can be down, can be busy, and counts what it is asked for.
 */
export class DocumentHost implements EntityFiles {
  /** Thrown by every question, while it is set. */
  failure: Error | undefined;
  /** How many times files were listed and read, as opposed to found unchanged. */
  reads = 0;
  readonly #root: string;
  readonly #files: EntityFiles;

  /** @param root - absolute path of an empty directory */
  constructor(root: string) {
    this.#root = root;
    this.#files = DefaultEntityFiles.create({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
      urlReader: mockServices.urlReader.mock(),
    });
  }

  /** Writes files of an entity, or removes those that are null. */
  write(name: string, files: Record<string, string | null>) {
    for (const [file, content] of Object.entries(files)) {
      const target = path.join(this.#root, name, file);
      if (content === null) {
        rmSync(target, { recursive: true, force: true });
      } else {
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, content);
      }
    }
  }

  /** What a file holds, or null. */
  read(name: string, file: string): string | null {
    const target = path.join(this.#root, name, file);
    return existsSync(target) ? readFileSync(target, 'utf8') : null;
  }

  /** The entity whose own directory is the one of its name. */
  target(
    name: string,
    options: {
      entity?: Partial<Entity>;
      annotations?: Record<string, string>;
      dependencies?: string[];
    } = {},
  ): CollectionTarget {
    const location = path.join(this.#root, name, 'catalog-info.yaml');
    const { entity = {}, annotations, dependencies = [] } = options;
    const kind = entity.kind ?? 'Component';
    return {
      entityRef: `${kind.toLowerCase()}:default/${name}`,
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind,
        ...entity,
        metadata: {
          ...entity.metadata,
          name,
          namespace: 'default',
          annotations: {
            'backstage.io/managed-by-location': `file:${location}`,
            ...annotations,
          },
        },
      },
      catalog: {
        entity: {},
        tier: null,
        tierDeclared: null,
        lifecycle: null,
        dependencies,
        runbookLinks: [],
        budget: null,
        onCall: false,
      },
    };
  }

  /** {@inheritDoc EntityFiles.list} */
  async list(
    options: Parameters<EntityFiles['list']>[0],
  ): Promise<EntityFilesListing | undefined> {
    if (this.failure) {
      throw this.failure;
    }
    const all = await this.#files.list({ ...options, globs: ['**'] });
    if (!all) {
      return this.#files.list(options);
    }
    const hash = createHash('sha1');
    for (const file of all.files) {
      hash.update(`${file.path}\0${await file.content()}\0`);
    }
    const revision = hash.digest('hex');
    const { location } = all;
    if (options.knownRevision === revision) {
      return { location, revision, unchanged: true, files: [], problems: [] };
    }
    this.reads += 1;
    const listing = await this.#files.list(options);
    return listing && { ...listing, revision };
  }
}
