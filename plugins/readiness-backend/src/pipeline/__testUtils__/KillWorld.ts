import { JsonObject } from '@backstage/types';
import { dependenciesFact } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { collectorSignature } from '../../collection/registerCollectors';
import {
  registered,
  SayingCollector,
} from '../../collection/runs/__testUtils__/RunInstallation';
import { syncCollectorRuns } from '../../database/operations/collectors';
import { killTestScorecards } from './killTestScorecards';
import { collected, KillWorldChanges } from './KillWorldChanges';
import { service, team } from './killWorldEntities';
import { firstHour, TinyInstallation } from './TinyInstallation';

const hourMs = 3_600_000;
const serviceCount = 90;
const teamCount = 6;
/** How often an hour passes. */
const hourEveryMs = 3_000;
const mostHours = 20;
const outcomes = ['pass', 'pass', 'pass', 'fail', 'unknown', 'exempt'];

/** What a replica may do to the world, besides its work. */
const kinds = [
  ...['facts', 'facts', 'facts', 'forget', 'source', 'source'],
  ...['owners', 'remove', 'return', 'publish', 'team'],
] as const;

/**
 * A world that changes while those who look at it are killed: services and teams, facts that are told and
 * facts that are collected, two versions of a scorecard, and the hour. All of it stands in the database,
 * changes as well: they are written by the replicas themselves, with the code that the backend writes them
 * with, so that they are killed in the middle of it too.
 */
export class KillWorld {
  readonly tiny: TinyInstallation;
  readonly #changes: KillWorldChanges;
  readonly #startedAt: number;
  readonly #hoursLater: number;

  /**
   * @param startedAt - real time (epoch ms) that stands for the first hour; the clock goes on from there, and
   *   every few seconds by an hour, at the same time for all replicas
   * @param hoursLater - than that
   */
  constructor(readonly knex: Knex, startedAt: number, hoursLater = 0) {
    this.tiny = new TinyInstallation(knex);
    this.tiny.connected.add(dependenciesFact.collector);
    this.#startedAt = startedAt;
    this.#hoursLater = hoursLater;
    this.#changes = new KillWorldChanges(knex, this.clock);
  }

  readonly clock = {
    now: () => {
      const elapsed = Date.now() - this.#startedAt;
      const hours = Math.min(Math.floor(elapsed / hourEveryMs), mostHours);
      return new Date(
        firstHour + (hours + this.#hoursLater) * hourMs + elapsed,
      );
    },
  };

  /** Writes what is there in the beginning. The tables are those that migrations leave. */
  async create(): Promise<void> {
    const { knex, tiny } = this;
    await knex.schema.createTable('kill_world', table => {
      table.integer('steps').notNullable();
    });
    await knex('kill_world').insert({ steps: 0 });
    await knex.schema.createTable('kill_source', table => {
      table.string('name').primary();
      table.text('data').notNullable();
    });
    await tiny.clear();
    await tiny.completeStream();
    await syncCollectorRuns(knex, {
      collectors: [
        {
          id: collected,
          signature: collectorSignature(
            registered(new SayingCollector(collected)),
          ),
        },
      ],
      at: this.clock.now(),
    });
    await tiny.publish(2, killTestScorecards.after);
    await tiny.publish(1, killTestScorecards.before);
    const teams = Array.from({ length: teamCount }, (_, index) => index);
    const services = Array.from({ length: serviceCount }, (_, index) => index);
    await this.#changes.describe(
      [
        ...teams.map(index => team(index, 0)),
        ...services.map(index => service(index, index % teamCount)),
      ],
      null,
    );
    await this.#changes.rebuildTeams();
    for (const index of services) {
      await knex('kill_source').insert({
        name: `e${index}`,
        data: JSON.stringify({ two: 'pass', four: 'pass', five: 'pass' }),
      });
    }
    await this.#changes.tell(
      services.map(index => [
        `e${index}`,
        { one: 'pass', three: 'pass', six: 'pass' },
      ]),
      400,
    );
  }

  /** Learns which version is active; `tiny` stands still at the present. */
  async learn(): Promise<{ steps: number }> {
    const { steps } = await this.knex('kill_world').first();
    this.tiny.now = this.clock.now().getTime();
    const { definition_id: id } = await this.knex('active_definitions')
      .where({ kind: 'Scorecard' })
      .first();
    await this.tiny.know(
      id,
      id === 1 ? killTestScorecards.before : killTestScorecards.after,
    );
    return { steps };
  }

  /** Lets something happen. */
  async step(random: () => number): Promise<void> {
    const { knex } = this;
    const pick = <T>(from: readonly T[]) =>
      from[Math.floor(random() * from.length)];
    const some = (most: number) => [
      ...new Set(
        Array.from({ length: 1 + Math.floor(random() * most) }, () =>
          Math.floor(random() * serviceCount),
        ),
      ),
    ];
    const answers = (ids: readonly string[]): JsonObject =>
      Object.fromEntries(ids.map(id => [id, pick(outcomes)]));
    await knex('kill_world').increment('steps', 1);
    switch (pick(kinds)) {
      case 'facts':
        await this.#changes.tell(
          some(25).map(index => [
            `e${index}`,
            answers(['one', 'three', 'six']),
          ]),
          pick([2, 400, 400]),
        );
        break;
      case 'forget':
        await this.#changes.forget(some(5));
        break;
      case 'source':
        await this.#changes.changeSource(
          some(20).map(index => [
            `e${index}`,
            random() < 0.1 ? null : answers(['two', 'four', 'five']),
          ]),
        );
        break;
      case 'owners':
        await this.#changes.describe(
          some(4).map(index =>
            service(index, Math.floor(random() * teamCount)),
          ),
          this.clock.now(),
        );
        break;
      case 'remove':
        await this.#changes.remove(some(2));
        break;
      case 'return': {
        const gone = await knex('entities')
          .whereNotNull('removed_at')
          .orderBy('id')
          .pluck('name');
        await this.#changes.describe(
          gone.map(name =>
            service(Number(name.slice(1)), Math.floor(random() * teamCount)),
          ),
          this.clock.now(),
        );
        break;
      }
      case 'publish':
        await this.#changes.publish(pick([1, 2]));
        break;
      default:
        await this.#changes.describe(
          [
            team(
              1 + Math.floor(random() * (teamCount - 1)),
              Math.floor(random() * 2),
            ),
          ],
          this.clock.now(),
        );
        await this.#changes.rebuildTeams();
        break;
    }
  }

  /** What the source says of a service. */
  async sourceOf(names: readonly string[]): Promise<Map<string, JsonObject>> {
    const rows = await this.knex('kill_source').whereIn('name', [...names]);
    return new Map(rows.map(row => [row.name, JSON.parse(row.data)]));
  }
}
