/**
 * The history of entities of local catalog files, by the local git: that of the directory of the file. Whatever
 * locations an entity's annotations name, nothing else is read, and nothing of a network.
 */
import { ConfigReader } from '@backstage/config';
import {
  DefaultEntityHistory,
  EntityCommits,
  EntityHistory,
} from '@team-readiness/backstage-plugin-readiness-node';
import { createLocalFiles } from './LocalEntityFiles';
import { LocatedEntities } from './LocatedEntities';
import { LocalEntity } from './readEntities';

/** @see LocalEntityHistory.ts */
export class LocalEntityHistory implements EntityHistory {
  readonly #located: LocatedEntities;
  readonly #history = DefaultEntityHistory.create({
    config: new ConfigReader({}),
    files: createLocalFiles(),
  });

  constructor(entities: readonly LocalEntity[]) {
    this.#located = new LocatedEntities(entities);
  }

  /** {@inheritDoc EntityHistory.commits} */
  async commits(
    options: Parameters<EntityHistory['commits']>[0],
  ): Promise<EntityCommits | undefined> {
    const entity = this.#located.find(options.entity);
    return entity && this.#history.commits({ ...options, entity });
  }

  /** {@inheritDoc EntityHistory.firstCommitAt} */
  async firstCommitAt(
    options: Parameters<EntityHistory['firstCommitAt']>[0],
  ): Promise<string | null> {
    const entity = this.#located.find(options.entity);
    return entity ? this.#history.firstCommitAt({ ...options, entity }) : null;
  }

  /** {@inheritDoc EntityHistory.trackedPaths} */
  async trackedPaths(
    options: Parameters<EntityHistory['trackedPaths']>[0],
  ): Promise<{ complete: boolean; paths: string[] } | undefined> {
    const entity = this.#located.find(options.entity);
    return entity && this.#history.trackedPaths({ ...options, entity });
  }

  /** {@inheritDoc EntityHistory.lineChanges} */
  async lineChanges(
    options: Parameters<DefaultEntityHistory['lineChanges']>[0],
  ): ReturnType<DefaultEntityHistory['lineChanges']> {
    const entity = this.#located.find(options.entity);
    return entity && this.#history.lineChanges({ ...options, entity });
  }

  /** {@inheritDoc EntityHistory.catalogFileVersions} */
  async catalogFileVersions(
    options: Parameters<DefaultEntityHistory['catalogFileVersions']>[0],
  ): ReturnType<DefaultEntityHistory['catalogFileVersions']> {
    const entity = this.#located.find(options.entity);
    return entity && this.#history.catalogFileVersions({ ...options, entity });
  }
}
