/**
 * The files of entities of local catalog files: those in the directory of the
 * file. Whatever locations an entity's annotations name, nothing else is read,
 * and nothing of a network.
 */
import { LoggerService, UrlReaderService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import {
  DefaultEntityFiles,
  EntityFiles,
  EntityFilesListing,
} from '@team-readiness/backstage-plugin-readiness-node';
import { LocalEntity } from './readEntities';

const silent: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};

async function refuse(): Promise<never> {
  throw new NotAllowedError('Nothing is read over a network');
}

const noNetwork: UrlReaderService = {
  readUrl: refuse,
  readTree: refuse,
  search: refuse,
};

/** @see LocalEntityFiles.ts */
export class LocalEntityFiles implements EntityFiles {
  readonly #paths: ReadonlyMap<string, string>;
  readonly #files: EntityFiles = DefaultEntityFiles.create({
    config: new ConfigReader({}),
    logger: silent,
    urlReader: noNetwork,
  });

  constructor(entities: readonly LocalEntity[]) {
    this.#paths = new Map(entities.map(({ ref, path }) => [ref, path]));
  }

  /** {@inheritDoc EntityFiles.list} */
  async list(
    options: Parameters<EntityFiles['list']>[0],
  ): Promise<EntityFilesListing | undefined> {
    const { entity } = options;
    const path = this.#paths.get(stringifyEntityRef(entity));
    if (!path) {
      return undefined;
    }
    const { [ANNOTATION_SOURCE_LOCATION]: _, ...annotations } =
      entity.metadata.annotations ?? {};
    const local: Entity = {
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: { ...annotations, [ANNOTATION_LOCATION]: `file:${path}` },
      },
    };
    return this.#files.list({ ...options, entity: local });
  }
}
