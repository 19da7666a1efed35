/** What {@link RunWorld} does, and what it holds. */
import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { syncCollectorRuns } from '../../../database/operations/collectors';
import { removeEntities } from '../../../database/operations/entities';
import { collectorSignature } from '../../registerCollectors';
import {
  registered,
  RunInstallation,
  SayingCollector,
} from './RunInstallation';

const minute = 60_000;
/** Of all entities that there may be. */
export const names = Array.from(
  { length: 240 },
  (_, index) => `e${1_000 + index}`,
);
const mostPasses = 40;

/** What may come between. */
export type Step =
  | { kind: 'pass'; minutes: number }
  | { kind: 'killed'; minutes: number; batch: number }
  | { kind: 'stolen'; minutes: number; batch: number }
  | { kind: 'source'; mood: 'well' | 'throws' | 'busy' | 'waits' }
  | { kind: 'forget' | 'know' | 'busy' | 'idle'; from: number; count: number }
  | { kind: 'add' | 'remove' | 'move' | 'refresh'; from: number; count: number }
  | { kind: 'version' }
  | { kind: 'aside'; from: number; count: number };

/** The source and the catalog as they are, and what may have become of facts. */
class Model {
  readonly live = new Set<string>(names.slice(0, 210));
  readonly forgotten = new Set<string>();
  readonly busy = new Set<string>();
  mood: 'well' | 'throws' | 'busy' | 'waits' = 'well';
  version = 1;
  moves = 0;
  /** Entities of which the source has said that it knows nothing, or that were removed. */
  readonly mayGo = new Set<string>();
  readonly observed = new Map<string, number>();

  choose({ from, count }: { from: number; count: number }): string[] {
    return names.slice(from, from + count);
  }
}

/** An installation, and what should be true of it. */
export class RunWorld {
  readonly model = new Model();
  readonly installation: RunInstallation;
  collector = new SayingCollector('docs');

  constructor(private readonly knex: Knex) {
    this.installation = new RunInstallation(knex, mockServices.logger.mock());
  }

  async begin(): Promise<void> {
    await this.knex('entities').delete();
    await this.knex('facts').delete();
    await this.knex('problems').delete();
    await this.knex('collector_runs').delete();
    await this.put([...this.model.live]);
    this.collector = this.make();
    await this.sync();
  }

  make(): SayingCollector {
    const { model, installation } = this;
    const collector = new SayingCollector('docs', {
      version: String(model.version),
    });
    const until = () => new Date(installation.now + 20 * minute);
    collector.before = () => {
      if (model.mood === 'throws') {
        throw new Error('the source is down');
      }
      if (model.mood === 'waits') {
        throw Object.assign(new Error('later'), {
          name: 'RetryLaterError',
          retryAt: until(),
        });
      }
    };
    collector.say = (name, { revision }) => {
      if (model.mood === 'busy' || model.busy.has(name)) {
        return { status: 'deferred', until: until() };
      }
      if (model.forgotten.has(name)) {
        model.mayGo.add(name);
        return { status: 'absent' };
      }
      return revision
        ? { status: 'unchanged' }
        : { status: 'observed', data: { name }, revision: 'one' };
    };
    return collector;
  }

  async put(chosen: readonly string[]): Promise<void> {
    await this.installation.putEntities(
      Object.fromEntries(
        chosen.map((name, index) => [
          name,
          `https://git.example/${this.model.moves}/${index % 9}`,
        ]),
      ),
    );
    await this.knex('entities').whereIn('name', chosen).update({
      removed_at: null,
    });
  }

  async sync(): Promise<void> {
    await this.knex.transaction(trx =>
      syncCollectorRuns(trx, {
        collectors: [
          {
            id: 'docs',
            signature: collectorSignature(registered(this.collector)),
          },
        ],
        at: this.installation.clock.now(),
      }),
    );
  }

  async ids(chosen: readonly string[]): Promise<number[]> {
    return await this.knex('entities')
      .whereNull('removed_at')
      .whereIn('name', chosen)
      .orderBy('id')
      .pluck('id');
  }

  async pass(atBatch?: (batch: number) => Promise<void> | void) {
    const { collector } = this;
    const { before } = collector;
    let number = 0;
    collector.before = async them => {
      number += 1;
      await atBatch?.(number);
      await before(them);
    };
    try {
      await this.installation
        .replica([collector])
        .runAll('docs', { signal: this.signal.signal, force: false });
    } finally {
      collector.before = before;
    }
  }

  signal = new AbortController();

