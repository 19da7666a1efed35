import {
  CatalogTable,
  CatalogTableColumnsFunc,
} from '@backstage/plugin-catalog';
import { createReadinessLevelColumn } from '@team-readiness/backstage-plugin-readiness-react';

type Column = ReturnType<CatalogTableColumnsFunc>[number];

/** Kinds of which nothing is asked. */
const withoutLevels = ['location', 'template', 'user'];

/** Names break between letters where one column more takes their room. */
function wideEnough(column: Column): Column {
  return {
    ...column,
    cellStyle: column.cellStyle ?? { minWidth: '10rem' },
  };
}

/**
 * Puts the column with level and distance to target behind the first column that shows, which is the name.
 * Kinds that have no levels are listed without it. A list that is not paged by the catalog can be sorted by it.
 *
 * @param columns - the others; those of the catalog itself unless set
 * @returns what `CatalogIndexPage` takes as `columns`
 * @public
 */
export function addReadinessLevel(
  columns: CatalogTableColumnsFunc = CatalogTable.defaultColumnsFunc,
): CatalogTableColumnsFunc {
  return context => {
    const all = columns(context);
    const kind = context.filters.kind?.value.toLocaleLowerCase('en-US');
    if (kind && withoutLevels.includes(kind)) {
      return all;
    }
    const level = createReadinessLevelColumn({ list: context });
    // Hidden columns are there to be searched and sorted by.
    const name = all.findIndex(({ hidden }) => !hidden);
    return all.flatMap((column, index) =>
      index === name ? [wideEnough(column), level] : [column],
    );
  };
}
