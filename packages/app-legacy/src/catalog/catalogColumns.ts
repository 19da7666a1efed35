import {
  CatalogTable,
  CatalogTableColumnsFunc,
} from '@backstage/plugin-catalog';
import { createReadinessLevelColumn } from '@team-readiness/backstage-plugin-readiness-react';

const level = createReadinessLevelColumn();

/**
 * The columns of the catalog, and the level of each entity as the last one.
 *
 * @param context - which entities the list shows
 */
export const catalogColumns: CatalogTableColumnsFunc = context => [
  ...CatalogTable.defaultColumnsFunc(context),
  level,
];
