/**
 * The business calendar, from the pipeline to what is explained.
 */
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  BusinessCalendar,
  defaultBusinessCalendar,
  readScorecards,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import { applyMigrations } from '../database/initializeDatabase';
import { syncCollectorRuns } from '../database/operations/collectors';
import { unpackResults } from '../database/operations/results';
import { TinyInstallation } from './__testUtils__/TinyInstallation';
import { calendarDigest } from './calendarDigest';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const document = `
apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata: { name: real, title: Real, description: For tests. }
spec:
  target: { kind: Component }
  graceDays: 0
  levels: [{ level: 1, name: Running, description: It runs. }]
  checks:
    - id: answered
      title: Answered
      question: Was it answered within two working days?
      rationale: Because.
      area: incidents
      level: 1
      gate: true
      effort: 1
      condition: businessDaysSince(facts.a.asked) <= 2
      messages: { pass: It was., fail: It was not. }
      lookedFor: Something.
      remediation: { text: Do it. }
`;
const inTokyo: BusinessCalendar = {
  timeZone: 'Asia/Tokyo',
  workingDays: [1, 2, 3, 4, 5],
  holidays: ['2026-11-23'],
};

describe.each(databases.eachSupportedId())(
  'the pipeline with a calendar, %s',
  id => {
    let knex: Knex;
    let tiny: TinyInstallation;

    beforeAll(async () => {
      knex = await databases.init(id);
      await applyMigrations(knex);
    });
    afterAll(() => knex.destroy());
    beforeEach(async () => {
      tiny = new TinyInstallation(knex);
      await tiny.clear();
      const { scorecards } = readScorecards(
        [{ source: 'real.yaml', text: document }],
        { builtIn: [], facts: null },
      );
      await tiny.publish(1, scorecards[0]);
      await tiny.putEntity({ id: 1 });
      // A Thursday.
      await tiny.putFacts('a', [1], { asked: '2026-11-19' });
    });

    const outcome = async () => {
      const row = await knex('results').where({ entity_id: 1 }).first();
      return unpackResults(row.packed)[0].outcome;
    };
    const drain = async (now: string, calendar?: BusinessCalendar) => {
      tiny.now = Date.parse(now);
      await tiny.pipeline({ calendar }).drain();
      return await outcome();
    };
    const nextAt = async () =>
      new Date(
        Number((await knex('scores').where({ entity_id: 1 }).first()).next_at),
      ).toISOString();

    it('flips by the clock when the working days are over, and not before', async () => {
      expect(await drain('2026-11-21T08:30:00Z')).toBe('pass');
      expect(await nextAt()).toBe('2026-11-24T00:00:00.000Z');
      expect(await drain('2026-11-23T23:59:00Z')).toBe('pass');
      expect(await drain('2026-11-24T00:00:00Z')).toBe('fail');
    });

    it('counts in the time zone of the calendar, without its holidays', async () => {
      expect(await drain('2026-11-21T08:30:00Z', inTokyo)).toBe('pass');
      // Wednesday begins in Tokyo.
      expect(await nextAt()).toBe('2026-11-24T15:00:00.000Z');
      expect(await drain('2026-11-24T14:59:00Z', inTokyo)).toBe('pass');
      expect(await drain('2026-11-24T15:00:00Z', inTokyo)).toBe('fail');
    });

    it('evaluates anew after the calendar changed, and says that the standard did', async () => {
      expect(await drain('2026-11-24T08:00:00Z')).toBe('fail');
      await tiny.markAll();
      expect(await drain('2026-11-24T08:00:00Z', inTokyo)).toBe('pass');
      const [transition] = await knex('transitions');
      expect(transition).toMatchObject({
        from_outcome: 'fail',
        to_outcome: 'pass',
        cause: 'standard',
      });
    });

    it('writes nothing where the calendar is the same in other words', async () => {
      await drain('2026-11-24T08:00:00Z', inTokyo);
      const before = await tiny.state();
      await tiny.markAll();
      await drain('2026-11-24T08:00:00Z', {
        ...inTokyo,
        workingDays: [5, 4, 3, 2, 1],
        holidays: ['2026-11-23', '2026-11-23'],
      });
      expect(await tiny.state()).toEqual(before);
    });

    it('tells at a start that a signature is another one', async () => {
      const sync = (signature: string) =>
        syncCollectorRuns(knex, { collectors: [{ id: 'catalog', signature }] });
      expect(await sync('')).toEqual({ changed: true, renewed: [] });
      expect(await sync('')).toEqual({ changed: false, renewed: [] });
      const digest = calendarDigest(inTokyo);
      expect(digest).toHaveLength(64);
      expect(await sync(digest)).toEqual({
        changed: false,
        renewed: ['catalog'],
      });
      expect(await sync(digest)).toEqual({ changed: false, renewed: [] });
    });
  },
);

describe('calendarDigest', () => {
  it('is empty for the default calendar, however it is written', () => {
    expect(calendarDigest(defaultBusinessCalendar)).toBe('');
    expect(
      calendarDigest({
        timeZone: 'UTC',
        workingDays: [5, 1, 2, 3, 4],
        holidays: [],
      }),
    ).toBe('');
  });

  it.each([
    { timeZone: 'Europe/Berlin' },
    { workingDays: [1, 2, 3, 4] },
    { holidays: ['2026-12-25'] },
  ])('tells %j', change => {
    expect(calendarDigest({ ...defaultBusinessCalendar, ...change })).not.toBe(
      '',
    );
  });
});
