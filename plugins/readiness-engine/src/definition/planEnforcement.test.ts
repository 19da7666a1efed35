import { Scorecard } from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import {
  PartialCheck,
  toInput,
  toScorecard,
} from '../__testUtils__/testScorecard';
import { EarlierVersion, planEnforcement } from './planEnforcement';

const publishedAt = new Date('2026-11-20T08:00:00Z');

function documentOf(...checks: PartialCheck[]): Scorecard {
  return toScorecard(checks).document;
}

function plan(
  before: EarlierVersion | null,
  after: Scorecard,
  options: {
    refuted?: string[];
    warnDays?: number;
    publishedAt?: Date;
  } = {},
) {
  const days = planEnforcement({
    before,
    after,
    publishedAt,
    warnDays: 30,
    ...options,
    refuted: new Set(options.refuted),
  });
  return Object.fromEntries(days);
}

const first = {
  document: documentOf({ id: 'a' }, { id: 'b' }),
  enforcement: new Map(),
};
const stricter = { id: 'a', condition: 'facts.a.better' };

describe('planEnforcement', () => {
  it('lets the first version count as written', () => {
    expect(plan(null, first.document)).toEqual({});
  });

  it('lets new and stricter checks begin after thirty days', () => {
    const after = documentOf(stricter, { id: 'b', title: 'B' }, { id: 'c' });
    expect(plan(first, after)).toEqual({ a: '2026-12-20', c: '2026-12-20' });
    expect(plan(first, after, { warnDays: 7 })).toEqual({
      a: '2026-11-27',
      c: '2026-11-27',
    });
    expect(plan(first, after, { warnDays: 0 })).toEqual({});
  });

  it('leaves checks that say their own stage or day', () => {
    const after = documentOf(
      { ...stricter, stage: 'enforced' },
      { id: 'b', condition: 'facts.a.better', enforceFrom: '2026-11-25' },
    );
    expect(plan(first, after)).toEqual({});
  });

  it('takes a day of an earlier change for no word about this one', () => {
    const since = (day: string) => ({ id: 'b', enforceFrom: day });
    const before = {
      document: documentOf(since('2026-03-01')),
      enforcement: new Map(),
    };
    const change = (day: string) =>
      plan(before, documentOf({ ...since(day), condition: 'facts.a.better' }));
    expect(change('2026-03-01')).toEqual({ b: '2026-12-20' });
    // Said anew, or still ahead.
    expect(change('2026-11-20')).toEqual({});
    expect(change('2026-11-25')).toEqual({});
    expect(plan(before, before.document)).toEqual({});

    const [check] = toScorecard([since('2026-03-01')]).withEnforcement(
      new Map([['b', '2026-12-20']]),
    ).checks;
    expect(check.enforcedFromAt(publishedAt)).toBe('2026-12-20');
  });

  it('believes that a check is relaxed until the facts say otherwise', () => {
    const after = documentOf({ ...stricter, change: 'relaxed' }, { id: 'b' });
    expect(plan(first, after)).toEqual({});
    expect(plan(first, after, { refuted: ['a'] })).toEqual({ a: '2026-12-20' });
  });

  it('carries a day on to later versions, unless the check changes again', () => {
    const before = {
      document: documentOf(stricter, { id: 'b' }),
      enforcement: new Map([['a', '2026-12-01']]),
    };
    const same = documentOf({ ...stricter, title: 'A' }, { id: 'b' });
    expect(plan(before, same)).toEqual({ a: '2026-12-01' });
    const again = documentOf({ id: 'a', condition: 'facts.a.best' });
    expect(plan(before, again)).toEqual({ a: '2026-12-20' });
    expect(
      plan(before, same, { publishedAt: new Date('2026-12-01T00:00:00Z') }),
    ).toEqual({});
  });

  it('moves no day by publishing the same again and again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }),
        (changes, delays) => {
          const after = documentOf(
            ...changes.map((isChanged, i) => ({
              id: `c${i}`,
              condition: isChanged ? 'facts.a.better' : 'facts.a.ok',
            })),
          );
          const before = {
            document: documentOf(...changes.map((_, i) => ({ id: `c${i}` }))),
            enforcement: new Map(),
          };
          const original = plan(before, after);
          let enforcement = new Map(Object.entries(original));
          let time = publishedAt.getTime();
          for (const delay of delays) {
            time += delay * 86_400_000;
            const today = new Date(time).toISOString().slice(0, 10);
            const again = plan({ document: after, enforcement }, after, {
              publishedAt: new Date(time),
            });
            expect(again).toEqual(
              Object.fromEntries(
                Object.entries(original).filter(([, day]) => day > today),
              ),
            );
            enforcement = new Map(Object.entries(again));
          }
        },
      ),
    );
  });
});

describe('withEnforcement', () => {
  const days = new Map([
    ['a', '2026-07-01'],
    ['own', '2026-07-01'],
    ['dated', '2026-07-01'],
    ['hidden', '2026-07-01'],
  ]);
  const written = toScorecard([
    { id: 'a' },
    { id: 'b' },
    { id: 'own', stage: 'enforced' },
    { id: 'dated', enforceFrom: '2026-06-20' },
    { id: 'hidden', stage: 'shadow' },
  ]);
  const scorecard = written.withEnforcement(days);
  const stagesAt = (now: Date) =>
    scorecard.checks.map(
      check => `${check.stageAt(now)} ${check.enforcedFromAt(now)}`,
    );

  it('holds a check at warn until its day', () => {
    expect(stagesAt(new Date('2026-06-15T10:00:00Z'))).toEqual([
      'warn 2026-07-01',
      'enforced null',
      'enforced null',
      'warn 2026-07-01',
      'shadow null',
    ]);
    expect(stagesAt(new Date('2026-07-01T00:00:00Z'))[0]).toBe('enforced null');
  });

  it('evaluates again when the day comes', () => {
    const input = toInput({ a: { ok: false } });
    const at = (now: string) => {
      const { results, validUntil, level } = toScorecard([{ id: 'a' }])
        .withEnforcement(days)
        .evaluate({ ...input, connected: new Set(['a']), now: new Date(now) });
      return { counts: results[0].counts, validUntil, level };
    };
    expect(at('2026-06-30T23:00:00Z')).toMatchObject({
      counts: false,
      validUntil: '2026-07-01T00:00:00.000Z',
    });
    expect(at('2026-07-01T00:00:00Z')).toEqual({
      counts: true,
      validUntil: null,
      level: 0,
    });
  });

  it('keeps the version, and takes other days in place of these', () => {
    expect(scorecard.contentHash).toBe(written.contentHash);
    const none = scorecard.withEnforcement(new Map());
    expect(none.checks[0].stageAt(new Date('2026-06-15'))).toBe('enforced');
    expect(written.checks[0].stageAt(new Date('2026-06-15'))).toBe('enforced');
  });
});
