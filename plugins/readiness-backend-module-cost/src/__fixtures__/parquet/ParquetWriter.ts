/**
 * Writes Parquet files for tests and measurements: plain encoding, pages of version 1, nullable
 * columns, maps from text to text.
 *
 * The format: https://parquet.apache.org/docs/file-format/
 */
import { gzipSync, zstdCompressSync } from 'node:zlib';
import {
  flatPage,
  mapPage,
  ParquetMeaning,
  physical,
  physicalType,
} from './plainPages';
import { ThriftWriter } from './ThriftWriter';

export type { ParquetMeaning };

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

/** See the top of the file. */
export class ParquetWriter {
  readonly #fields: readonly ParquetField[];
  readonly #codec: (typeof codecs)[ParquetCodec];
  readonly #pageRows: number;
  readonly #write: (bytes: Buffer) => void;
  readonly #groups: Array<{ rows: number; chunks: Chunk[] }> = [];
  #offset = 0;
  #last: Buffer[] = [];

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
    this.#last = [];
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

  /** Writes the last group once more. @returns how large the file is, without its footer */
  again(): number {
    const group = this.#groups[this.#groups.length - 1];
    const shift = this.#offset - group.chunks[0].offset;
    this.#groups.push({
      rows: group.rows,
      chunks: group.chunks.map(chunk => ({
        ...chunk,
        offset: chunk.offset + shift,
      })),
    });
    const bytes = this.#last;
    bytes.forEach(part => this.#put(part));
    this.#last = bytes;
    return this.#offset;
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
      const whole = Buffer.concat([header, packed]);
      this.#last.push(whole);
      this.#put(whole);
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
