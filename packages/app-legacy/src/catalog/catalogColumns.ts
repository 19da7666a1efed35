import {
  CatalogTable,
  CatalogTableColumnsFunc,
} from '@backstage/plugin-catalog';
import { createReadinessLevelColumn } from '@team-readiness/backstage-plugin-readiness-react';

/**
 * The columns of the catalog, and the level of each entity as the last one, by which the list can be sorted.
 *
 * @param context - which entities the list shows
 */
export const catalogColumns: CatalogTableColumnsFunc = context => [
  ...CatalogTable.defaultColumnsFunc(context),
  createReadinessLevelColumn({ list: context }),
];
