import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvColumn, formatCsvRow } from './formatCsvRow';

/**
 * Streams pages as one CSV file, a page in memory at a time.
 *
 * What goes wrong before the first page is thrown, and is answered like any
 * other error. After it the connection is cut, so that nobody takes half a
 * list for a whole one. A reader who goes away ends the reading.
 *
 * @param options - `name` of the file without extension
 */
export async function sendCsv<T>(
  response: ServerResponse,
  options: {
    name: string;
    columns: CsvColumn<T>[];
    pages: AsyncIterable<T[]>;
  },
): Promise<void> {
  const { columns } = options;
  const pages = options.pages[Symbol.asyncIterator]();
  const first = await pages.next();

  async function* lines(): AsyncGenerator<string> {
    try {
      yield formatCsvRow(columns.map(column => column.header));
      for (let page = first; !page.done; page = await pages.next()) {
        yield page.value
          .map(item => formatCsvRow(columns.map(column => column.value(item))))
          .join('');
      }
    } finally {
      await pages.return?.();
    }
  }

  response.setHeader('Content-Type', 'text/csv; charset=utf-8');
  // It has no ETag, since that would be known at its end only.
  response.setHeader('Cache-Control', 'private, no-store');
  response.setHeader(
    'Content-Disposition',
    `attachment; filename="${options.name.replace(/[^a-z0-9-]/gi, '-')}.csv"`,
  );
  try {
    await pipeline(Readable.from(lines()), response);
  } catch (error) {
    if (!response.destroyed) {
      response.destroy();
    }
  }
}
