import { ReactElement } from 'react';
import { EntityLevelCell } from './EntityLevelCell';

/**
 * What the column needs to know of a row; a row of the catalog's table has it.
 *
 * @public
 */
export interface ReadinessLevelRow {
  entity: { kind: string; metadata: { namespace?: string; name: string } };
}

/**
 * A column of the catalog's table; fits `TableColumn<CatalogTableRow>`.
 *
 * @public
 */
export interface ReadinessLevelColumn {
  title: string;
  width: string;
  sorting: false;
  searchable: false;
  render(row: ReadinessLevelRow): ReactElement;
}

function refOf({ entity }: ReadinessLevelRow): string {
  const { namespace = 'default', name } = entity.metadata;
  return `${entity.kind}:${namespace}/${name}`.toLocaleLowerCase('en-US');
}

/**
 * Makes a column with the level of each entity and its distance to the target, for the table of the catalog. Levels of all
 * rows that show come with one request, and are kept for a minute. The table cannot sort by it, since it knows one page.
 *
 * @param options - `title`: of the column, "Readiness" unless set; `width`: in CSS
 * @public
 */
export function createReadinessLevelColumn(
  options: { title?: string; width?: string } = {},
): ReadinessLevelColumn {
  return {
    title: options.title ?? 'Readiness',
    width: options.width ?? 'auto',
    sorting: false,
    searchable: false,
    render: row => <EntityLevelCell entityRef={refOf(row)} />,
  };
}
