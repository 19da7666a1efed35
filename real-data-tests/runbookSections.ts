/** What a complete runbook says, as the check `runbook-complete` asks for it. */
export const runbookParts = [
  'impact',
  'diagnosis',
  'mitigation',
  'escalation',
] as const;

/** One part of a runbook: impact or symptoms; diagnosis; mitigation, resolution or rollback; escalation. */
export type RunbookPart = (typeof runbookParts)[number];

const partOfSection: Readonly<Record<string, RunbookPart>> = {
  impact: 'impact',
  symptoms: 'impact',
  diagnosis: 'diagnosis',
  mitigation: 'mitigation',
  resolution: 'mitigation',
  rollback: 'mitigation',
  escalation: 'escalation',
};

/** The parts that sections of a fact stand for, in the order of the parts. */
export function partsOf(sections: readonly string[]): RunbookPart[] {
  const found = new Set(sections.map(section => partOfSection[section]));
  return runbookParts.filter(part => found.has(part));
}

const openshift = 'openshift__runbooks/alerts';
const prometheus = 'prometheus-operator__runbooks/content/runbooks';

function table(
  rows: ReadonlyArray<readonly [path: string, letters: string]>,
): ReadonlyMap<string, readonly RunbookPart[]> {
  return new Map(
    rows.map(([path, letters]) => [
      `runbooks/${path}`,
      runbookParts.filter(part => letters.includes(part[0].toUpperCase())),
    ]),
  );
}

/**
 * What a reader finds in 30 runbooks, fifteen of each repository, drawn by the fixed seed 389 before any
 * rule was changed: a letter for impact or symptoms (I), diagnosis (D), mitigation (M), escalation (E). A
 * heading over nothing, a promise ("TODO"), and a sentence that says nothing do not count; who is to be
 * called counts wherever it stands.
 */
export const readByEye = table([
  [
    `${openshift}/advanced-cluster-management-operator/ACMMetricsCollectorForwardRemoteWriteError.md`,
    'IDM',
  ],
  [
    `${openshift}/advanced-cluster-management-operator/ACMRemoteWriteError.md`,
    'IDM',
  ],
  [
    `${openshift}/cluster-image-registry-operator/ImageRegistryStorageReadOnly.md`,
    'IM',
  ],
  [`${openshift}/cluster-kube-apiserver-operator/KubeAPIDown.md`, 'IDM'],
  // "The resolution depends on the particular issue" is all that it says of a mitigation.
  [
    `${openshift}/cluster-kube-controller-manager-operator/KubeControllerManagerDown.md`,
    'ID',
  ],
  [`${openshift}/cluster-monitoring-operator/ClusterOperatorDown.md`, 'IDM'],
  [`${openshift}/cluster-monitoring-operator/KubeletDown.md`, 'IDM'],
  [
    `${openshift}/cluster-monitoring-operator/NodeFileDescriptorLimit.md`,
    'IDM',
  ],
  // "Contact the incident response team" stands under the mitigation.
  [`${openshift}/cluster-network-operator/SouthboundStaleAlert.md`, 'IDME'],
  [`${openshift}/network-observability-operator/Ingress5xxErrors.md`, 'IDM'],
  [
    `${openshift}/openshift-container-storage-operator/OdfMirrorDaemonStatus.md`,
    'IDM',
  ],
  [
    `${openshift}/openshift-virtualization-operator/KubeVirtDeprecatedAPIRequested.md`,
    'IDM',
  ],
  // Under the mitigation stands nothing but the support case.
  [`${openshift}/openshift-virtualization-operator/KubemacpoolDown.md`, 'IDE'],
  [
    `${openshift}/openshift-virtualization-operator/LowReadyVirtAPICount.md`,
    'IDME',
  ],
  [
    `${openshift}/openshift-virtualization-operator/OutdatedVirtualMachineInstanceWorkloads.md`,
    'IDME',
  ],
  [`${prometheus}/_index.md`, ''],
  [`${prometheus}/etcd/_index.md`, ''],
  [`${prometheus}/etcd/etcdBackendQuotaLowSpace.md`, 'IDM'],
  // "TODO", and a link to what the feature is.
  [`${prometheus}/kubernetes/KubeAggregatedAPIErrors.md`, 'ID'],
  [`${prometheus}/kubernetes/KubeClientErrors.md`, 'ID'],
  [`${prometheus}/kubernetes/KubeDaemonSetRolloutStuck.md`, 'IDM'],
  [`${prometheus}/kubernetes/KubeNodeReadinessFlapping.md`, 'IDM'],
  [`${prometheus}/kubernetes/KubePersistentVolumeFillingUp.md`, 'IDM'],
  [`${prometheus}/kubernetes/KubeSchedulerDown.md`, 'IM'],
  [`${prometheus}/kubernetes/KubeVersionMismatch.md`, 'IDM'],
  [`${prometheus}/kubernetes/KubeletTooManyPods.md`, 'IDM'],
  [`${prometheus}/node/NodeClockNotSynchronising.md`, 'IM'],
  [`${prometheus}/node/NodeRAIDDegraded.md`, 'IDM'],
  [`${prometheus}/prometheus/PrometheusLabelLimitHit.md`, 'IM'],
  [`${prometheus}/prometheus/PrometheusRemoteWriteDesiredShards.md`, 'IDM'],
]);

