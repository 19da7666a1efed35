import { Entity } from '@backstage/catalog-model';
import { JsonValue } from '@backstage/types';
import {
  runbookHistoryFact,
  RunbookHistoryFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  EntityFilesListing,
  EntityHistory,
} from '@team-readiness/backstage-plugin-readiness-node';
import {
  documentGlobs,
  entityDocuments,
  isMarkupPath,
  readAnnotatedPaths,
} from '../../collector/entityDocuments';
import { CodeObserver, CodeReading } from '../collector';
import { isoDay, weekOf } from './historyDates';

const windowDays = 365;
const maxChanges = 200;
const maxRunbooks = 100;
/** Where none is today, there may have been one. */
const defaultPaths = ['docs/runbook.md', 'RUNBOOK.md', 'docs/runbooks'];

/** Observes on which days the runbooks of an entity changed, and by how many lines. */
export class RunbookHistoryObserver
  implements CodeObserver<RunbookHistoryFact>
{
  readonly fact = runbookHistoryFact;
  readonly title = 'History of runbooks';
  readonly description =
    "Changes of the entity's runbooks in twelve months, by git.";
  readonly version = '2';
  readonly #history: EntityHistory;

  constructor(options: { history: EntityHistory }) {
    this.#history = options.history;
  }

  /** {@inheritDoc CodeObserver.globs} */
  globs(entity: Entity): string[] {
    return documentGlobs(readAnnotatedPaths(entity));
  }

  /** {@inheritDoc CodeObserver.inputs} */
  inputs({ now, entity }: CodeReading): JsonValue {
    return [weekOf(now), readAnnotatedPaths(entity).runbook ?? null];
  }

  /** {@inheritDoc CodeObserver.observe} */
  async observe(
    { entity, now, signal, budget }: CodeReading,
    listing: EntityFilesListing,
  ): Promise<RunbookHistoryFact> {
    const { runbooks } = entityDocuments(
      listing.files,
      readAnnotatedPaths(entity),
    );
    const since = isoDay(now, windowDays);
    const paths = runbooks.slice(0, maxRunbooks).map(file => file.path);
    const found = await this.#history.lineChanges?.({
      entity,
      signal,
      budget,
      since: new Date(since),
      paths: paths.length > 0 ? paths : defaultPaths,
    });
    return {
      knownSince: found ? isoDay(found.knownSince) : null,
      changes: (found?.changes ?? [])
        .filter(({ lines, path }) => lines > 0 && isMarkupPath(path))
        .slice(0, maxChanges)
        .map(({ at, lines, path }) => ({ on: isoDay(at), lines, path })),
    };
  }
}
