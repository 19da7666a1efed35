/**
 * Writes Parquet files for tests and measurements: plain encoding, pages of version 1, nullable
 * columns, maps from text to text.
 *
 * The format: https://parquet.apache.org/docs/file-format/
 */
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { ThriftWriter } from './ThriftWriter';

/** What the values of a column mean. */
export type ParquetMeaning =
  | { is: 'text' }
  | { is: 'json' }
  | { is: 'decimal'; scale: number; bytes?: number }
  | { is: 'timestamp'; unit: 'ms' | 'us' | 'ns' }
  | { is: 'date' }
  | { is: 'double' }
  | { is: 'whole' }
  | { is: 'map' };

/** A column: its values are handed over with each row group. */
export interface ParquetField {
  name: string;
  meaning: ParquetMeaning;
}

/** Codecs by their number in the format. */
const codecs = {
  none: { id: 0, pack: (bytes: Buffer) => bytes },
  gzip: { id: 2, pack: (bytes: Buffer) => gzipSync(bytes) },
  zstd: { id: 6, pack: (bytes: Buffer) => zstdCompressSync(bytes) },
};

/** Name of a codec that the writer has. */
export type ParquetCodec = keyof typeof codecs;

interface Chunk {
  path: string[];
  type: number;
  values: number;
  offset: number;
  packed: number;
  unpacked: number;
}

const physical = { INT32: 1, INT64: 2, DOUBLE: 5, BYTE_ARRAY: 6, FIXED: 7 };

function physicalType({ is, ...rest }: ParquetMeaning): number {
  switch (is) {
    case 'timestamp':
    case 'whole':
      return physical.INT64;
    case 'date':
      return physical.INT32;
    case 'double':
      return physical.DOUBLE;
    case 'decimal':
      return 'bytes' in rest && rest.bytes ? physical.FIXED : physical.INT64;
    default:
      return physical.BYTE_ARRAY;
  }
}

/** See the top of the file. */
export class ParquetWriter {
  readonly #fields: readonly ParquetField[];
  readonly #codec: (typeof codecs)[ParquetCodec];
  readonly #pageRows: number;
  readonly #write: (bytes: Buffer) => void;
  readonly #groups: Array<{ rows: number; chunks: Chunk[] }> = [];
  #offset = 0;

  /**
   * @param options.write - takes the bytes of the file in their order
   * @param options.pageRows - rows of a page. Default: 10,000
   */
  constructor(options: {
    fields: readonly ParquetField[];
    codec?: ParquetCodec;
    pageRows?: number;
    write: (bytes: Buffer) => void;
  }) {
    this.#fields = options.fields;
    this.#codec = codecs[options.codec ?? 'none'];
    this.#pageRows = options.pageRows ?? 10_000;
    this.#write = options.write;
    this.#put(Buffer.from('PAR1'));
  }

  /** @param rows - values in the order of the fields; null is null */
  group(rows: ReadonlyArray<readonly unknown[]>): void {
    const chunks = this.#fields.flatMap(({ name, meaning }, index) => {
      const values = rows.map(row => row[index]);
      return meaning.is === 'map'
        ? [
            this.#chunk([name, 'key_value', 'key'], meaning, values, 0),
            this.#chunk([name, 'key_value', 'value'], meaning, values, 1),
          ]
        : [this.#chunk([name], meaning, values)];
    });
    this.#groups.push({ rows: rows.length, chunks });
  }

  /** Writes the footer. */
  end(): void {
    const footer = this.#footer();
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    this.#put(Buffer.concat([footer, length, Buffer.from('PAR1')]));
  }

  #put(bytes: Buffer): void {
    this.#offset += bytes.length;
    this.#write(bytes);
  }

  #chunk(
    path: string[],
    meaning: ParquetMeaning,
    values: readonly unknown[],
    part?: 0 | 1,
  ): Chunk {
    const chunk = {
      path,
      type: physicalType(meaning),
      values: 0,
      offset: this.#offset,
      packed: 0,
      unpacked: 0,
    };
    for (let at = 0; at < values.length; at += this.#pageRows) {
      const page = values.slice(at, at + this.#pageRows);
      const { count, bytes } =
        part === undefined ? flatPage(page, meaning) : mapPage(page, part);
      const packed = this.#codec.pack(bytes);
      const header = new ThriftWriter()
        .i32(1, 0)
        .i32(2, bytes.length)
        .i32(3, packed.length)
        .struct(5, data => data.i32(1, count).i32(2, 0).i32(3, 3).i32(4, 3))
        .end();
      this.#put(Buffer.concat([header, packed]));
      chunk.values += count;
      chunk.packed += header.length + packed.length;
      chunk.unpacked += header.length + bytes.length;
    }
    return chunk;
  }

  #footer(): Buffer {
    const rows = this.#groups.reduce((sum, group) => sum + group.rows, 0);
    const elements: Array<(writer: ThriftWriter) => void> = [
      root => root.text(4, 'schema').i32(5, this.#fields.length),
      ...this.#fields.flatMap(schemaOf),
    ];
    return new ThriftWriter()
      .i32(1, 1)
      .structs(2, elements, (writer, write) => write(writer))
      .i64(3, rows)
      .structs(4, this.#groups, (writer, group) => {
        writer
          .structs(1, group.chunks, (column, chunk) => {
            column.i64(2, chunk.offset).struct(3, meta => {
              meta
                .i32(1, chunk.type)
                .i32s(2, [0, 3])
                .texts(3, chunk.path)
                .i32(4, this.#codec.id)
                .i64(5, chunk.values)
                .i64(6, chunk.unpacked)
                .i64(7, chunk.packed)
                .i64(9, chunk.offset);
            });
          })
          .i64(
            2,
            group.chunks.reduce((sum, { unpacked }) => sum + unpacked, 0),
          )
          .i64(3, group.rows);
      })
      .end();
  }
}

