import { Charge } from '../focus';

/** A charge for tests: one euro on the first of March 2026, unless said otherwise. */
export function testCharge(charge: Partial<Charge>): Charge {
  return {
    start: Date.UTC(2026, 2, 1),
    end: Date.UTC(2026, 2, 2),
    currency: 'EUR',
    amount: 10n ** 18n,
    tags: new Map(),
    names: [],
    account: undefined,
    taggable: true,
    ...charge,
  };
}
