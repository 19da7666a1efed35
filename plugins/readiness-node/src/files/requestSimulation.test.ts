import { UrlReaderService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { NotModifiedError } from '@backstage/errors';
import { RequestBudget, RetryLaterError } from '../requests';
import { DefaultEntityFiles } from './DefaultEntityFiles';
import { EntityFilesListing } from './EntityFiles';

/**
 * Two days of 20,000 repositories at GitHub, on a clock of its own and with the same random numbers each time.
 *
 * A run a day goes through all entities, a hundred at a time, six collectors in lock step. It starts from
 * nothing on the first day; before the second one the backend is restarted, so that it knows of each
 * repository only the revision of the stored facts. A tenth of the repositories changes each day, between
 * 8 and 18 o'clock; of a half of them a push event tells, and is seen to out of the schedule's part of the
 * budget. People ask for a refresh now and then, and have the rest of it.
 *
 * The files are read by the real EntityFiles. Its reader answers as GitHub's does, and counts the requests that it
 * would make. Whoever sees a new revision asks for the date of a document by one more request.
 */

const repositories = 20_000;
const collectors = 6;
const batchSize = 100;
const perHour = 5_000;
const scheduledPerHour = 4_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const start = Date.UTC(2026, 0, 5);
const api = 'api.github.com';

/** Random numbers below 1 by mulberry32, a public-domain generator of 32 bits. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  /* eslint-disable no-bitwise */
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  /* eslint-enable no-bitwise */
}

class Simulation {
  readonly random = randomNumbers(7);
  now = start;
  /** Counted and made, by hour. */
  readonly counted = new Map<number, number>();
  readonly made = new Map<number, number>();
  downloads = 0;
  refused = 0;
  readonly commits = Array.from({ length: repositories }, () => 0);
  /** Revisions of the facts: of each repository, one for each collector. */
  readonly known = Array.from({ length: repositories }, () =>
    Array.from({ length: collectors }, (): string | undefined => undefined),
  );
  /** When each repository was last looked at, and how long it had to wait for that at most. */
  readonly lookedAt = Array.from({ length: repositories }, () => start);
  longestWait = 0;
  files = this.restart();

  readonly #entities = Array.from(
    { length: repositories },
    (_, i): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: `service-${i}`,
        annotations: {
          'backstage.io/managed-by-location': `url:https://github.com/acme/service-${i}/blob/main/catalog-info.yaml`,
        },
      },
    }),
  );

  restart(): DefaultEntityFiles {
    this.files = DefaultEntityFiles.create({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
      urlReader: this.#reader(),
      now: () => this.now,
    });
    return this.files;
  }

  get hour() {
    return Math.floor(this.now / hourMs);
  }

  revisionOf(repository: number): string {
    return `${repository}a${this.commits[repository]}`.padStart(40, '0');
  }

  /** The contract of the host's budget, without its database. */
  budget(limit: number): RequestBudget {
    return {
      take: async (host, requests = 1) => {
        const taken = this.counted.get(this.hour) ?? 0;
        if (host !== api || taken + requests > limit) {
          this.refused++;
          throw new RetryLaterError(
            'Used up',
            new Date((this.hour + 1) * hourMs + this.random() * 2 * minuteMs),
          );
        }
        this.counted.set(this.hour, taken + requests);
      },
    };
  }

  /** One collector looks at one repository. Returns what it heard. */
  async look(
    repository: number,
    collector: number,
    budget: RequestBudget,
  ): Promise<EntityFilesListing> {
    const known = this.known[repository];
    const listing = await this.files.list({
      entity: this.#entities[repository],
      globs: ['*.md', 'docs/**'],
      knownRevision: known[collector],
      budget,
    });
    if (!listing) {
      throw new Error('Nothing may be read');
    }
    if (!listing.unchanged) {
      if (collector === 0) {
        await budget.take(api);
        this.#make(1);
      }
      known[collector] = listing.revision ?? undefined;
    }
    return listing;
  }

  async lookByAll(
    repository: number,
    budget: RequestBudget,
  ): Promise<EntityFilesListing[]> {
    const listings = await Promise.all(
      Array.from({ length: collectors }, (_, collector) =>
        this.look(repository, collector, budget),
      ),
    );
    const waited = this.now - this.lookedAt[repository];
    this.longestWait = Math.max(this.longestWait, waited);
    this.lookedAt[repository] = this.now;
    return listings;
  }

  #make(requests: number) {
    this.made.set(this.hour, (this.made.get(this.hour) ?? 0) + requests);
  }

  #reader(): UrlReaderService {
    const unused = async (): Promise<never> => {
      throw new Error('Not asked for');
    };
    return {
      readUrl: unused,
      search: unused,
      readTree: async (url, options) => {
        const repository = Number(/service-(\d+)\//.exec(url)?.[1]);
        const revision = this.revisionOf(repository);
        this.#make(1);
        if (options?.etag === revision) {
          throw new NotModifiedError();
        }
        this.#make(1);
        this.downloads++;
        return {
          etag: revision,
          archive: unused,
          dir: unused,
          files: async () => [
            { path: 'README.md', content: async () => Buffer.from('# It') },
          ],
        };
      },
    };
  }
}

