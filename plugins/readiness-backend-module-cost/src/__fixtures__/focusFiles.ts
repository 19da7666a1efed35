import { gzipSync } from 'node:zlib';
import { ParquetField, parquetFile } from './parquet/ParquetWriter';

/** A row with all columns that are read; costs in millionths. */
export interface FullRow {
  effective: number;
  billed: number;
  currency: string;
  /** As written, with a zone or without. */
  start: string;
  end: string;
  category: string;
  chargeClass: string | null;
  account: string | null;
  tags: Record<string, string> | null;
}

const columns = [
  'BilledCost',
  'EffectiveCost',
  'BillingCurrency',
  'ChargePeriodStart',
  'ChargePeriodEnd',
  'ChargeCategory',
  'ChargeClass',
  'SubAccountId',
  'Tags',
  'x_Note',
] as const;

const millionths = (cost: number) => (cost / 1e6).toFixed(6);

const text = (value: string) => `"${value.replace(/"/g, '""')}"`;

/** The same rows as the text of a CSV file. */
export function fullCsv(rows: readonly FullRow[]): string {
  const lines = rows.map(row =>
    [
      millionths(row.billed),
      millionths(row.effective),
      row.currency,
      row.start,
      row.end,
      row.category,
      row.chargeClass ?? '',
      row.account ?? 'NULL',
      row.tags ? text(JSON.stringify(row.tags)) : '',
      '',
    ].join(','),
  );
  return [columns.join(','), ...lines, ''].join('\n');
}

/** The same rows as CSV in two members of gzip, one after the other. */
export function fullGzip(rows: readonly FullRow[]): Buffer {
  const csv = Buffer.from(fullCsv(rows));
  const middle = Math.floor(csv.length / 2);
  return Buffer.concat([
    gzipSync(csv.subarray(0, middle)),
    gzipSync(csv.subarray(middle)),
  ]);
}

/** The same rows as Parquet. */
export function fullParquet(rows: readonly FullRow[]): Buffer {
  const fields: ParquetField[] = columns.map(name => {
    switch (name) {
      case 'BilledCost':
      case 'EffectiveCost':
        return { name, meaning: { is: 'decimal', scale: 6, bytes: 9 } };
      case 'Tags':
        return { name, meaning: { is: 'map' } };
      default:
        return { name, meaning: { is: 'text' } };
    }
  });
  return parquetFile({
    fields,
    codec: 'zstd',
    groupRows: 7,
    pageRows: 3,
    rows: rows.map(row => [
      row.billed,
      row.effective,
      row.currency,
      row.start,
      row.end,
      row.category,
      row.chargeClass,
      row.account,
      row.tags,
      null,
    ]),
  });
}
