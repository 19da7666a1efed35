import {
  CatalogExportSettings,
  CatalogIndexPage,
  CatalogIndexPageProps,
} from '@backstage/plugin-catalog/alpha';
import { addReadinessLevel } from './addReadinessLevel';

const columns = addReadinessLevel();

/**
 * The page of the catalog that lists entities, with their levels.
 */
export function CatalogIndexPageWithLevels(
  props: Pick<
    CatalogIndexPageProps,
    'filters' | 'pagination' | 'exportSettings'
  > & {
    /** What extensions say of the export; the first to say something is heard, and exporters add up. */
    exportCustomizations: ReadonlyArray<Omit<CatalogExportSettings, 'enabled'>>;
  },
) {
  const { filters, pagination, exportSettings, exportCustomizations } = props;
  const settings = exportCustomizations.reduce<CatalogExportSettings>(
    (before, customization) => ({
      ...customization,
      ...before,
      exporters: { ...before.exporters, ...customization.exporters },
    }),
    { ...exportSettings },
  );
  return (
    <CatalogIndexPage
      columns={columns}
      filters={<>{filters}</>}
      pagination={pagination}
      exportSettings={settings.enabled ? settings : undefined}
    />
  );
}
