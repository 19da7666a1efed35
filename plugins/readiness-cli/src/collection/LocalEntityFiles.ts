/**
 * The files of entities of local catalog files: those in the directory of the
 * file. Whatever locations an entity's annotations name, nothing else is read,
 * and nothing of a network.
 */
import { LoggerService, UrlReaderService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import {
  DefaultEntityFiles,
  EntityFiles,
  EntityFilesListing,
  RepositoryFilesListing,
} from '@team-readiness/backstage-plugin-readiness-node';
import { LocatedEntities } from './LocatedEntities';
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

/** Reads local files only, within the bounds of any other reader. */
export function createLocalFiles(): DefaultEntityFiles {
  return DefaultEntityFiles.create({
    config: new ConfigReader({}),
    logger: silent,
    urlReader: noNetwork,
  });
}

/** @see LocalEntityFiles.ts */
export class LocalEntityFiles implements EntityFiles {
  readonly #located: LocatedEntities;
  readonly #files = createLocalFiles();

  constructor(entities: readonly LocalEntity[]) {
    this.#located = new LocatedEntities(entities);
  }

  /** {@inheritDoc EntityFiles.list} */
  async list(
    options: Parameters<EntityFiles['list']>[0],
  ): Promise<EntityFilesListing | undefined> {
    const entity = this.#located.find(options.entity);
    return entity && this.#files.list({ ...options, entity });
  }

  /** {@inheritDoc EntityFiles.repositoryFiles} */
  async repositoryFiles(
    options: Parameters<DefaultEntityFiles['repositoryFiles']>[0],
  ): Promise<RepositoryFilesListing | undefined> {
    const entity = this.#located.find(options.entity);
    return entity && this.#files.repositoryFiles({ ...options, entity });
  }
}