  async take(next: Step): Promise<void> {
    const { model, installation, knex } = this;
    switch (next.kind) {
      case 'pass':
        installation.now += next.minutes * minute;
        await this.pass();
        break;
      case 'killed':
        installation.now += next.minutes * minute;
        this.signal = new AbortController();
        await this.pass(number => {
          if (number === next.batch) {
            this.signal.abort(new Error('killed'));
          }
        }).catch(() => {});
        this.signal = new AbortController();
        break;
      case 'stolen':
        installation.now += next.minutes * minute;
        await this.pass(async number => {
          if (number === next.batch) {
            installation.now += 5 * minute;
            await installation
              .replica([this.make()])
              .runAll('docs', { signal: this.signal.signal, force: false });
          }
        }).catch(() => {});
        break;
      case 'source':
        model.mood = next.mood;
        break;
      case 'version':
        model.version += 1;
        this.collector = this.make();
        await this.sync();
        break;
      case 'refresh':
      case 'aside': {
        const ids = await this.ids(model.choose(next));
        const replica = installation.replica([this.collector]);
        installation.now += 1_000;
        if (!ids.length) {
          break;
        }
        if (next.kind === 'aside') {
          await replica.runAside('docs', ids, { signal: this.signal.signal });
        } else {
          await replica.observe(ids, {
            collectors: ['docs'],
            signal: this.signal.signal,
            purpose: 'demand',
          });
        }
        break;
      }
      case 'add':
        await this.put(model.choose(next));
        model.choose(next).forEach(name => model.live.add(name));
        break;
      case 'move':
        model.moves += 1;
        await this.put(model.choose(next).filter(it => model.live.has(it)));
        break;
      case 'remove':
        await removeEntities(knex, {
          entityIds: await this.ids(model.choose(next)),
          at: installation.clock.now(),
        });
        model.choose(next).forEach(name => {
          model.live.delete(name);
          model.mayGo.add(name);
        });
        break;
      default: {
        const set =
          next.kind === 'forget' || next.kind === 'know'
            ? model.forgotten
            : model.busy;
        const isAdded = next.kind === 'forget' || next.kind === 'busy';
        model
          .choose(next)
          .forEach(name => (isAdded ? set.add(name) : set.delete(name)));
      }
    }
  }

  /** Where something was lost, goes back in time, or is no answer of the source; to be empty. */
  async violations(): Promise<string[]> {
    const { model } = this;
    const facts = await this.installation.facts('docs');
    const lost = [...model.observed.keys()].filter(
      name => !facts.has(name) && !model.mayGo.has(name),
    );
    const wrong = [...facts].flatMap(([name, { data, observed_at: time }]) => {
      const known = model.mayGo.has(name) ? 0 : model.observed.get(name) ?? 0;
      return [
        data === JSON.stringify({ name }) ? [] : `data of ${name}`,
        Number(time) >= known ? [] : `time of ${name}`,
        model.live.has(name) ? [] : `${name} is no entity`,
      ].flat();
    });
    model.observed.clear();
    for (const [name, { observed_at: time }] of facts) {
      model.observed.set(name, Number(time));
      if (!model.forgotten.has(name)) {
        model.mayGo.delete(name);
      }
    }
    return [...lost.map(name => `${name} is lost`), ...wrong];
  }

  /**
   * All is well from now on: runs until a run that began since is complete.
   *
   * @returns what is not as it should be then; to be empty
   */
  async settle(): Promise<string[]> {
    const { model, installation } = this;
    model.mood = 'well';
    model.busy.clear();
    const from = installation.now;
    const isDone = async () => {
      const { status, run_started_at: startedAt } = await installation.state(
        'docs',
      );
      return status === 'succeeded' && Number(startedAt) > from;
    };
    const wrong: string[] = [];
    for (let pass = 0; !(await isDone()); pass += 1) {
      if (pass === mostPasses) {
        return [...wrong, `no run was complete after ${mostPasses} passes`];
      }
      const { next_at: nextAt } = await installation.state('docs');
      installation.now = Math.max(installation.now + 1, Number(nextAt));
      this.collector.seen();
      await this.pass();
      wrong.push(...(await this.violations()));
    }
    return [...wrong, ...(await this.#unsettled())];
  }

  async #unsettled(): Promise<string[]> {
    const { model, installation, knex } = this;
    const live = [...model.live].sort();
    const facts = await installation.facts('docs');
    const { run_started_at: startedAt, cursor } = await installation.state(
      'docs',
    );
    const known = live.filter(name => !model.forgotten.has(name));
    const problems: string[] = await knex('problems').pluck('message');
    return [
      this.collector.seen().sort().join() === live.join()
        ? []
        : 'not each entity was looked at once',
      [...facts.keys()].sort().join() === known.join()
        ? []
        : 'not all is stored that the source knows, and nothing else',
      [...facts].flatMap(([name, { observed_at: time }]) =>
        Number(time) >= Number(startedAt) ? [] : `${name} is old`,
      ),
      cursor === null ? [] : 'a cursor is left',
      problems.map(message => `a problem is left: ${message}`),
    ].flat();
  }
}
