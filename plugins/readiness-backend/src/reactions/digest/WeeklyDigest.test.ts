import { mockServices } from '@backstage/backend-test-utils';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../../database/initializeDatabase';
import { createTestServices } from '../../services/__testUtils__/createTestServices';
import {
  groupRef,
  Organisation,
  TestEntity,
} from '../../services/__testUtils__/Organisation';
import { Notifications } from '../notifications/sendNotification';
import { ReactionDeliveries } from '../ReactionDeliveries';
import { ScorecardWords } from '../ScorecardWords';
import { planWeeklyDigests } from './planWeeklyDigests';
import { WeeklyDigest } from './WeeklyDigest';
import { weekInstant } from './weekInstant';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const dayMs = 86_400_000;
const complete = ['impact', 'diagnosis', 'mitigation', 'escalation'];

const service = (
  name: string,
  owner: string,
  runbookSections: string[] | null,
): TestEntity => ({
  name,
  tier: 3,
  owners: [groupRef(owner)],
  readmeWords: 500,
  runbookSections,
  slo: 'complete',
});

describe('weekInstant', () => {
  const at = (now: string, weekday: number, hour: number, timeZone = 'UTC') =>
    weekInstant(new Date(now), { weekday, hour, timeZone }).toISOString();

  it('is the latest one that has come', () => {
    // A Sunday.
    expect(at('2026-11-29T12:00:00Z', 7, 9)).toBe('2026-11-29T09:00:00.000Z');
    expect(at('2026-11-29T08:59:59Z', 7, 9)).toBe('2026-11-22T09:00:00.000Z');
    expect(at('2026-11-29T12:00:00Z', 1, 9)).toBe('2026-11-23T09:00:00.000Z');
    expect(at('2026-11-30T09:00:00Z', 1, 9)).toBe('2026-11-30T09:00:00.000Z');
  });

  it('follows the days of a time zone', () => {
    expect(at('2026-11-29T23:30:00Z', 1, 0, 'Europe/Berlin')).toBe(
      '2026-11-29T23:00:00.000Z',
    );
    expect(at('2026-07-06T08:00:00Z', 1, 9, 'Europe/Berlin')).toBe(
      '2026-07-06T07:00:00.000Z',
    );
  });
});

describe.each(databases.eachSupportedId())('WeeklyDigest, %s', id => {
  let knex: Knex;
  let organisation: Organisation;
  let now: Date;
  let sent: NotificationSendOptions[];
  const logger = mockServices.logger.mock();

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
    organisation = new Organisation(knex);
  });
  beforeEach(async () => {
    await organisation.clear();
    sent = [];
    await organisation.write(
      [{ name: 'open' }, { name: 'done' }, { name: 'idle' }],
      [
        service('a', 'open', null),
        service('b', 'open', complete),
        { name: 'c', owners: [groupRef('done')], lifecycle: 'deprecated' },
      ],
    );
    now = new Date(organisation.now);
  });
  afterAll(() => knex.destroy());

  /** One replica; `fails` says for whom the service of notifications is away. */
  function replica(fails: (ref: string) => boolean = () => false) {
    const services = createTestServices(organisation);
    const words = new ScorecardWords(() => organisation.definitions.current());
    const notifications = new Notifications({
      logger,
      notifications: {
        send: async options => {
          const { recipients } = options;
          const ref = recipients.type === 'entity' ? recipients.entityRef : '';
          if (fails(String(ref))) {
            throw new Error('Request failed with status 503');
          }
          sent.push(options);
        },
      },
    });
    const config = { weekday: 1, hour: 0 };
    return new ReactionDeliveries({
      knex,
      clock: { now: () => now },
      logger,
      maximumAgeMs: 7 * dayMs,
      plan: planWeeklyDigests({
        knex,
        config,
        timeZone: 'UTC',
        maximumAgeMs: 7 * dayMs,
        logger,
      }),
      reactions: [
        new WeeklyDigest({
          sources: {
            getTeam: (...args) => services.teams.getTeam(...args),
            getMovement: (...args) => services.history.getMovement(...args),
          },
          words,
          notifications,
          auth: mockServices.auth(),
        }),
      ],
    });
  }
  const recipients = () =>
    sent.map(({ recipients: to }) => to.type === 'entity' && to.entityRef);

  it('tells a team how it stands and what is next, and one with nothing to tell nothing', async () => {
    await replica().drain();
    expect(recipients()).toContain(groupRef('open'));
    expect(recipients()).not.toContain(groupRef('idle'));
    const open = sent.find(
      ({ recipients: to }) =>
        to.type === 'entity' && to.entityRef === groupRef('open'),
    );
    expect(open?.payload).toMatchObject({
      topic: 'readiness.weekly-digest',
      link: '/readiness/teams/default/open',
    });
    expect(open?.payload.title).toMatch(
      /^Readiness of the week: \d of 2 services on target$/,
    );
    expect(open?.payload.description).toMatch(
      /: \d of 2 services on target, adoption [\d.]+ %/,
    );
    expect(open?.payload.description).toMatch(/\nNext: .+ \(\d services?/);
  });

  it('goes out once a week, though several replicas work, one is away for a while, and one is killed', async () => {
    // It plans, tells one team, and the service is away for the other one.
    await replica(ref => ref === groupRef('open')).drain();
    const first = recipients();
    expect(first).not.toContain(groupRef('open'));
    now = new Date(now.getTime() + 60_000);
    await Promise.all([1, 2, 3].map(() => replica().drain()));
    now = new Date(now.getTime() + 60_000);
    await replica().drain();
    expect(recipients().filter(ref => ref === groupRef('open'))).toHaveLength(
      1,
    );
    expect(new Set(recipients()).size).toBe(sent.length);

    // The next week.
    sent = [];
    now = new Date(now.getTime() + 7 * dayMs);
    await replica().drain();
    await replica().drain();
    expect(recipients().filter(ref => ref === groupRef('open'))).toHaveLength(
      1,
    );
  });
});
