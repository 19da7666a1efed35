import { defaultDeliveryRules } from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import {
  putEntityTargets,
  putEvents,
} from '../../database/__testUtils__/putEvents';
import {
  decision,
  RecordInstallation,
  recordNow,
} from './__testUtils__/RecordInstallation';
import { writeTrackRecords } from './writeTrackRecords';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const shop = 'component:default/shop';

describe.each(databases.eachSupportedId())(
  'entries whose day is still to come, %s',
  databaseId => {
    let knex: Knex;
    let installation: RecordInstallation;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      installation = new RecordInstallation(knex);
      await installation.putComponent('shop', 'group:default/team');
      await putEntityTargets(knex, [
        { id: installation.idOf(shop), ref: shop },
      ]);
    });
    afterAll(() => knex.destroy());

    const write = (now: string) =>
      writeTrackRecords(knex, {
        entityIds: [installation.idOf(shop)],
        rules: defaultDeliveryRules,
        now: new Date(now),
        signal: new AbortController().signal,
      });
    const titles = async () =>
      (await knex('track_record_entries').orderBy('at')).map(
        ({ title }) => title,
      );

    it('come when their day has come, though nothing else has changed', async () => {
      const today = recordNow.toISOString().slice(0, 10);
      await installation.putFact(shop, 'decisions', {
        location: 'here',
        decisions: [
          { ...decision, path: 'a.md', title: 'Decided', date: today },
          { ...decision, path: 'b.md', title: 'Tomorrow', date: '2026-06-16' },
          { ...decision, path: 'c.md', title: 'Later', date: '2026-08-01' },
        ],
        broken: 0,
      });
      await putEvents(knex, [
        {
          source: 'test',
          id: 'f1',
          at: '2026-07-01T00:00:00Z',
          targets: [`entity:${shop}`],
          kind: 'freeze',
          title: 'Summer freeze',
        },
      ]);
      expect(await write('2026-06-15T10:00:00Z')).toBe(1);
      expect(await titles()).toEqual(['Decided']);
      expect(await write('2026-06-15T23:59:59Z')).toBe(0);
      expect(await write('2026-06-16T00:00:00Z')).toBe(1);
      expect(await titles()).toEqual(['Decided', 'Tomorrow']);
      expect(await write('2026-06-30T23:59:59Z')).toBe(0);
      expect(await write('2026-07-01T00:00:00Z')).toBe(1);
      expect(await titles()).toEqual(['Decided', 'Tomorrow', 'Summer freeze']);
      expect(await write('2026-08-01T10:00:00Z')).toBe(1);
      expect(await write('2026-09-01T10:00:00Z')).toBe(0);
      expect(await titles()).toHaveLength(4);
    });
  },
);
