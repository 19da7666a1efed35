import { Entity } from '@backstage/catalog-model';
import { readinessAnnotations } from '@team-readiness/backstage-plugin-readiness-common';

const namespaceAnnotation = 'backstage.io/kubernetes-namespace';
const idAnnotation = 'backstage.io/kubernetes-id';
const maxNamespaces = 50;
const objectName = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

/**
 * By what objects of Kubernetes, and what is reported of them, are found to be an entity's.
 *
 * 1. Everything in the namespaces of `team-readiness.dev/namespace` (comma
 *    separated) is the entity's; so is everything in the namespace of
 *    `backstage.io/kubernetes-namespace`, where there is no
 *    `backstage.io/kubernetes-id` beside it.
 * 2. `backstage.io/kubernetes-id` names reports with that label, and workloads
 *    (with their Pods and ReplicaSets) of that name, within
 *    `backstage.io/kubernetes-namespace` where that is given.
 * 3. An entity with none of these gets the workloads that have its own name.
 *
 * @public
 */
export interface KubernetesKeys {
  namespaces: string[];
  kubernetesId: string | null;
  /** Where `kubernetesId` is looked for; null for everywhere. */
  idNamespace: string | null;
  /** The entity's own name, only where no annotation maps it. */
  name: string | null;
}

function read(entity: Entity, annotation: string): string | null {
  const value: unknown = entity.metadata.annotations?.[annotation];
  const text = typeof value === 'string' ? value.trim() : '';
  return objectName.test(text) ? text : null;
}

/**
 * Reads the annotations of an entity; what is no name of Kubernetes is passed over.
 *
 * @public
 */
export function kubernetesKeys(entity: Entity): KubernetesKeys {
  const own: unknown =
    entity.metadata.annotations?.[readinessAnnotations.namespace];
  const namespaces = (typeof own === 'string' ? own.slice(0, 15_000) : '')
    .split(',')
    .map(name => name.trim())
    .filter(name => objectName.test(name))
    .slice(0, maxNamespaces);
  const namespace = read(entity, namespaceAnnotation);
  const kubernetesId = read(entity, idAnnotation);
  if (namespaces.length === 0 && namespace && !kubernetesId) {
    namespaces.push(namespace);
  }
  const mapped = namespaces.length > 0 || kubernetesId !== null;
  return {
    namespaces: [...new Set(namespaces)],
    kubernetesId,
    idNamespace: kubernetesId ? namespace : null,
    name: mapped ? null : entity.metadata.name.toLowerCase(),
  };
}
