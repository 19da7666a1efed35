import { costFact } from '@team-readiness/backstage-plugin-readiness-common';
import { toCostRow } from './costRow';

const months = {
  before: ['2026-01', '2026-02', '2026-03'],
  after: ['2026-04', '2026-05', '2026-06'],
};

/** A fact whose first charge was in the first of these months, each of which cost so much. */
const factOf = (amounts: Record<string, number>, currency = 'EUR') => ({
  entity_id: 1,
  ref: 'component:default/cart',
  title: null,
  thing: JSON.stringify({
    ...costFact.example,
    attributed: true,
    currency,
    month: '2026-07',
    months: Object.entries(amounts).map(([month, amount]) => ({
      month,
      amount,
    })),
  }),
});

const year = (amount: number) =>
  Object.fromEntries(
    [...months.before, ...months.after].map(month => [month, amount]),
  );

describe('toCostRow', () => {
  it('adds up the months of each quarter, to the cent', () => {
    expect(
      toCostRow([factOf(year(10.1)), factOf(year(0.2))], months),
    ).toMatchObject({
      unit: 'EUR',
      before: 30.9,
      after: 30.9,
      verdict: 'same',
    });
  });

  it('counts what came later as nothing, where another one was known already', () => {
    const late = { '2026-05': 4, '2026-06': 5 };
    expect(toCostRow([factOf(year(1)), factOf(late)], months)).toMatchObject({
      before: 3,
      after: 12,
    });
  });

  it('says nothing of months before the first charge of all', () => {
    const young = { '2026-03': 7, '2026-04': 7, '2026-05': 7, '2026-06': 7 };
    expect(toCostRow([factOf(young)], months)).toBeNull();
    expect(
      toCostRow([factOf(young), factOf({ '2026-06': 1 })], months),
    ).toBeNull();
  });

  it('says nothing of several currencies, and of nothing attributed', () => {
    expect(
      toCostRow([factOf(year(1)), factOf(year(1), 'USD')], months),
    ).toBeNull();
    expect(toCostRow([], months)).toBeNull();
  });
});
