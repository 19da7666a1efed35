import {
  CatalogTable,
  CatalogTableColumnsFunc,
} from '@backstage/plugin-catalog';
import { createReadinessLevelColumn } from '@team-readiness/backstage-plugin-readiness-react';

/**
 * The columns of the catalog, and behind the name the level of each entity, by which the list can be sorted.
 *
 * @param context - which entities the list shows
 */
export const catalogColumns: CatalogTableColumnsFunc = context => {
  const columns = CatalogTable.defaultColumnsFunc(context);
  // Hidden columns are there to be searched and sorted by.
  const behindName = columns.findIndex(({ hidden }) => !hidden) + 1;
  return [
    ...columns.slice(0, behindName),
    createReadinessLevelColumn({ list: context }),
    ...columns.slice(behindName),
  ];
};
