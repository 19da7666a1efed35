/**
 * Writes a made-up bill of FOCUS 1.2 of about the given size. A block of 100,000 different rows over 400
 * services and 31 days is repeated until the file is full, so that writing takes seconds.
 *
 * Usage: writeBill.ts <csv|csv.gz|parquet-json|parquet-map> <path> <bytes>
 * Bytes: of the text, also where it is packed; of Parquet (zstd), of the file itself.
 * Prints one line of JSON: the rows, and their sum in millionths.
 */
import { closeSync, createWriteStream, openSync, writeSync } from 'fs';
import { Readable } from 'stream';
import { pipeline } from 'stream/promises';
import { createGzip } from 'zlib';
import {
  ParquetField,
  ParquetWriter,
} from '../../plugins/readiness-backend-module-cost/src/__fixtures__/parquet/ParquetWriter';

const [format, path, size] = process.argv.slice(2);
const bytes = Number(size);
const blockRows = 100_000;
const hourMs = 3_600_000;
const firstHour = Date.UTC(2026, 4, 1);

/** Numbers that look like chance and are the same every time (mulberry32). */
let state = 1;
function random(below: number): number {
  state = (state + 0x6d2b79f5) % 2 ** 32;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
}

const rows = Array.from({ length: blockRows }, (_, index) => {
  const service = random(400);
  const hour = firstHour + (index % (31 * 24)) * hourMs;
  return {
    // In millionths.
    cost: random(50) === 0 ? -random(1_000_000) : random(90_000),
    hour,
    account: `1122334455${10 + (service % 40)}`,
    resource: `arn:aws:ec2:eu-central-1:1122334455${
      10 + (service % 40)
    }:instance/i-${random(2_000_000_000).toString(16).padStart(8, '0')}`,
    category: index % 40 === 0 ? 'Tax' : 'Usage',
    tags:
      index % 10 === 0
        ? null
        : {
            service: `service-${service}`,
            stage: service % 3 ? 'production' : 'test',
            'cost-center': String(4_000 + (service % 25)),
          },
  };
});
const blockSum = rows.reduce((sum, { cost }) => sum + cost, 0);

function print(blocks: number): void {
  process.stdout.write(
    `${JSON.stringify({ rows: blocks * blockRows, sum: blocks * blockSum })}\n`,
  );
}

const iso = (time: number) => new Date(time).toISOString();

async function writeCsv(gzip: boolean): Promise<void> {
  const header = `AvailabilityZone,BilledCost,BillingAccountId,BillingAccountName,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,ChargeClass,ChargeDescription,ChargeFrequency,ChargePeriodEnd,ChargePeriodStart,CommitmentDiscountStatus,ConsumedQuantity,ConsumedUnit,ContractedCost,EffectiveCost,InvoiceId,InvoiceIssuerName,ListCost,PricingCategory,PricingQuantity,PricingUnit,ProviderName,PublisherName,RegionId,RegionName,ResourceId,ResourceType,ServiceCategory,ServiceName,SkuId,SubAccountId,SubAccountName,Tags,x_Operation\n`;
  const block = Buffer.from(
    rows
      .map(row => {
        const cost = (row.cost / 1e6).toFixed(6);
        const tags = row.tags
          ? `"${JSON.stringify(row.tags).replace(/"/g, '""')}"`
          : '';
        return `eu-central-1a,${cost},999988887777,Example,EUR,2026-06-01T00:00:00Z,2026-05-01T00:00:00Z,${
          row.category
        },,"$0.0104 per On Demand Linux t3.micro, instance hour",Usage-Based,${iso(
          row.hour + hourMs,
        )},${iso(
          row.hour,
        )},,1.000000,Hrs,${cost},${cost},INV-2026-05,"Amazon Web Services, Inc.",${cost},Standard,1.000000,Hrs,AWS,"Amazon Web Services, Inc.",eu-central-1,EU (Frankfurt),${
          row.resource
        },instance,Compute,Amazon Elastic Compute Cloud,JRTCKXETXF6YS6EN,${
          row.account
        },Account ${row.account},${tags},RunInstances\n`;
      })
      .join(''),
  );
  const blocks = Math.max(1, Math.round(bytes / block.length));
  await pipeline(
    Readable.from(
      (function* parts() {
        yield Buffer.from(header);
        for (let written = 0; written < blocks; written += 1) {
          yield block;
        }
      })(),
    ),
    ...(gzip ? [createGzip({ level: 1 })] : []),
    createWriteStream(path),
  );
  print(blocks);
}

function writeParquet(tagsAs: 'map' | 'text'): void {
  const fields: ParquetField[] = [
    { name: 'BilledCost', meaning: { is: 'decimal', scale: 6, bytes: 16 } },
    { name: 'BillingCurrency', meaning: { is: 'text' } },
    { name: 'ChargeCategory', meaning: { is: 'text' } },
    { name: 'ChargeDescription', meaning: { is: 'text' } },
    {
      name: 'ChargePeriodStart',
      meaning: { is: 'timestamp', unit: 'us' },
    },
    { name: 'ChargePeriodEnd', meaning: { is: 'timestamp', unit: 'us' } },
    { name: 'EffectiveCost', meaning: { is: 'decimal', scale: 6, bytes: 16 } },
    { name: 'ResourceId', meaning: { is: 'text' } },
    { name: 'ServiceName', meaning: { is: 'text' } },
    { name: 'SubAccountId', meaning: { is: 'text' } },
    { name: 'Tags', meaning: { is: tagsAs } },
  ];
  const file = openSync(path, 'w');
  const writer = new ParquetWriter({
    fields,
    codec: 'zstd',
    pageRows: 20_000,
    write: part => writeSync(file, part),
  });
  writer.group(
    rows.map(row => [
      row.cost,
      'EUR',
      row.category,
      '$0.0104 per On Demand Linux t3.micro, instance hour',
      row.hour * 1_000,
      (row.hour + hourMs) * 1_000,
      row.cost,
      row.resource,
      'Amazon Elastic Compute Cloud',
      row.account,
      row.tags && tagsAs === 'text' ? JSON.stringify(row.tags) : row.tags,
    ]),
  );
  let blocks = 1;
  while (writer.again() < bytes) {
    blocks += 1;
  }
  writer.end();
  closeSync(file);
  print(blocks + 1);
}

if (format.startsWith('parquet')) {
  writeParquet(format === 'parquet-map' ? 'map' : 'text');
} else {
  writeCsv(format === 'csv.gz').catch(error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
}
