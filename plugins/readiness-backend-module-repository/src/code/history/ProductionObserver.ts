import { JsonValue } from '@backstage/types';
import {
  productionFact,
  ProductionFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { EntityHistory } from '@team-readiness/backstage-plugin-readiness-node';
import { CodeObserver, CodeReading } from '../collector';
import { lifecycleIn, readCatalogVersions } from './CatalogHistory';
import { catalogFileGlobs, isoDay } from './historyDates';

const production = 'production';

/** Observes since when an entity is in production, by what its document said over time. */
export class ProductionObserver implements CodeObserver<ProductionFact> {
  readonly fact = productionFact;
  readonly title = 'First day in production';
  readonly description =
    'The day on which the lifecycle of the entity became production, by the git history of its catalog file.';
  readonly version = '1';
  readonly #history: EntityHistory;

  constructor(options: { history: EntityHistory }) {
    this.#history = options.history;
  }

  /** {@inheritDoc CodeObserver.globs} */
  globs(): string[] {
    return [...catalogFileGlobs];
  }

  /** {@inheritDoc CodeObserver.inputs} */
  inputs({ target }: CodeReading): JsonValue {
    return target.catalog.lifecycle;
  }

  /** {@inheritDoc CodeObserver.observe} */
  async observe(reading: CodeReading): Promise<ProductionFact> {
    const found = await readCatalogVersions(this.#history, reading);
    const versions = found?.versions ?? [];
    const first = versions.findLastIndex(
      ({ document }) => lifecycleIn(document) === production,
    );
    // A document that began with it says nothing of when that was: it may have been written years later.
    const became = first >= 0 && first < versions.length - 1;
    return became
      ? { since: isoDay(versions[first].at), seenIn: 'catalog' }
      : { since: null, seenIn: null };
  }
}
