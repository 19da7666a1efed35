/**
 * What the API server knows of a kind and a manifest does not say: the name of
 * its resource in paths, and whether its objects live in a namespace.
 */

/** Kinds whose objects belong to the cluster. */
const clusterKinds = new Set([
  'APIService',
  'CertificateSigningRequest',
  'ClusterIssuer',
  'ClusterPolicy',
  'ClusterRole',
  'ClusterRoleBinding',
  'ComponentStatus',
  'CSIDriver',
  'CSINode',
  'CustomResourceDefinition',
  'FlowSchema',
  'GatewayClass',
  'IngressClass',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
]);

/** API groups of Kubernetes itself: every kind of theirs that is not above lives in a namespace. */
const builtInGroups = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'extensions',
  'flowcontrol.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

/**
 * The resource of a kind, e.g. `networkpolicies` for `NetworkPolicy`: the rule
 * by which Kubernetes guesses it (apimachinery, UnsafeGuessKindToResource),
 * which holds for all its own kinds and nearly all custom ones.
 */
export function resourceOfKind(kind: string): string {
  const name = kind.toLowerCase();
  if (name === 'endpoints') {
    return name;
  }
  if (name.endsWith('s')) {
    return `${name}es`;
  }
  return name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/**
 * Do objects of this kind live in a namespace?
 *
 * @returns null for a kind of others, where only the cluster knows
 */
export function isNamespaced(group: string, kind: string): boolean | null {
  if (clusterKinds.has(kind)) {
    return false;
  }
  return builtInGroups.has(group) ? true : null;
}
