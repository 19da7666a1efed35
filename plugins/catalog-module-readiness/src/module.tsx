import {
  coreExtensionData,
  createExtensionDataRef,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin, {
  CatalogExportSettings,
} from '@backstage/plugin-catalog/alpha';

// Under the id that the catalog gives to what extensions say of the export: it does not hand out its own ref.
const exportCustomization = createExtensionDataRef<
  Omit<CatalogExportSettings, 'enabled'>
>().with({ id: 'catalog.export-customization' });

const catalogPage = catalogPlugin.getExtension('page:catalog').override({
  factory(original, { config, inputs }) {
    return original({
      params: {
        loader: async () => {
          const { CatalogIndexPageWithLevels } = await import(
            './CatalogIndexPageWithLevels'
          );
          return (
            <CatalogIndexPageWithLevels
              filters={inputs.filters.map(filter =>
                filter.get(coreExtensionData.reactElement),
              )}
              pagination={config.pagination}
              exportSettings={config.exportSettings}
              exportCustomizations={inputs.exportConfig.flatMap(
                input => input.get(exportCustomization) ?? [],
              )}
            />
          );
        },
      },
    });
  },
});

/**
 * Lists entities in the catalog with their level and distance to target, on the page that the catalog has at any rate.
 *
 * @public
 */
export const catalogModuleReadiness = createFrontendModule({
  pluginId: 'catalog',
  extensions: [catalogPage],
});
