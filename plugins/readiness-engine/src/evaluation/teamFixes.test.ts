import { Check } from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { PartialCheck, toScorecard } from '../__testUtils__/testScorecard';
import { EntityFixes, OpenFix, rankOpenFixes, teamFixes } from './teamFixes';

function toChecks(...checks: PartialCheck[]): Check[] {
  return toScorecard(checks).document.spec.checks;
}

let entities = 0;
function entity(fixes: string[], template: string | null = null): EntityFixes {
  entities += 1;
  return { entityRef: `component:default/e${entities}`, template, fixes };
}

const golden = 'template:default/golden';
const other = 'template:default/other';

describe('teamFixes', () => {
  it('puts first what lifts most entities for each hour', () => {
    const checks = toChecks(
      { id: 'slow', effort: 8 },
      { id: 'quick', effort: 1 },
      { id: 'never', effort: 1 },
      { id: 'second', effort: 1 },
    );
    const ranked = teamFixes(checks, [
      entity(['slow']),
      entity(['slow']),
      entity(['slow']),
      entity(['quick']),
      entity(['second', 'slow']),
      entity(['gone']),
    ]);
    expect(
      ranked.map(({ checkId, entities: open, lifted }) => [
        checkId,
        open,
        lifted,
      ]),
    ).toEqual([
      ['quick', 1, 1],
      ['slow', 4, 3],
      ['second', 1, 0],
    ]);
  });

  it('breaks ties by reach, then the lower level, then the id', () => {
    const checks = toChecks(
      { id: 'd', level: 2 },
      { id: 'c', level: 1 },
      { id: 'b', level: 1 },
      { id: 'a', level: 3 },
      { id: 'wide', level: 3 },
    );
    const ranked = teamFixes(checks, [
      entity(['a', 'wide']),
      entity(['b', 'wide']),
      entity(['c', 'd']),
    ]);
    expect(ranked.map(({ checkId }) => checkId)).toEqual([
      'wide',
      'b',
      'c',
      'd',
      'a',
    ]);
  });

  it.each<[string, Array<string | null>, string | null, number]>([
    ['three of three', [golden, golden, golden], golden, 3],
    ['four of five', [golden, golden, golden, golden, other], golden, 4],
    ['three of four', [golden, golden, golden, null], null, 0],
    ['two of two', [golden, golden], null, 0],
    ['none', [null, null, null, null], null, 0],
  ])(
    'makes a check that %s from one template miss the business of the template',
    (_name, templates, ref, count) => {
      const [fix] = teamFixes(
        toChecks({ id: 'x' }),
        templates.map(template => entity(['x'], template)),
      );
      expect(fix).toMatchObject(
        ref
          ? { action: 'template', template: { ref, entities: count } }
          : { action: 'team', template: null },
      );
    },
  );

  it('leaves to the platform what its author does', () => {
    const by = 'platform' as const;
    const [fix] = teamFixes(
      toChecks({ id: 'x', remediation: { text: 'Ask us.', by } }),
      [1, 2, 3].map(() => entity(['x'], golden)),
    );
    expect(fix).toMatchObject({ action: 'platform', template: null });
  });

  it('has nothing to do where nothing is open', () => {
    expect(teamFixes(toChecks({ id: 'x' }), [entity([])])).toEqual([]);
  });

  describe('law', () => {
    const checks = toChecks(
      { id: 'a', effort: 1 },
      { id: 'b', effort: 2 },
      { id: 'c', effort: 4, level: 2 },
    );
    const team = fc.array(
      fc.record({
        entityRef: fc.constant('component:default/x'),
        template: fc.constantFrom(null, golden, other),
        fixes: fc.subarray(['a', 'b', 'c']),
      }),
      { maxLength: 20 },
    );

    it('sums, in whatever parts they come, rank as single entities do', () => {
      fc.assert(
        fc.property(team, list => {
          const sums = new Map<string, OpenFix>();
          for (const { template, fixes } of list) {
            for (const checkId of fixes) {
              const key = `${checkId} ${template}`;
              const sum = sums.get(key) ?? {
                checkId,
                template,
                entities: 0,
                lifted: 0,
              };
              sum.entities += 1;
              sum.lifted += fixes.length === 1 ? 1 : 0;
              sums.set(key, sum);
            }
          }
          expect(rankOpenFixes(checks, [...sums.values()])).toEqual(
            teamFixes(checks, list),
          );
        }),
      );
    });

    it('the order of entities and checks never matters', () => {
      fc.assert(
        fc.property(team, list => {
          expect(teamFixes([...checks].reverse(), [...list].reverse())).toEqual(
            teamFixes(checks, list),
          );
        }),
      );
    });

    it('the fixes lift as many entities as have one fix left', () => {
      fc.assert(
        fc.property(team, list => {
          const lifted = teamFixes(checks, list).reduce(
            (sum, fix) => sum + fix.lifted,
            0,
          );
          expect(lifted).toBe(
            list.filter(({ fixes }) => fixes.length === 1).length,
          );
        }),
      );
    });
  });
});
