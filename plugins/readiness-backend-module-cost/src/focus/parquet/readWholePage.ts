import { PageHeader } from 'hyparquet';
import { readPage } from 'hyparquet/src/column.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { LeafColumn } from './LeafColumn';
import { rawSchema } from './ParquetColumn';
import { parquetCompressors } from './parquetCompressors';
import { ValueReader } from './PlainReader';

/** Values of an encoding that is rare in bills (DELTA_…, BYTE_STREAM_SPLIT), by the library. */
export function readWholePage(
  header: PageHeader,
  bytes: Uint8Array,
  column: LeafColumn,
): ValueReader {
  const path = column.path.map(rawSchema);
  // Some of its values are views, which outlive the memory of the page.
  const { buffer } = bytes.slice();
  const { data = [] } = readPage(
    { view: new DataView(buffer), offset: 0 },
    header,
    {
      pathInSchema: column.meta.path_in_schema,
      type: column.meta.type,
      element: path[path.length - 1].element,
      schemaPath: path,
      codec: column.meta.codec,
      compressors: parquetCompressors,
      parsers: DEFAULT_PARSERS,
      utf8: false,
    },
    undefined,
    undefined,
    0,
  );
  const values = Array.from<unknown>(data)
    .flat(8)
    .filter(value => value !== null && value !== undefined);
  let next = 0;
  return {
    next: () => {
      next += 1;
      if (next > values.length) {
        throw new Error('parquet page is cut');
      }
      return values[next - 1];
    },
  };
}
