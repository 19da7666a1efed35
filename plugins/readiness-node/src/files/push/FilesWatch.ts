import { LoggerService } from '@backstage/backend-plugin-api';
import { CatalogScmEventsService } from '@backstage/plugin-catalog-node/alpha';
import { EventsService } from '@backstage/plugin-events-node';
import { Collector } from '../../collectors';
import { EntityFiles } from '../EntityFiles';
import {
  changedRepositories,
  pushedRepository,
  pushTopics,
} from './pushedRepositories';

/**
 * Watches for pushes to repositories, and has the entities in them looked at again.
 *
 * What was read of a repository is forgotten before anybody looks at it again, so that nobody is shown the
 * tree of a minute ago. That holds for this replica; another one may have heard of the old commit up to a
 * minute before and believe it for that long.
 *
 * @public
 */
export class FilesWatch {
  readonly #files: EntityFiles;
  readonly #scmEvents: CatalogScmEventsService;
  readonly #events: EventsService;
  readonly #logger: LoggerService;

  private constructor(options: {
    files: EntityFiles;
    scmEvents: CatalogScmEventsService;
    events: EventsService;
    logger: LoggerService;
  }) {
    this.#files = options.files;
    this.#scmEvents = options.scmEvents;
    this.#events = options.events;
    this.#logger = options.logger;
  }

  /**
   * @param options.scmEvents - what modules of the catalog make of webhooks
   * @param options.events - the webhooks themselves
   */
  static create(options: {
    files: EntityFiles;
    scmEvents: CatalogScmEventsService;
    events: EventsService;
    logger: LoggerService;
  }): FilesWatch {
    return new FilesWatch(options);
  }

  /** Is {@link Collector.watch} of a collector with the source `files`; one of them is enough. */
  readonly watch: NonNullable<Collector['watch']> = async ({
    refresh,
    signal,
  }) => {
    if (signal.aborted) {
      return;
    }
    const look = (repositoryUrls: string[]) => {
      if (repositoryUrls.length === 0 || signal.aborted) {
        return;
      }
      this.#logger.debug(
        `Entities in ${repositoryUrls.length} repositories are looked at again after a push`,
      );
      this.#files.outdate?.(repositoryUrls);
      refresh({ repositoryUrls });
      this.#scmEvents.markEventActionTaken({
        action: 'refresh',
        count: repositoryUrls.length,
      });
    };
    const { unsubscribe } = this.#scmEvents.subscribe({
      onEvents: async events => look(changedRepositories(events)),
    });
    signal.addEventListener('abort', unsubscribe, { once: true });
    await this.#events.subscribe({
      id: 'readiness-files',
      topics: [...pushTopics],
      onEvent: async ({ topic, eventPayload }) => {
        const url = pushedRepository(topic, eventPayload);
        look(url ? [url] : []);
      },
    });
  };
}
