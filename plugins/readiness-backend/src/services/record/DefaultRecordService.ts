import { InputError, NotFoundError } from '@backstage/errors';
import {
  DeliveryHistory,
  EntityName,
  ImpactBrief,
  TrackRecordEntryKind,
  TrackRecordPage,
  TrackRecordQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { DeliveryRecord } from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import {
  readBriefCounts,
  readBriefFacts,
  readDeliveryRecords,
  readRecordSummary,
  readScheduleAnswers,
  readTrackRecord,
  RecordFilter,
  RecordSelection,
} from '../../database/operations/record';
import { readVisibleEntity } from '../../database/operations/reading';
import { ReadingScope } from '../../permissions';
import { toEntityRef } from '../reading/entityRefs';
import { PageCursor } from '../reading/PageCursor';
import {
  findScorecard,
  ReadableScorecards,
} from '../reading/ReadableScorecards';
import { readDay } from '../reading/readDay';
import { toBriefSpans } from './BriefSpans';
import {
  toDeliveryHistory,
  trimRecord,
  weekdayHistory,
} from './deliveryHistory';
import { toImpactBrief } from './impactBrief';
import { Quarter } from './Quarter';
import { TimeSlices } from './TimeSlices';
import { toTrackRecordEntry } from './toTrackRecordEntry';

const defaultLimit = 50;
const defaultDays = 200;
const dayMs = 86_400_000;
/** Deployments, changes and incidents that are held in memory for one answer: some 200 MB. */
const mostSamples = 500_000;

/** All kinds but single deployments that succeeded. */
const defaultKinds: readonly TrackRecordEntryKind[] = [
  'deployment-failed',
  'incident',
  'postmortem',
  'adr',
  'impact',
  'review',
  'slo-review',
  'release-freeze',
  'game-day',
  'rollback-drill',
  'restore-drill',
  'level-change',
];

/**
 * Records as one reader may see them. A page takes three statements, the delivery history four and a brief four;
 * one more for each 500 entities beyond the first ones.
 */
export class DefaultRecordService {
  readonly #knex: Knex;
  readonly #scorecards: ReadableScorecards;
  readonly #clock: { now(): Date };
  readonly #timeZone: string;
  readonly #mostSamples: number;

  /**
   * @param options.timeZone - IANA name of the zone in which days, weekdays and quarters are counted
   * @param options.mostSamples - deployments, changes and incidents that are counted together; default: 500,000
   */
  constructor(options: {
    knex: Knex;
    scorecards: ReadableScorecards;
    clock: { now(): Date };
    timeZone: string;
    mostSamples?: number;
  }) {
    this.#knex = options.knex;
    this.#scorecards = options.scorecards;
    this.#clock = options.clock;
    this.#timeZone = options.timeZone;
    this.#mostSamples = options.mostSamples ?? mostSamples;
  }

  /** @see RecordService.getTrackRecord */
  async getTrackRecord(
    name: EntityName,
    query: TrackRecordQuery,
    scope: ReadingScope,
  ): Promise<TrackRecordPage> {
    const range = readRange(query);
    const kinds = query.entry?.length
      ? [...new Set(query.entry)]
      : defaultKinds;
    const ref = toEntityRef(name);
    const cursor = new PageCursor(['number', 'string'], {
      ref,
      kinds,
      ...range,
    });
    const after = cursor.decode(query.cursor);
    const scorecards = this.#scorecards.list(scope);
    const filter: RecordFilter = {
      ...(await this.#select(ref, scope)),
      scorecards: scorecards.map(scorecard => scorecard.ref.id),
      range,
    };
    const limit = query.limit ?? defaultLimit;
    const [rows, summary] = await Promise.all([
      // One more than is shown tells whether there is another page.
      readTrackRecord(this.#knex, {
        ...filter,
        kinds,
        after,
        limit: limit + 1,
      }),
      readRecordSummary(this.#knex, filter),
    ]);
    const page = rows.slice(0, limit);
    const last = page[page.length - 1];
    return {
      items: page.map(row => toTrackRecordEntry(row, scorecards)),
      since: summary.since,
      counts: summary.counts.map(({ kind, count }) => ({
        kind: kind as TrackRecordEntryKind,
        count,
      })),
      hidden: summary.hidden,
      nextCursor:
        rows.length > limit ? cursor.encode([Number(last.at), last.key]) : null,
    };
  }

  /** @see RecordService.getDelivery */
  async getDelivery(
    name: EntityName,
    query: { days?: number },
    scope: ReadingScope,
  ): Promise<DeliveryHistory> {
    const ref = toEntityRef(name);
    const selection = await this.#select(ref, scope);
    const days = query.days ?? defaultDays;
    const now = this.#clock.now();
    const records = await this.#readDeliveries(
      selection,
      now.getTime() - (days + weekdayHistory + 2) * dayMs,
    );
    if (!records) {
      throw new InputError(
        `${ref} owns services with more deployments and changes than can be counted together; ask for its child groups`,
      );
    }
    const { answers, hidden } = await readScheduleAnswers(
      this.#knex,
      selection,
    );
    const history = await new TimeSlices().run(
      toDeliveryHistory(records, { days, timeZone: this.#timeZone, now }),
    );
    return {
      ...history,
      answers: answers.map(row => toTrackRecordEntry(row, [])),
      hidden,
    };
  }

  /** @see RecordService.getImpactBrief */
  async getImpactBrief(
    name: EntityName,
    query: { quarter?: string },
    scope: ReadingScope,
  ): Promise<ImpactBrief> {
    const now = this.#clock.now();
    const quarter = Quarter.read(query.quarter, {
      timeZone: this.#timeZone,
      now,
    });
    const selection = await this.#select(toEntityRef(name), scope);
    const scorecards = this.#scorecards.list(scope);
    const scorecard = findScorecard(scorecards, undefined);
    const spans = toBriefSpans(quarter, { timeZone: this.#timeZone, now });
    const { before, after } = spans;
    const records = await this.#readDeliveries(selection, before.moments.from);
    const isGroup = selection.subject.kind === 'group';
    const seesAll = scope.visibility.kind === 'all';
    const [counts, facts] = await Promise.all([
      readBriefCounts(this.#knex, {
        ...selection,
        before,
        after,
        scorecards: scorecards.map(({ ref }) => ref.id),
        snapshots: isGroup && seesAll ? scorecard.ref.id : null,
      }),
      readBriefFacts(this.#knex, {
        ...selection,
        quarter: { from: after.from, to: after.to },
        both: {
          from: before.from,
          to: after.to,
          moments: { from: before.moments.from, to: after.moments.to },
        },
        scorecard: scorecard.ref.id,
      }),
    ]);
    return new TimeSlices().run(
      toImpactBrief({
        subject: selection.subject,
        quarter,
        spans,
        scorecard,
        records: records ?? [],
        isTooMuch: records === null,
        counts,
        facts,
        seesAll,
        now,
      }),
    );
  }

  async #select(
    ref: string,
    { visibility }: ReadingScope,
  ): Promise<
    RecordSelection & {
      subject: RecordSelection['subject'] & { title: string | null };
    }
  > {
    const subject = await readVisibleEntity(this.#knex, { ref, visibility });
    if (!subject) {
      throw new NotFoundError('There is no such entity');
    }
    return { subject, visibility };
  }

  /** Null: there is more than may be counted together. */
  async #readDeliveries(
    selection: RecordSelection,
    from: number,
  ): Promise<DeliveryRecord[] | null> {
    const records: DeliveryRecord[] = [];
    const slices = new TimeSlices();
    let samples = 0;
    for await (const record of readDeliveryRecords(this.#knex, selection)) {
      const trimmed = trimRecord(record, from);
      samples += sizeOf(trimmed);
      if (samples > this.#mostSamples) {
        return null;
      }
      records.push(trimmed);
      await slices.pause();
    }
    return records;
  }
}

function sizeOf({ deployments, changes, incidents }: DeliveryRecord): number {
  return deployments.length + changes.length + incidents.length;
}

/** @throws InputError for a text that is no day, and for days in the wrong order */
function readRange({ from, to }: TrackRecordQuery): {
  from: string | undefined;
  to: string | undefined;
} {
  const range = {
    from: from === undefined ? undefined : readDay('from', from),
    to: to === undefined ? undefined : readDay('to', to),
  };
  if (range.from && range.to && range.from > range.to) {
    throw new InputError('from must not be later than to');
  }
  return range;
}
