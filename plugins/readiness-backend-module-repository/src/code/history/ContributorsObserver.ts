import { JsonValue } from '@backstage/types';
import {
  contributorsFact,
  ContributorsFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  EntityCommit,
  EntityHistory,
} from '@team-readiness/backstage-plugin-readiness-node';
import { CodeObserver, CodeReading } from '../collector';
import { catalogFileGlobs, isoDay, weekOf } from './historyDates';

const windowDays = 180;
const maxShares = 100;

/**
 * How commits are spread over their authors: for each of them the per cent of the commits that is theirs, largest
 * first. Who is named in `Co-authored-by` is an author: a commit of several is shared out among them evenly, so that two people
 * who do everything together have half of it each, and not all of it twice.
 */
function sharesOf(commits: readonly EntityCommit[]): number[] {
  const counts = new Map<string, number>();
  for (const { authorKey, coAuthorKeys } of commits) {
    const authors = new Set([authorKey, ...coAuthorKeys]);
    for (const key of authors) {
      counts.set(key, (counts.get(key) ?? 0) + 1 / authors.size);
    }
  }
  return [...counts.values()]
    .sort((a, b) => b - a)
    .slice(0, maxShares)
    .map(count => Math.round((count * 1_000) / commits.length) / 10);
}

/**
 * Observes how the work on an entity is shared out. Authors come as keys that mean nothing elsewhere, and not
 * even these leave this file.
 */
export class ContributorsObserver implements CodeObserver<ContributorsFact> {
  readonly fact = contributorsFact;
  readonly title = 'Spread of commits';
  readonly description =
    "How the commits of 180 days in the entity's directory are spread over their authors: shares only.";
  readonly version = '2';
  readonly #history: EntityHistory;

  constructor(options: { history: EntityHistory }) {
    this.#history = options.history;
  }

  /** {@inheritDoc CodeObserver.globs} */
  globs(): string[] {
    return [...catalogFileGlobs];
  }

  /** The window moves on: an unchanged repository is looked at again after a week. */
  inputs({ now }: CodeReading): JsonValue {
    return weekOf(now);
  }

  /** {@inheritDoc CodeObserver.observe} */
  async observe({
    entity,
    now,
    signal,
    budget,
  }: CodeReading): Promise<ContributorsFact | undefined> {
    const since = isoDay(now, windowDays);
    const found = await this.#history.commits({
      entity,
      signal,
      budget,
      since: new Date(since),
    });
    if (!found) {
      return undefined;
    }
    const own = found.commits.filter(({ bot, merge }) => !bot && !merge);
    return {
      since,
      complete: found.complete,
      commits: own.length,
      shares: sharesOf(own),
    };
  }
}
