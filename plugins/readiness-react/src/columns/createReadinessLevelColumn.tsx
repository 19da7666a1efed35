import { ReactElement } from 'react';
import { EntityLevelCell } from './EntityLevelCell';
import { ListedLevels } from './ListedLevels';

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
  sorting: boolean;
  searchable: false;
  customSort?(
    a: ReadinessLevelRow,
    b: ReadinessLevelRow,
    type: 'row' | 'group',
    direction?: 'desc' | 'asc',
  ): number;
  render(row: ReadinessLevelRow): ReactElement;
}

/**
 * What the column needs to know of the list; what the catalog hands to a function of columns has it.
 *
 * @public
 */
export interface ReadinessLevelList {
  entities: ReadonlyArray<ReadinessLevelRow['entity']>;
  paginationMode: 'none' | 'cursor' | 'offset';
}

function refOf({ entity }: ReadinessLevelRow): string {
  const { namespace = 'default', name } = entity.metadata;
  return `${entity.kind}:${namespace}/${name}`.toLocaleLowerCase('en-US');
}

/**
 * Makes a column with the level of each entity and its distance to the target, for the table of the catalog. Levels of all
 * rows that show come with one request, and are kept for a minute.
 *
 * @param options - `title`: of the column, "Readiness" unless set; `width`: in CSS; `list`: what the table lists. With it,
 *   a table that holds all of its rows can be sorted by level and, within a level, by fixes to the target; entities without
 *   a level come last. A table whose pages come from the catalog one by one cannot be sorted: it would sort one page.
 * @public
 */
export function createReadinessLevelColumn(
  options: { title?: string; width?: string; list?: ReadinessLevelList } = {},
): ReadinessLevelColumn {
  const { title = 'Readiness', width = 'auto', list } = options;
  const listed =
    list?.paginationMode === 'none'
      ? new ListedLevels(list.entities.map(entity => refOf({ entity })))
      : undefined;
  return {
    title,
    width,
    sorting: Boolean(listed),
    searchable: false,
    customSort: listed
      ? (a, b, _, direction) =>
          listed.compare(refOf(a), refOf(b), direction === 'desc')
      : undefined,
    render: row => <EntityLevelCell entityRef={refOf(row)} listed={listed} />,
  };
}