/**
 * The same of twenty others, ten of each repository, drawn by the seed 2026 and read when the rules were
 * finished: these had no part in them.
 */
export const readByEyeLater = table([
  [
    `${openshift}/advanced-cluster-management-operator/ACMMetricsCollectorFederationError.md`,
    'IDM',
  ],
  [
    `${openshift}/cluster-monitoring-operator/NodeFilesystemAlmostOutOfFiles.md`,
    'IDM',
  ],
  [`${openshift}/cluster-network-operator/NoOvnClusterManagerLeader.md`, 'IDM'],
  // Under the mitigation stands what else it may be, and nothing to do.
  [
    `${openshift}/cluster-network-operator/OVNKubernetesControllerDisconnectedSouthboundDatabase.md`,
    'ID',
  ],
  [`${openshift}/cluster-network-operator/hierarchy/README.md`, ''],
  [
    `${openshift}/machine-config-operator/MachineConfigDaemonPivotError.md`,
    'IDM',
  ],
  [`${openshift}/network-observability-operator/NetObservNoFlows.md`, 'IDM'],
  [
    `${openshift}/openshift-container-storage-operator/CephMdsCPUUsageHighNeedsHorizontalScaling.md`,
    'IDM',
  ],
  [`${openshift}/openshift-container-storage-operator/helpers/cephCLI.md`, ''],
  // "Try to identify the root cause and resolve the issue", and then whom to call.
  [
    `${openshift}/openshift-virtualization-operator/SSPHighRateRejectedVms.md`,
    'IDE',
  ],
  [`${prometheus}/alertmanager/AlertmanagerClusterCrashlooping.md`, 'IDM'],
  [`${prometheus}/alertmanager/AlertmanagerFailedReload.md`, 'IDM'],
  [`${prometheus}/alertmanager/AlertmanagerMembersInconsistent.md`, 'IDM'],
  // Its diagnosis is under the heading "Runbook".
  [`${prometheus}/kubernetes/KubeAPIErrorBudgetBurn.md`, 'ID'],
  [`${prometheus}/kubernetes/KubeDeploymentReplicasMismatch.md`, 'IDM'],
  [`${prometheus}/kubernetes/KubeletClientCertificateRenewalErrors.md`, 'IDM'],
  [`${prometheus}/kubernetes/KubeletDown.md`, 'IDM'],
  [`${prometheus}/node/NodeTextFileCollectorScrapeError.md`, 'IDM'],
  // The mitigation has four words, and they are enough.
  [`${prometheus}/prometheus/PrometheusBadConfig.md`, 'IDM'],
  // Without headings.
  [`${prometheus}/prometheus/PrometheusDuplicateTimestamps.md`, 'DM'],
]);
