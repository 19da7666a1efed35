/**
 * One row of a FOCUS file for tests. What is left out has a harmless value.
 */
export interface FocusRow {
  start?: string;
  end?: string;
  effective?: string;
  billed?: string;
  currency?: string;
  tags?: Record<string, unknown> | string;
}

/** The columns of {@link focusCsv}, among others that are not read. */
export const focusHeader =
  'ProviderName,BilledCost,BillingCurrency,ChargePeriodEnd,ChargePeriodStart,EffectiveCost,ChargeDescription,Tags';

const quote = (value: string) => `"${value.replace(/"/g, '""')}"`;

/** One line of CSV without its end. */
export function focusLine(row: FocusRow): string {
  const { tags = {} } = row;
  return [
    'Test Cloud',
    row.billed ?? '0.00',
    row.currency ?? 'EUR',
    row.end ?? '2026-03-02T00:00:00Z',
    row.start ?? '2026-03-01T00:00:00Z',
    row.effective ?? '1.00',
    quote('a "quoted", description'),
    quote(typeof tags === 'string' ? tags : JSON.stringify(tags)),
  ].join(',');
}

/** A whole file. */
export function focusCsv(rows: FocusRow[]): string {
  return `${[focusHeader, ...rows.map(focusLine)].join('\n')}\n`;
}