/** A whole file of some rows. */
export function parquetFile(options: {
  fields: readonly ParquetField[];
  rows: ReadonlyArray<readonly unknown[]>;
  codec?: ParquetCodec;
  groupRows?: number;
  pageRows?: number;
}): Buffer {
  const parts: Buffer[] = [];
  const writer = new ParquetWriter({
    ...options,
    write: bytes => parts.push(bytes),
  });
  const step = options.groupRows ?? Math.max(1, options.rows.length);
  for (let at = 0; at < options.rows.length; at += step) {
    writer.group(options.rows.slice(at, at + step));
  }
  writer.end();
  return Buffer.concat(parts);
}

const optional = 1;

function schemaOf({
  name,
  meaning,
}: ParquetField): Array<(writer: ThriftWriter) => void> {
  if (meaning.is === 'map') {
    const leaf = (part: string, repetition: number) => (writer: ThriftWriter) =>
      writer
        .i32(1, physical.BYTE_ARRAY)
        .i32(3, repetition)
        .text(4, part)
        .i32(6, 0)
        .struct(10, type => type.struct(1, () => {}));
    return [
      writer =>
        writer
          .i32(3, optional)
          .text(4, name)
          .i32(5, 1)
          .i32(6, 1)
          .struct(10, type => type.struct(2, () => {})),
      writer => writer.i32(3, 2).text(4, 'key_value').i32(5, 2),
      leaf('key', 0),
      leaf('value', optional),
    ];
  }
  return [
    writer => {
      writer.i32(1, physicalType(meaning));
      if (meaning.is === 'decimal' && meaning.bytes) {
        writer.i32(2, meaning.bytes);
      }
      writer.i32(3, optional).text(4, name);
      switch (meaning.is) {
        case 'text':
          writer.i32(6, 0).struct(10, type => type.struct(1, () => {}));
          break;
        case 'json':
          writer.i32(6, 19).struct(10, type => type.struct(12, () => {}));
          break;
        case 'decimal':
          writer
            .i32(6, 5)
            .i32(7, meaning.scale)
            .i32(8, 38)
            .struct(10, type =>
              type.struct(5, of => of.i32(1, meaning.scale).i32(2, 38)),
            );
          break;
        case 'timestamp':
          writer.struct(10, type =>
            type.struct(8, of =>
              of
                .bool(1, true)
                .struct(2, unit =>
                  unit.struct({ ms: 1, us: 2, ns: 3 }[meaning.unit], () => {}),
                ),
            ),
          );
          break;
        case 'date':
          writer.i32(6, 6).struct(10, type => type.struct(6, () => {}));
          break;
        default:
      }
    },
  ];
}

/** Levels as runs, with their length before them. All our levels fit into one byte. */
function levels(of: readonly number[]): Buffer {
  const bytes: number[] = [];
  for (let at = 0; at < of.length; ) {
    let end = at;
    while (end < of.length && of[end] === of[at]) {
      end += 1;
    }
    for (let rest = (end - at) * 2; ; rest = Math.floor(rest / 128)) {
      bytes.push(rest >= 128 ? (rest % 128) + 128 : rest);
      if (rest < 128) {
        break;
      }
    }
    bytes.push(of[at]);
    at = end;
  }
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, Buffer.from(bytes)]);
}

function flatPage(
  values: readonly unknown[],
  meaning: ParquetMeaning,
): { count: number; bytes: Buffer } {
  const there = values.filter(value => value !== null);
  return {
    count: values.length,
    bytes: Buffer.concat([
      levels(values.map(value => (value === null ? 0 : 1))),
      ...there.map(value => plain(value, meaning)),
    ]),
  };
}

function mapPage(
  values: readonly unknown[],
  part: 0 | 1,
): { count: number; bytes: Buffer } {
  const repetition: number[] = [];
  const definition: number[] = [];
  const leaves: Buffer[] = [];
  for (const value of values) {
    const entries = value === null ? [] : Object.entries(Object(value));
    if (!entries.length) {
      repetition.push(0);
      definition.push(value === null ? 0 : 1);
    }
    entries.forEach((entry, index) => {
      const leaf = entry[part];
      repetition.push(index ? 1 : 0);
      // A key is required: it ends at 2, and a value that is there at 3.
      definition.push(part === 0 || leaf === null ? 2 : 3);
      if (leaf !== null) {
        leaves.push(plain(leaf, { is: 'text' }));
      }
    });
  }
  return {
    count: definition.length,
    bytes: Buffer.concat([levels(repetition), levels(definition), ...leaves]),
  };
}

function plain(value: unknown, meaning: ParquetMeaning): Buffer {
  const type = physicalType(meaning);
  if (type === physical.BYTE_ARRAY) {
    const text = Buffer.from(String(value));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text.length);
    return Buffer.concat([length, text]);
  }
  const bytes = Buffer.alloc(8);
  if (type === physical.DOUBLE) {
    bytes.writeDoubleLE(Number(value));
    return bytes;
  }
  const whole = BigInt(String(value));
  if (meaning.is === 'decimal' && meaning.bytes) {
    const hex = BigInt.asUintN(meaning.bytes * 8, whole).toString(16);
    return Buffer.from(hex.padStart(meaning.bytes * 2, '0'), 'hex');
  }
  if (type === physical.INT32) {
    bytes.writeInt32LE(Number(whole));
    return bytes.subarray(0, 4);
  }
  bytes.writeBigInt64LE(whole);
  return bytes;
}
