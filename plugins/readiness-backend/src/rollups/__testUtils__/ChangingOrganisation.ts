import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { readinessAnnotations } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  ChangingCatalog,
  entityOf,
} from '../../collection/__fixtures__/ChangingCatalog';
import { CatalogCollector } from '../../collection/catalog';
import { readReadinessConfig } from '../../config';
import {
  endOfDay,
  readRows,
  sql,
  teamOwnerSetsAsOf,
} from '../../database/operations/reading';
import { TinyInstallation } from '../../pipeline/__testUtils__/TinyInstallation';
import { tinyScorecard } from '../../pipeline/__testUtils__/tinyScorecard';
import { rebuildGroupClosure } from '../rebuildGroupClosure';
import { writeDaySnapshots } from '../writeDaySnapshots';

const dayMs = 24 * 3_600_000;
const scorecard = 'standing';

/** A group or a service as tests describe it. */
export interface OrganisationEntity {
  /** Refs of owners; of a group its parent. */
  owners?: string[];
  /** What it says it was called before. */
  previousRef?: string;
}

/** Sums of a team at the end of a day. */
export interface TeamDay {
  passed: number;
  known: number;
  entities: number;
}

/**
 * An organisation that changes: what the catalog says goes through the real collector of the catalog and the
 * real pipeline, with a scorecard of two checks.
 */
export class ChangingOrganisation {
  readonly tiny: TinyInstallation;
  readonly #knex: Knex;
  readonly #catalog = new ChangingCatalog();
  readonly #collector: CatalogCollector;
  readonly #entities = new Map<string, OrganisationEntity>();