interface Push {
  /** When it is to be seen to; later than when it was made, if it was put off. */
  at: number;
  madeAt: number;
  repository: number;
  /** Does an event tell of it? */
  told: boolean;
}

/** The changes of one day, by time. */
function pushesOf(day: number, random: () => number): Push[] {
  return Array.from({ length: repositories / 10 }, (): Push => {
    const at = start + day * dayMs + (8 + random() * 10) * hourMs;
    const repository = Math.floor(random() * repositories);
    return { at, madeAt: at, repository, told: random() < 0.5 };
  }).sort((a, b) => a.at - b.at);
}

/** Goes through all repositories, a batch at a time, and pauses where it is told to. */
class Run {
  #cursor = 0;
  #pausedUntil = 0;

  constructor(
    private readonly simulation: Simulation,
    private readonly budget: RequestBudget,
  ) {}

  get ended() {
    return this.#cursor === repositories;
  }

  async step(): Promise<void> {
    const { simulation, budget } = this;
    if (this.ended || simulation.now < this.#pausedUntil) {
      return;
    }
    const size = Math.min(batchSize, repositories - this.#cursor);
    const first = this.#cursor;
    const looks = await Promise.all(
      Array.from({ length: size }, (_, i) =>
        simulation.lookByAll(first + i, budget).catch(toRetryTime),
      ),
    );
    const deferred = looks.findIndex(it => typeof it === 'number');
    if (deferred < 0) {
      this.#cursor += size;
    } else {
      this.#cursor += deferred;
      this.#pausedUntil = Number(looks[deferred]);
    }
  }
}

/** When to try again; throws what is no RetryLaterError. */
function toRetryTime(error: unknown): number {
  if (error instanceof RetryLaterError) {
    return error.retryAt.getTime();
  }
  throw error;
}

describe('20,000 repositories and 5,000 requests an hour', () => {
  it('are all looked at within a day, with room for pushes and people at any time', async () => {
    const simulation = new Simulation();
    const { random } = simulation;
    const scheduled = simulation.budget(scheduledPerHour);
    const onDemand = simulation.budget(perHour);
    const ended: number[] = [];
    const downloads: number[] = [];
    const pushDelays: number[] = [];
    const wronglySeen: number[] = [];
    let demands = 0;

    const seeTo = async (push: Push): Promise<Push[]> => {
      const { repository, madeAt, told, at } = push;
      if (at === madeAt) {
        simulation.commits[repository]++;
      }
      if (!told) {
        return [];
      }
      const url = `https://github.com/acme/service-${repository}`;
      simulation.files.outdate([url]);
      const seen = await simulation
        .lookByAll(repository, scheduled)
        .catch(toRetryTime);
      if (typeof seen === 'number') {
        return [{ ...push, at: seen }];
      }
      const revision = simulation.revisionOf(repository);
      if (seen.some(it => it.revision !== revision)) {
        wronglySeen.push(repository);
      }
      pushDelays.push(simulation.now - madeAt);
      return [];
    };

    for (const day of [0, 1]) {
      simulation.restart();
      const midnight = start + day * dayMs;
      let pushes = pushesOf(day, random);
      const run = new Run(simulation, scheduled);
      simulation.now = midnight;
      while (simulation.now < midnight + dayMs) {
        const due = pushes.filter(it => it.at <= simulation.now);
        pushes = pushes.filter(it => it.at > simulation.now);
        for (const push of due) {
          pushes.push(...(await seeTo(push)));
        }
        if (random() < 0.05) {
          // Throws, and fails the test, if there is no room for it.
          const repository = Math.floor(random() * repositories);
          await simulation.lookByAll(repository, onDemand);
          demands++;
        }
        if (!run.ended) {
          await run.step();
          if (run.ended) {
            ended.push(simulation.now - midnight);
            downloads.push(simulation.downloads);
          }
        }
        // A batch takes between 10 and 30 seconds.
        simulation.now += 10_000 + random() * 20_000;
      }
    }

    // By 4,000 an hour: 20,000 × (2 + 1 for a date) on the first day, then 20,000 × 2 and the changes.
    expect(ended.map(ms => Math.ceil(ms / hourMs))).toEqual([16, 11]);
    // From one look at a repository to the next: a day, and the batch in which it is.
    expect(simulation.longestWait).toBeLessThan(dayMs + minuteMs);
    // A tree for each repository at first, and then one for each change, at most.
    expect(downloads[0]).toBeGreaterThanOrEqual(repositories);
    expect(simulation.downloads).toBeLessThanOrEqual(
      repositories + 2 * (repositories / 10),
    );
    expect(Math.max(...simulation.counted.values())).toBeLessThanOrEqual(
      perHour,
    );
    const overdrawn = [...simulation.made].filter(
      ([hour, made]) => made > (simulation.counted.get(hour) ?? 0),
    );
    expect(overdrawn).toEqual([]);
    expect(wronglySeen).toEqual([]);
    // Pushes wait for the next hour at most, and only while the run uses up the part of the schedule.
    expect(pushDelays.length).toBeGreaterThan(1_800);
    expect(Math.max(...pushDelays)).toBeLessThan(hourMs + 5 * minuteMs);
    expect(demands).toBeGreaterThan(300);
    expect(simulation.refused).toBeGreaterThan(0);
  }, 120_000);
});
