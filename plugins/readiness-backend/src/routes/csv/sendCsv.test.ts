import express from 'express';
import { AddressInfo } from 'node:net';
import { Server } from 'node:http';
import fc from 'fast-check';
import { formatCsvRow } from './formatCsvRow';
import { sendCsv } from './sendCsv';

/** A reader as of RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        cell += text[at];
        at += text[at] === '"' ? 1 : 0;
      }
      at += 1;
    } else {
      for (; text[at] !== ',' && text[at] !== '\r'; at += 1) {
        cell += text[at];
      }
    }
    row.push(cell);
    if (text[at] === '\r') {
      rows.push(row);
      row = [];
      at += 2;
    } else {
      at += 1;
    }
  }
  return rows;
}

describe('formatCsvRow', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['=a,"b"', '"\'=a,""b"""'],
    ['a=1', 'a=1'],
    ['', ''],
  ])('takes the sting out of %j', (value, expected) => {
    expect(formatCsvRow([value])).toBe(`${expected}\r\n`);
  });

  it('writes numbers, booleans and nothing as they are', () => {
    expect(formatCsvRow([-1.5, true, null, 0])).toBe('-1.5,true,,0\r\n');
  });

  it('is read back by any reader', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 5 })),
        rows => {
          const text = rows.map(formatCsvRow).join('');
          expect(parseCsv(text)).toEqual(
            rows.map(row =>
              row.map(cell =>
                /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell,
              ),
            ),
          );
        },
      ),
    );
  });
});

describe('sendCsv', () => {
  let server: Server;
  let url: string;
  let pagesRead: number;
  let ended: boolean;
  let pages: (page: number) => string[] | null;

  async function* read(): AsyncGenerator<string[]> {
    try {
      for (;;) {
        const page = pages(pagesRead);
        if (!page) {
          return;
        }
        pagesRead += 1;
        yield page;
      }
    } finally {
      ended = true;
    }
  }

  beforeAll(async () => {
    const app = express();
    app.get('/', (_, response, next) =>
      sendCsv(response, {
        name: '../a b',
        columns: [
          { header: 'text', value: (item: string) => item },
          { header: 'length', value: (item: string) => item.length },
        ],
        pages: read(),
      }).catch(next),
    );
    app.use(
      (
        error: Error,
        _: express.Request,
        response: express.Response,
        __: express.NextFunction,
      ) => {
        response.status(400).json({ message: error.message });
      },
    );
    server = await new Promise<Server>(resolve => {
      const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  beforeEach(() => {
    pagesRead = 0;
    ended = false;
  });
  afterAll(() => new Promise(resolve => server.close(resolve)));

  it('sends a header and all pages as a file', async () => {
    pages = page => [['a', '=b'], [], ['c"']][page] ?? null;
    const response = await fetch(url);
    expect(await response.text()).toBe(
      'text,length\r\na,1\r\n\'=b,2\r\n"c""",2\r\n',
    );
    expect(response.headers.get('content-type')).toBe(
      'text/csv; charset=utf-8',
    );
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="readiness.csv"'.replace('readiness', '---a-b'),
    );
    expect(ended).toBe(true);
  });

  it('sends a header alone where there is nothing', async () => {
    pages = () => null;
    expect(await (await fetch(url)).text()).toBe('text,length\r\n');
  });

  it('answers an error before the first page as an error', async () => {
    pages = () => {
      throw new Error('No such list');
    };
    const response = await fetch(url);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ message: 'No such list' });
  });

  it('cuts the connection for an error after it', async () => {
    pages = page => {
      if (page === 2) {
        throw new Error('The database went away');
      }
      return ['a'];
    };
    const response = await fetch(url);
    await expect(response.text()).rejects.toThrow();
    expect(ended).toBe(true);
  });

  it('reads no further than its reader, and stops with it', async () => {
    const page = Array.from({ length: 500 }, () => 'x'.repeat(200));
    pages = () => page;
    const abort = new AbortController();
    const response = await fetch(url, { signal: abort.signal });
    const reader = response.body?.getReader();
    await reader?.read();
    // Endless pages of 100 KB: only what fits into the buffers is read ahead. A busy machine may
    // take a while to fill them.
    let held = -1;
    for (let wait = 0; held !== pagesRead && wait < 50; wait += 1) {
      held = pagesRead;
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    expect(pagesRead).toBe(held);
    abort.abort();
    while (!ended) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  });
});
