import { ColumnMetaData, SchemaTree } from 'hyparquet';
import {
  getMaxDefinitionLevel,
  getMaxRepetitionLevel,
} from 'hyparquet/src/schema.js';

/** A column in a row group. */
export interface LeafColumn {
  meta: ColumnMetaData;
  /** From the root of the schema to the column. */
  path: SchemaTree[];
  maxDefinition: number;
  maxRepetition: number;
}

/** @param path - from the root of the schema to the column */
export function leafColumn(
  meta: ColumnMetaData,
  path: SchemaTree[],
): LeafColumn {
  return {
    meta,
    path,
    maxDefinition: getMaxDefinitionLevel(path),
    maxRepetition: getMaxRepetitionLevel(path),
  };
}
