/**
 * The pipeline with the real engine: what only both together can get wrong.
 */
import { TestDatabases } from '@backstage/backend-test-utils';
import { readScorecards } from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import { applyMigrations } from '../database/initializeDatabase';
import { unpackResults } from '../database/operations/results';
import { firstHour, TinyInstallation } from './__testUtils__/TinyInstallation';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const day = 24 * 3_600_000;

/** The fact `a`, of which nothing is known but its name. */
const anyFact = {
  collector: 'a',
  title: 'the fact a',
  description: 'For tests.',
  schema: {},
  example: null,
};

const check = (id: string, condition: string, gate: boolean) => `
    - id: ${id}
      title: ${id}
      question: Is it so?
      rationale: Because.
      area: documentation
      level: 1
      gate: ${gate}
      effort: 1
      condition: ${condition}
      messages: { pass: It is., fail: It is not. }
      lookedFor: Something.
      remediation: { text: Do it. }`;
const document = `
apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata: { name: real, title: Real, description: For tests. }
spec:
  target: { kind: Component }
  levels: [{ level: 1, name: Running, description: It runs. }]
  targets: [{ when: { kind: Component }, level: 1 }]
  holdDays: 2
  checks:${check('documented', 'facts.a.words > 10', true)}${check(
  'reviewed',
  'daysSince(facts.a.reviewedAt) < 3',
  false,
)}
  exemptions:
    - entity: component:default/e2
      check: documented
      reason: Being replaced.
      approver: user:default/lead
      until: 2026-11-23
`;

describe.each(databases.eachSupportedId())(
  'the pipeline with real scorecards, %s',
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
        { builtIn: [], facts: [anyFact] },
      );
      await tiny.publish(1, scorecards[0]);
      await tiny.putEntity({ id: 1 });
    });

    const outcomes = async (entityId: number) => {
      const row = await knex('results').where({ entity_id: entityId }).first();
      return unpackResults(row.packed).map(({ outcome }) => outcome);
    };
    const drain = (now: number) => {
      tiny.now = now;
      return tiny.pipeline().drain();
    };

    it('flips with the clock at the time that the engine named, once', async () => {
      await tiny.putFacts('a', [1], {
        words: 20,
        reviewedAt: new Date(firstHour - 2 * day).toISOString(),
      });
      expect(await drain(firstHour)).toBe(1);
      expect(await outcomes(1)).toEqual(['pass', 'pass']);
      const { next_at: nextAt } = await knex('scores').first();
      expect(await drain(Number(nextAt) - 1)).toBe(0);
      expect(await drain(Number(nextAt))).toBe(1);
      expect(await outcomes(1)).toEqual(['pass', 'fail']);
      expect(await knex('transitions')).toMatchObject([
        { from_outcome: 'pass', to_outcome: 'fail', cause: 'time' },
      ]);
      expect(await drain(Number(nextAt))).toBe(0);
    });

    it('holds a level over stale facts, then lowers it, with no one marking anything', async () => {
      await tiny.putFacts(
        'a',
        [1],
        { words: 20, reviewedAt: '2026-11-21' },
        firstHour + day,
      );
      await drain(firstHour);
      const score = () =>
        knex('scores').where({ entity_id: 1 }).first('level', 'held_until');
      expect(await score()).toMatchObject({ level: 1, held_until: null });

      await drain(firstHour + day);
      expect(await outcomes(1)).toEqual(['unknown', 'unknown']);
      const held = await score();
      expect(held.level).toBe(1);
      expect(Number(held.held_until)).toBe(firstHour + 3 * day);

      await drain(firstHour + 3 * day);
      expect(await score()).toMatchObject({ level: 0, held_until: null });
      expect(
        (await knex('level_counts').whereNot({ count: 0 })).map(row => [
          row.level,
          Boolean(row.on_target),
          Boolean(row.enough_data),
          row.count,
        ]),
      ).toEqual([[0, false, false, 1]]);
    });

    it('ends an exemption after its last day', async () => {
      await tiny.putEntity({ id: 2 });
      await tiny.putFacts('a', [2], { words: 1, reviewedAt: '2026-11-21' });
      await drain(firstHour);
      expect(await outcomes(2)).toEqual(['exempt', 'pass']);
      await drain(Date.parse('2026-11-24T00:00:00Z'));
      expect((await outcomes(2))[0]).toBe('fail');
      expect(
        await knex('transitions')
          .where({ entity_id: 2, from_outcome: 'exempt' })
          .pluck('cause'),
      ).toEqual(['exemption']);
    });
  },
);
