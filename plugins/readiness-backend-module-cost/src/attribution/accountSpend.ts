import { AccountSpendFact } from '@team-readiness/backstage-plugin-readiness-common';
import { Amount, roundToCents } from '../amounts';
import { AccountOwners } from './AccountOwners';
import { entityOf } from './attributeSpend';
import { CurrencyTable } from './CurrencyTable';
import { EntityIndex } from './EntityIndex';
import { monthName } from './months';
import { SpendAggregate } from './SpendAggregate';
import { addSum, SpendSums } from './SpendSums';

const maxAccounts = 100;

/** What is spent in the accounts of a group. */
export interface GroupSpend {
  accounts: Set<string>;
  total: SpendSums;
  /** The part that belongs to no entity. */
  untagged: SpendSums;
}

/**
 * Adds up the spend of accounts by the group that they belong to.
 *
 * @returns by group ref; groups none of whose accounts has a charge are not in it
 */
export function spendOfGroups(options: {
  aggregate: SpendAggregate;
  index: EntityIndex;
  owners: AccountOwners;
  currencies?: CurrencyTable;
}): Map<string, GroupSpend> {
  const { aggregate, index, owners, currencies } = options;
  const groups = new Map<string, GroupSpend>();
  for (const tagged of aggregate.tagged()) {
    const isTagged = entityOf(tagged.values, index) !== undefined;
    for (const [account, sums] of tagged.accounts) {
      const groupRef = owners.find(account)?.groupRef;
      if (groupRef === undefined) {
        continue;
      }
      const group = groups.get(groupRef) ?? {
        accounts: new Set(),
        total: new Map(),
        untagged: new Map(),
      };
      groups.set(groupRef, group);
      group.accounts.add(account);
      for (const sum of sums.values()) {
        addSum(group.total, sum);
        if (!isTagged) {
          addSum(group.untagged, sum);
        }
      }
    }
  }
  if (currencies) {
    for (const group of groups.values()) {
      group.total = currencies.convertSums(group.total);
      group.untagged = currencies.convertSums(group.untagged);
    }
  }
  return groups;
}

/**
 * The fact of one group.
 *
 * @param options.configured - accounts that the configuration gives to it by their id
 * @param options.spend - undefined where none of its accounts has a charge
 * @param options.month - the last complete month of the data, as by `monthOf`; undefined: there is none
 */
export function accountSpendFact(options: {
  configured: readonly string[];
  spend: GroupSpend | undefined;
  month: number | undefined;
}): AccountSpendFact {
  const { configured, spend, month } = options;
  const accounts = [
    ...new Set([...configured, ...(spend?.accounts ?? [])]),
  ].sort();
  const untagged = byCurrency(spend?.untagged, month);
  return {
    accounts: accounts.slice(0, maxAccounts),
    month: month === undefined ? null : monthName(month),
    spend: [...byCurrency(spend?.total, month)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, total]) => ({
        currency,
        total: roundToCents(total),
        untagged: roundToCents(untagged.get(currency) ?? 0n),
      })),
  };
}

function byCurrency(
  sums: SpendSums | undefined,
  month: number | undefined,
): Map<string, Amount> {
  return new Map(
    [...(sums?.values() ?? [])]
      .filter(sum => sum.month === month)
      .map(sum => [sum.currency, sum.amount]),
  );
}