  constructor(knex: Knex) {
    this.#knex = knex;
    this.tiny = new TinyInstallation(knex);
    this.#collector = new CatalogCollector({
      knex,
      catalog: this.#catalog.service,
      auth: mockServices.auth(),
      config: readReadinessConfig(mockServices.rootConfig({ data: {} })),
      rebuildGroupClosure,
      deriveRelations: async () => {},
      clock: { now: () => new Date(this.tiny.now) },
      logger: mockServices.logger.mock(),
    });
  }

  /** Makes the scorecard active and reads the catalog until it is known as a whole. */
  async begin(entities: Record<string, OrganisationEntity>): Promise<void> {
    await this.tiny.publish(
      1,
      tinyScorecard({
        name: scorecard,
        contentHash: 'x',
        types: ['service'],
        checks: [
          { id: 'one', collector: 'a', area: 'ownership' },
          { id: 'two', collector: 'b', area: 'documentation' },
        ],
      }),
    );
    await this.change(entities);
    await this.change({});
  }

  /**
   * Changes the catalog, reads it, and evaluates.
   *
   * @param entities - By ref; null: not there any more.
   */
  async change(
    entities: Record<string, OrganisationEntity | null>,
  ): Promise<void> {
    for (const [ref, entity] of Object.entries(entities)) {
      if (entity) {
        this.#entities.set(ref, entity);
      } else {
        this.#entities.delete(ref);
      }
    }
    this.#catalog.entities = [...this.#entities].map(([ref, entity]) =>
      toEntity(ref, entity),
    );
    const { status } = await this.#collector.run({
      signal: new AbortController().signal,
    });
    if (status !== 'succeeded') {
      throw new Error(`The catalog was not read: ${status}`);
    }
    await this.evaluate();
  }

  /** Lets both checks of some services have an outcome. */
  async observe(outcome: string, ...refs: string[]): Promise<void> {
    const ids = await this.#knex('entities')
      .whereIn('ref', refs)
      .orderBy('id')
      .pluck('id');
    await this.tiny.putFacts('a', ids, { one: outcome });
    await this.tiny.putFacts('b', ids, { two: 'fail' });
    await this.evaluate();
  }

  /** Goes on by some days, evaluates what is due by the clock, and writes the snapshots of these days. */
  async pass(days: number): Promise<void> {
    this.tiny.now += days * dayMs;
    await this.evaluate();
    await writeDaySnapshots(this.#knex, {
      scorecards: [{ name: scorecard, definitionId: 1 }],
      at: new Date(this.tiny.now),
    });
  }

  async evaluate(): Promise<void> {
    await this.tiny.markAll();
    await this.tiny.pipeline().drain();
  }

  /** The present day. */
  today(): string {
    return new Date(this.tiny.now).toISOString().slice(0, 10);
  }

  /** Sums of a team at the end of a day, made of all that moved until then. */
  async teamOn(team: string, day: string): Promise<TeamDay> {
    const [row] = await readRows<Record<keyof TeamDay, unknown>>(
      this.#knex,
      sql`select sum(m.passed) as passed, sum(m.known) as known,
          sum(m.entities) as entities
        from movements m
        where m.scorecard = ${scorecard} and m.area = '' and m.day <= ${day}
          and m.owner_set_id in (select t.owner_set_id from (
            ${teamOwnerSetsAsOf({ team, at: endOfDay(day) })}) t)`,
    );
    return {
      passed: Number(row.passed ?? 0),
      known: Number(row.known ?? 0),
      entities: Number(row.entities ?? 0),
    };
  }

  /** The same of the snapshot of that day. */
  async snapshotOn(team: string, day: string): Promise<TeamDay> {
    const [row] = await readRows<Record<keyof TeamDay, unknown>>(
      this.#knex,
      sql`select r.passed, r.known, r.entities from rollup_days r
        where r.scorecard = ${scorecard} and r.item = '' and r.scope = 'team'
          and r.scope_ref = ${team} and r.day <= ${day}
          and (r.until_day is null or r.until_day > ${day})`,
    );
    return {
      passed: Number(row?.passed ?? 0),
      known: Number(row?.known ?? 0),
      entities: Number(row?.entities ?? 0),
    };
  }

  /** Where each entity stood at the end of a day, and whose it was: key, owner set, passed weight. */
  async entitiesOn(day: string): Promise<number[][]> {
    const rows = await readRows<Record<string, unknown>>(
      this.#knex,
      sql`select d.entity_id, d.owner_set_id, d.passed from score_days d
        where d.scorecard = ${scorecard} and d.day <= ${day}
          and (d.until_day is null or d.until_day > ${day})
        order by d.entity_id`,
    );
    return rows.map(row => Object.values(row).map(Number));
  }

  /** The days from the first one to yesterday. */
  daysSince(first: string): string[] {
    const days: string[] = [];
    const end = Date.parse(this.today());
    for (let time = Date.parse(first); time < end; time += dayMs) {
      days.push(new Date(time).toISOString().slice(0, 10));
    }
    return days;
  }

  /** What moved the owner sets that are a team's today, by part. */
  async partsOf(team: string): Promise<Record<string, number>> {
    const rows = await readRows<{ part: string; passed: unknown }>(
      this.#knex,
      sql`select m.part, sum(m.passed) as passed from movements m
        where m.scorecard = ${scorecard} and m.area = '' and m.owner_set_id in (
          select t.owner_set_id from (${teamOwnerSetsAsOf({
            team,
            at: new Date(this.tiny.now),
          })}) t)
        group by m.part order by m.part`,
    );
    return Object.fromEntries(
      rows.flatMap(row =>
        Number(row.passed) ? [[row.part, Number(row.passed)]] : [],
      ),
    );
  }
}

function toEntity(
  ref: string,
  { owners = [], previousRef }: OrganisationEntity,
): Entity {
  const isGroup = ref.startsWith('group:');
  return entityOf(ref, {
    annotations: previousRef
      ? { [readinessAnnotations.previousRef]: previousRef }
      : {},
    spec: { type: isGroup ? 'team' : 'service' },
    relations: isGroup ? { childOf: owners } : { ownedBy: owners },
  });
}
