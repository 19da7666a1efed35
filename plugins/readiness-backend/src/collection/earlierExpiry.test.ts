/** A time to live that was shortened: what is observed is the same, and good for less long. */
import { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import {
  refOf,
  TinyInstallation,
} from '../pipeline/__testUtils__/TinyInstallation';
import { tinyScorecard } from '../pipeline/__testUtils__/tinyScorecard';
import { hashFact } from './facts';
import { writePushedFacts } from './push/writePushedFacts';
import { writeObservations } from './runs/writeObservations';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const hour = 3_600_000;
const data = { one: 'pass' };
const content = { data: JSON.stringify(data), hash: hashFact(data) };

describe.each(databases.eachSupportedId())('an earlier expiry, %s', id => {
  let knex: Knex;
  let tiny: TinyInstallation;

  beforeEach(async () => {
    knex = await databases.init(id);
    tiny = new TinyInstallation(knex);
    await tiny.putEntities([{ id: 1 }, { id: 2 }]);
    await tiny.publish(
      1,
      tinyScorecard({
        name: 'first',
        contentHash: 'v1',
        types: ['service'],
        checks: [{ id: 'one', collector: 'a', area: 'ownership' }],
      }),
    );
  });

  const observe = async (
    status: 'observed' | 'unchanged',
    hours: number,
  ): Promise<void> => {
    await writeObservations(knex, {
      collector: 'a',
      entities: [
        {
          id: 1,
          ref: refOf({ id: 1 }),
          reading:
            status === 'observed'
              ? { status, ...content, problems: [] }
              : { status, problems: [] },
        },
      ],
      observedAt: new Date(tiny.now),
      expiresAt: new Date(tiny.now + hours * hour),
      markAbsent: false,
    });
  };
  const push = async (hours: number): Promise<void> => {
    await writePushedFacts(knex, {
      facts: [
        {
          collector: 'a',
          entityRef: refOf({ id: 1 }),
          entityId: 1,
          observedAt: new Date(tiny.now),
          content,
        },
      ],
      timeToLiveMs: () => hours * hour,
      at: new Date(tiny.now),
    });
  };
  const unknownAfter = async (hours: number): Promise<boolean> => {
    tiny.now += hours * hour;
    await tiny.pipeline().drain();
    const rows = await knex('non_pass_results').where({ entity_id: 1 });
    return rows.some(({ outcome }) => outcome === 'unknown');
  };

  it.each(['observed', 'unchanged', 'pushed'] as const)(
    'is heeded where the same is %s',
    async how => {
      await observe('observed', 48);
      expect(await unknownAfter(0)).toBe(false);
      await (how === 'pushed' ? push(3) : observe(how, 3));
      expect(await unknownAfter(2)).toBe(false);
      expect(await unknownAfter(2)).toBe(true);
    },
  );

  it('leaves what is good for longer alone', async () => {
    await observe('observed', 3);
    await unknownAfter(0);
    await observe('observed', 48);
    expect(await tiny.waiting()).toEqual([]);
    expect(await unknownAfter(4)).toBe(false);
    expect(await unknownAfter(48)).toBe(true);
  });
});
