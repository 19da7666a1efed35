/**
 * The cloud bill of the demo organisation.
 */
import { DAY, hashOf } from './templates.mjs';

const header =
  'BilledCost,BillingAccountId,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,ChargePeriodEnd,ChargePeriodStart,EffectiveCost,ListCost,ProviderName,ResourceId,ServiceCategory,ServiceName,SubAccountId,Tags';

/** EUR a day of which nobody says what it is for, by team. */
const untagged = {
  checkout: 4,
  data: 64,
  shipping: 18,
  'developer-platform': 5,
};

const accountOf = ({ owner }) =>
  /^[a-z-]+$/.test(owner) && owner !== 'growth'
    ? `harbour-${owner}`
    : 'harbour-others';

/** A multiple of everything that differs from day to day, yet is the same for the same day. */
const wobble = (name, day) => 0.9 + (hashOf(`${name}/${day}`) % 200) / 1000;

/** @returns {string} FOCUS 1.0 rows, one a day and service, for this month until yesterday and three months before */
export function billOf(services, now) {
  const lines = [header];
  const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 3, 1);
  const today = Date.UTC(
    now.getUTCFullYear(),
    now.getUTCMonth(),
    now.getUTCDate(),
  );
  // On the first of a month the bill of the new month has no day yet.
  for (let day = first; day < today; day += DAY) {
    const start = new Date(day);
    const month = (offset = 0) =>
      new Date(
        Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + offset, 1),
      ).toISOString();
    const row = (amount, name, account, tags) =>
      lines.push(
        [
          amount,
          'harbour',
          'EUR',
          month(1),
          month(),
          'Usage',
          new Date(day + DAY).toISOString(),
          start.toISOString(),
          amount,
          amount,
          'Harbour Cloud',
          `cluster/${name}`,
          'Compute',
          'Kubernetes',
          account,
          `"${JSON.stringify(tags).replace(/"/g, '""')}"`,
        ].join(','),
      );
    for (const item of services) {
      if (item.daily) {
        row(
          (item.daily * wobble(item.name, start.toISOString())).toFixed(2),
          item.name,
          accountOf(item),
          { service: item.name },
        );
      }
    }
    for (const [team, amount] of Object.entries(untagged)) {
      const spend = amount * wobble(`untagged/${team}`, start.toISOString());
      row(spend.toFixed(2), 'untagged', `harbour-${team}`, {});
    }
  }
  return `${lines.join('\n')}\n`;
}
