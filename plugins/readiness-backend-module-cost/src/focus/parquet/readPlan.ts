import { FileHandle } from 'node:fs/promises';
import { InputError } from '@backstage/errors';
import {
  ColumnMetaData,
  FileMetaData,
  parquetMetadataAsync,
  parquetSchema,
  SchemaTree,
} from 'hyparquet';
import { FocusHeader, readFocusHeader } from '../FocusColumns';
import { FocusFile } from '../FocusFiles';
import { FocusReading } from '../FocusReader';
import { readBytes } from './readBytes';

/** The description of a file at its end; of a gigabyte it is a few mebibytes. */
const maxFooterBytes = 64 * 1024 * 1024;

/** A row group, reduced to what is read of it. */
export interface PlannedGroup {
  rows: number;
  /** By the names on the way to the column, joined by dots. */
  columns: ReadonlyMap<string, ColumnMetaData>;
}

/** What is to be read of a file. */
export interface ParquetPlan {
  tree: SchemaTree;
  header: FocusHeader;
  groups: PlannedGroup[];
}

/**
 * Reads the description of a file. Of it only the columns that are needed are kept: with statistics of sixty
 * columns in hundreds of row groups it takes more memory than all that is read.
 *
 * @throws InputError where a column is missing, or the file announces more than may be read
 */
export async function readPlan(
  file: FocusFile & { handle: FileHandle },
  options: FocusReading,
): Promise<ParquetPlan> {
  const metadata = await readMetadata(file);
  const tree = parquetSchema(metadata);
  const names = tree.children.map(child => child.element.name);
  const header = readFocusHeader(names, file.name, options.use);
  const wanted = new Set([...header.at.values()].map(index => names[index]));
  let bytes = 0;
  const groups = metadata.row_groups.map(group => {
    const columns = new Map<string, ColumnMetaData>();
    for (const { meta_data: meta, file_path: elsewhere } of group.columns) {
      if (meta && !elsewhere && wanted.has(meta.path_in_schema[0])) {
        bytes += Number(meta.total_uncompressed_size);
        columns.set(meta.path_in_schema.join('.'), withoutStatistics(meta));
      }
    }
    return { rows: Number(group.num_rows), columns };
  });
  if (bytes > options.maxBytes) {
    throw new InputError(
      `The FOCUS file '${file.name}' is larger than ${options.maxBytes} bytes after decompression. See readiness.cost.focus.maxGigabytes.`,
    );
  }
  return { tree, header, groups };
}

function withoutStatistics(meta: ColumnMetaData): ColumnMetaData {
  return {
    type: meta.type,
    encodings: [],
    path_in_schema: meta.path_in_schema,
    codec: meta.codec,
    num_values: meta.num_values,
    total_uncompressed_size: meta.total_uncompressed_size,
    total_compressed_size: meta.total_compressed_size,
    data_page_offset: meta.data_page_offset,
    dictionary_page_offset: meta.dictionary_page_offset,
  };
}

async function readMetadata(
  file: FocusFile & { handle: FileHandle },
): Promise<FileMetaData> {
  const { handle, name } = file;
  const { size } = await handle.stat();
  if (size < 12) {
    throw new InputError(`The FOCUS file '${name}' is empty: it is cut.`);
  }
  const end = new DataView(await readBytes(handle, size - 8, 8));
  if (end.getUint32(0, true) > maxFooterBytes) {
    throw new Error(`parquet footer of more than ${maxFooterBytes} bytes`);
  }
  return parquetMetadataAsync(
    {
      byteLength: size,
      slice: (from, to = size) => readBytes(handle, from, to - from),
    },
    { geoparquet: false },
  );
}
