import { Readable } from 'node:stream';
import fc from 'fast-check';
import { maxRecordLength, RecordGuard } from './RecordGuard';

async function guard(chunks: Iterable<string | Buffer>) {
  const broken: Array<{ row: number; message: string }> = [];
  const stream = Readable.from(
    [...chunks].map(chunk => Buffer.from(chunk)),
  ).pipe(new RecordGuard({ onBroken: problem => broken.push(problem) }));
  let text = '';
  for await (const chunk of stream) {
    text += chunk;
  }
  return { text, broken, rows: broken.map(problem => problem.row) };
}

describe('RecordGuard', () => {
  it('numbers the records', async () => {
    expect(await guard(['a,b\n1,"x"\r\n\n2,y'])).toEqual({
      text: '1,a,b\n2,1,"x"\n4,2,y\n',
      broken: [],
      rows: [],
    });
  });

  it('keeps a quoted line end together', async () => {
    const { text, rows } = await guard(['a,"b\nc""\n",d\ne,f,g\n']);
    expect(text).toBe('1,a,"b\nc""\n",d\n2,e,f,g\n');
    expect(rows).toEqual([]);
  });

  it('loses one row to a quote that is never closed', async () => {
    const { text, broken } = await guard(['a\n"b\n"c"\nd\ne']);
    expect(text).toBe('1,a\n3,"c"\n4,d\n5,e\n');
    expect(broken).toEqual([
      {
        row: 2,
        message:
          'A quoted field goes on after its closing quote, at character 5.',
      },
    ]);
  });

  it('gives up on an open quote at the end and after 50 lines', async () => {
    const lines = Array.from({ length: 200 }, (_, i) => `line${i}`);
    const { text, broken } = await guard([
      'h\n"open\n',
      lines.join('\n'),
      '\n"open again\nlast',
    ]);
    expect(broken).toEqual([
      { row: 2, message: 'A quoted field is never closed.' },
      { row: 203, message: 'A quoted field is never closed.' },
    ]);
    expect(text.split('\n')).toHaveLength(1 + 200 + 1 + 1);
    expect(text).toMatch(/\n204,last\n$/);
  });

  it('drops a line that is too long, also inside quotes', async () => {
    const long = 'x'.repeat(maxRecordLength + 1);
    expect((await guard([`a\n${long}\nb`])).rows).toEqual([2]);
    const quoted = await guard([`a\n"${long}"\nb`]);
    expect(quoted.text).toBe('1,a\n3,b\n');
    expect(quoted.rows).toEqual([2]);
    const inside = await guard([`a\n"q\n${long}\nb`]);
    expect(inside.text).toBe('1,a\n4,b\n');
    expect(inside.rows).toEqual([2, 3]);
  });

  it('drops the byte order mark and copes with split characters', async () => {
    const bytes = Buffer.from('\uFEFFkäse,"ü"\n');
    const chunks = [...bytes].map(byte => Buffer.from([byte]));
    expect((await guard(chunks)).text).toBe('1,käse,"ü"\n');
  });

  it('passes every well-formed file on, however it is cut into chunks', async () => {
    const field = fc.oneof(
      fc.stringMatching(/^[a-z0-9 ]{0,8}$/),
      fc
        .string({ unit: fc.constantFrom(...'ab",\n '), maxLength: 8 })
        .map(value => `"${value.replace(/"/g, '""')}"`),
    );
    const record = fc
      .array(field, { minLength: 2, maxLength: 4 })
      .map(fields => fields.join(','));
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 30 }),
        async (records, size) => {
          const file = records.join('\n');
          const chunks = file.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
          const expected = records.map((text, i) => `${i + 1},${text}\n`);
          expect(await guard(chunks)).toEqual({
            text: expected.join(''),
            broken: [],
            rows: [],
          });
        },
      ),
    );
  });

  it('counts every line once, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom(...'a",\n'), maxLength: 200 }),
        async file => {
          const { text, rows } = await guard([file]);
          const passed = [...text.matchAll(/^(\d+),/gm)].map(m => Number(m[1]));
          const all = [...passed, ...rows];
          expect(new Set(rows).size).toBe(rows.length);
          expect(Math.max(0, ...all)).toBeLessThanOrEqual(
            file.split('\n').length,
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});
