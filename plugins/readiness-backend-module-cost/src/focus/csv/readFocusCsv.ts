import { createReadStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { InputError } from '@backstage/errors';
import { parse } from 'csv-parse';
import { readCharge } from '../Charge';
import { FocusHeader, readFocusHeader } from '../FocusColumns';
import { FocusFile } from '../FocusFiles';
import { FocusReader, FocusReading, namedError } from '../FocusReader';
import { ByteGate } from './ByteGate';
import { CsvFields } from './CsvFields';
import { RecordGuard } from './RecordGuard';

/**
 * Streams a CSV file in memory that does not depend on its size.
 *
 * A broken row is told to the reader and stops no other.
 *
 * @param options.gzip - whether it is packed; members that follow one another are read as one file
 * @returns the digest of its text
 * @throws InputError if the header is broken or lacks a column, or the file is too large; Error if it
 *   cannot be read to its end
 */
export async function readFocusCsv(
  file: FocusFile,
  reader: FocusReader,
  options: FocusReading & { gzip: boolean },
): Promise<string> {
  let table: { header: FocusHeader; fields: CsvFields } | undefined;

  const takeRecord = (record: string[]) => {
    const [first, ...row] = record;
    const number = Number(first);
    if (!table) {
      const header = readFocusHeader(row, file.name, options.use);
      header.problems.forEach(problem => reader.onProblem(problem));
      table = { header, fields: new CsvFields(header) };
      return;
    }
    const { header, fields } = table;
    fields.row = row;
    const charge =
      row.length === header.count
        ? readCharge(fields, options.use)
        : `The row has ${row.length} fields; the header has ${header.count}.`;
    if (typeof charge === 'string') {
      reader.onBroken({ row: number, message: charge });
    } else {
      reader.onCharge(charge, number);
    }
  };

  const guard = new RecordGuard({
    onBroken(problem) {
      // The header is the first row that holds anything; without it no row can be read.
      if (!table && problem.row === 1) {
        guard.destroy(
          new InputError(
            `The header of the FOCUS file '${file.name}' cannot be read. ${problem.message}`,
          ),
        );
        return;
      }
      reader.onBroken(problem);
    },
  });

  const parser = parse({
    record_delimiter: ['\n'],
    relax_column_count: true,
    relax_quotes: true,
  });
  const gate = new ByteGate({ name: file.name, maxBytes: options.maxBytes });

  try {
    await pipeline(
      createReadStream(file.path),
      options.gzip ? createGunzip() : new PassThrough(),
      gate,
      guard,
      parser,
      async (records: AsyncIterable<string[]>) => {
        for await (const record of records) {
          takeRecord(record);
        }
      },
      { signal: options.signal },
    );
  } catch (error) {
    throw namedError(error, file.name);
  }
  if (!table) {
    throw new InputError(
      `The FOCUS file '${file.name}' is empty: it has no header.`,
    );
  }
  return gate.digest();
}
