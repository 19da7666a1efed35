import { useEntity } from '@backstage/plugin-catalog-react';
import { ServiceReadiness } from '../service';

/**
 * The Readiness tab of the entity whose page is open.
 */
export function EntityReadiness() {
  const { entity } = useEntity();
  return (
    <ServiceReadiness
      name={{
        kind: entity.kind,
        namespace: entity.metadata.namespace ?? 'default',
        name: entity.metadata.name,
      }}
    />
  );
}
