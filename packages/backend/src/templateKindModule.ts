import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
} from '@backstage/catalog-model';
import {
  CatalogProcessor,
  catalogProcessingExtensionPoint,
  processingResult,
} from '@backstage/plugin-catalog-node';

/** Accepts Templates, and says who owns them: of the Scaffolder the demo has its golden path's entry, no more. */
const templateKind: CatalogProcessor = {
  getProcessorName: () => 'TemplateKind',
  validateEntityKind: async ({ apiVersion, kind }) =>
    apiVersion === 'scaffolder.backstage.io/v1beta3' && kind === 'Template',
  postProcessEntity: async (entity, _location, emit) => {
    const owner = entity.kind === 'Template' ? entity.spec?.owner : undefined;
    if (typeof owner === 'string') {
      const source = getCompoundEntityRef(entity);
      const target = parseEntityRef(owner, {
        defaultKind: 'group',
        defaultNamespace: source.namespace,
      });
      const add = (type: string, from: typeof source, to: typeof source) =>
        emit(processingResult.relation({ type, source: from, target: to }));
      add(RELATION_OWNED_BY, source, target);
      add(RELATION_OWNER_OF, target, source);
    }
    return entity;
  },
};

/** Lets the catalog of the demo hold entities of kind Template. */
export const templateKindModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'template-kind',
  register(env) {
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addProcessor(templateKind);
      },
    });
  },
});
