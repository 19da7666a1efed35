/**
 * Reads a Parquet file of FOCUS.
 *
 * Guarantees: only the columns that are needed are read; of each a page and some rows, so that memory depends neither on
 * the size of the file nor on that of its row groups; what the file claims to hold is bounded before memory is
 * given to it; whatever is wrong with the file is an error that names it.
 *
 * The digest is that of the whole file; it never equals that of a CSV file.
 */
import { createHash } from 'node:crypto';
import { FileHandle } from 'node:fs/promises';
import { InputError, isError } from '@backstage/errors';
import { SchemaTree } from 'hyparquet';
import { readCharge } from '../Charge';
import { FocusColumn } from '../FocusColumns';
import { FocusFile } from '../FocusFiles';
import { FocusReader, FocusReading } from '../FocusReader';
import { leafColumn } from './LeafColumn';
import { LeafCursor } from './LeafCursor';
import { NestedTags } from './NestedTags';
import { ParquetColumn } from './ParquetColumn';
import { ParquetFields, ReadColumn } from './ParquetFields';
import { PageBuffer } from './PageBuffer';
import { PlannedGroup, readPlan } from './readPlan';

const hashBytes = 1024 * 1024;
/** Rows at hand: few enough that what is made of them does not outlive a small collection of garbage. */
const batchRows = 1_000;

/**
 * See the top of the file.
 *
 * @param file - with a handle that is open for reading; it is not closed
 * @returns the digest
 * @throws InputError that names the file
 */
export async function readFocusParquet(
  file: FocusFile & { handle: FileHandle },
  reader: FocusReader,
  options: FocusReading,
): Promise<string> {
  try {
    await readRows(file, reader, options);
    return await digestOf(file.handle, options.signal);
  } catch (error) {
    if (isError(error) && ['AbortError', 'InputError'].includes(error.name)) {
      throw error;
    }
    throw new InputError(
      `The FOCUS file '${file.name}' cannot be read as Parquet${
        isError(error) && error.message.startsWith('parquet ')
          ? ` (${error.message.slice('parquet '.length, 200)})`
          : ''
      }: it is damaged, cut, encrypted or of a kind that is not known.`,
    );
  }
}

async function readRows(
  file: FocusFile & { handle: FileHandle },
  reader: FocusReader,
  options: FocusReading,
): Promise<void> {
  const { tree, header, groups } = await readPlan(file, options);
  header.problems.forEach(problem => reader.onProblem(problem));
  const columns = [...header.at].map(([column, index]) => ({
    column,
    top: tree.children[index],
    kept: new ParquetColumn(tree.children[index].element),
  }));
  const buffers = new Map<string, PageBuffer>();
  const cursorsOf = (group: PlannedGroup, path: SchemaTree[]): LeafCursor[] => {
    const { children, path: names } = path[path.length - 1];
    if (children.length) {
      return children.flatMap(child => cursorsOf(group, [...path, child]));
    }
    const name = names.join('.');
    const meta = group.columns.get(name);
    if (!meta) {
      throw new Error('parquet column is not in the file');
    }
    const buffer = buffers.get(name) ?? new PageBuffer();
    buffers.set(name, buffer);
    const column = leafColumn(meta, path);
    return [new LeafCursor({ handle: file.handle, column, buffer })];
  };

  let firstRow = 1;
  for (const group of groups) {
    const cursors: LeafCursor[] = [];
    const read = new Map<FocusColumn, ReadColumn>();
    for (const { column, top, kept } of columns) {
      const leaves = cursorsOf(group, [tree, top]);
      cursors.push(...leaves);
      read.set(
        column,
        top.children.length
          ? { is: 'nested', tags: new NestedTags(leaves) }
          : { is: 'flat', column: kept, cursor: leaves[0] },
      );
    }
    const { rows } = group;
    await readGroup(
      { cursors, fields: new ParquetFields(read), firstRow, rows },
      reader,
      options,
    );
    firstRow += rows;
  }
}

async function readGroup(
  group: {
    cursors: readonly LeafCursor[];
    fields: ParquetFields;
    firstRow: number;
    rows: number;
  },
  reader: FocusReader,
  options: FocusReading,
): Promise<void> {
  const { cursors, fields, firstRow } = group;
  for (let done = 0; done < group.rows; ) {
    options.signal.throwIfAborted();
    const rows = Math.min(batchRows, group.rows - done);
    for (const cursor of cursors) {
      await cursor.advance(rows);
    }
    for (fields.row = 0; fields.row < rows; fields.row += 1) {
      const row = firstRow + done + fields.row;
      const charge = readCharge(fields, options.use);
      if (typeof charge === 'string') {
        reader.onBroken({ row, message: charge });
      } else {
        reader.onCharge(charge, row);
      }
    }
    done += rows;
  }
}

async function digestOf(
  handle: FileHandle,
  signal: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(hashBytes);
  for (let position = 0; ; ) {
    signal.throwIfAborted();
    const { bytesRead } = await handle.read(buffer, 0, hashBytes, position);
    if (!bytesRead) {
      return hash.digest('base64');
    }
    hash.update(buffer.subarray(0, bytesRead));
    position += bytesRead;
  }
}
