import { JsonObject, JsonValue } from '@backstage/types';
import { SignalsFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  containersOf,
  ManifestObject,
  objectsAt,
  podTemplate,
  textOf,
  valueAt,
} from '../kubernetes/readObjects';
import { datastoresRunBy } from '../technology/TechnologyObserver';

/** A decision that something shows. */
export type Signal = SignalsFact['signals'][number];

/** A decision without its place. */
export type Choice = Omit<Signal, 'seenIn'>;

/** Groups of objects with which clusters order managed services of a cloud (Crossplane, ACK, ASO, Config Connector). */
const managedGroup =
  /(?:^|\.)(?:aws\.(?:m\.)?upbound\.io|azure\.(?:m\.)?upbound\.io|gcp\.(?:m\.)?upbound\.io|aws\.crossplane\.io|azure\.crossplane\.io|gcp\.crossplane\.io|services\.k8s\.aws|azure\.com|cnrm\.cloud\.google\.com)$/;
/** Services of these groups and kinds that hold data. */
const managedData =
  /rds|dynamodb|elasticache|docdb|memorydb|redshift|s3|sqs|kafka|kinesis|opensearch|sql|spanner|bigtable|bigquery|firestore|redis|storage|pubsub|cosmosdb|documentdb|eventhub|servicebus|dbforpostgresql|dbformysql|cache/;

/** Texts that say of a Resource of the catalog who runs it, word by word. */
const managedWords =
  /(?:^|[^a-z])(?:managed|rds|aurora|cloud ?sql|elasticache|memorystore|msk|atlas|dynamodb|s3|sqs|bigquery|bigtable|cosmos ?db|documentdb|firestore|gcs|kinesis|pub ?sub|redshift|snowflake|spanner)(?:$|[^a-z])/;
const selfHostedWords = /(?:^|[^a-z])self-?(?:hosted|managed|run)(?:$|[^a-z])/;

function isTrue(value: JsonValue | undefined): boolean {
  return value === true || value === 'true';
}

/** What brings a release of this object to users, if it says so. */
function rollout({ group, kind, data }: ManifestObject): string[] {
  const spec = valueAt(data, 'spec');
  if (group === 'argoproj.io' && kind === 'Rollout') {
    const strategy = valueAt(spec, 'strategy');
    return [
      ...(valueAt(strategy, 'canary') === undefined ? [] : ['canary']),
      ...(valueAt(strategy, 'blueGreen') === undefined ? [] : ['blue-green']),
    ];
  }
  if (group === 'flagger.app' && kind === 'Canary') {
    const analysis =
      valueAt(spec, 'analysis') ?? valueAt(spec, 'canaryAnalysis');
    const weighs = ['maxWeight', 'stepWeight', 'stepWeights', 'match'].some(
      key => valueAt(analysis, key) !== undefined,
    );
    return [weighs ? 'canary' : 'blue-green'];
  }
  const type =
    valueAt(spec, 'strategy', 'type') ??
    valueAt(spec, 'updateStrategy', 'type');
  if (group !== 'apps' || !/^(?:Deployment|StatefulSet)$/.test(kind)) {
    return [];
  }
  return [
    ...(type === 'RollingUpdate' ? ['rolling'] : []),
    ...(type === 'Recreate' ? ['recreate'] : []),
  ];
}

const scalers: Readonly<Record<string, string>> = {
  'autoscaling HorizontalPodAutoscaler': 'hpa',
  'autoscaling.k8s.io VerticalPodAutoscaler': 'vpa',
  'keda.sh ScaledObject': 'keda',
  'keda.sh ScaledJob': 'keda',
};

/** How telemetry leaves this object, if it says so. */
function telemetry(object: ManifestObject): string[] {
  if (
    object.group === 'monitoring.coreos.com' &&
    /^(?:Service|Pod)Monitor$/.test(object.kind)
  ) {
    return ['pull'];
  }
  const annotations = [
    valueAt(object.data, 'metadata', 'annotations'),
    valueAt(podTemplate(object), 'metadata', 'annotations'),
  ].map(it => (it ?? {}) as JsonObject);
  const scraped = annotations.some(it =>
    isTrue(valueAt(it, 'prometheus.io/scrape')),
  );
  const injected = annotations.some(it =>
    Object.keys(it).some(key =>
      /^(?:instrumentation|sidecar)\.opentelemetry\.io\/inject/.test(key),
    ),
  );
  const sends = containersOf(object)
    .flatMap(container => objectsAt(container, 'env'))
    .some(({ name }) =>
      /^(?:OTEL_EXPORTER_OTLP_(?:\w+_)?ENDPOINT|DD_AGENT_HOST)$/.test(
        textOf(name),
      ),
    );
  return [...(scraped ? ['pull'] : []), ...(injected || sends ? ['push'] : [])];
}

/** Who runs the datastore that this object is, if it is one. */
function hosting(object: ManifestObject): string[] {
  const { group, kind } = object;
  const managed =
    managedGroup.test(group) &&
    managedData.test(`${group} ${kind}`.toLowerCase());
  return [
    ...(managed ? ['managed'] : []),
    ...(datastoresRunBy(object).length > 0 ? ['self-hosted'] : []),
  ];
}

/** What Rollouts and Canaries take over: the strategy of the Deployment itself then decides nothing. */
function takenOver(objects: readonly ManifestObject[]): Set<string> {
  return new Set(
    objects.flatMap(({ group, kind, data }) => {
      const target =
        (group === 'flagger.app' && kind === 'Canary'
          ? valueAt(data, 'spec', 'targetRef')
          : undefined) ??
        (group === 'argoproj.io' && kind === 'Rollout'
          ? valueAt(data, 'spec', 'workloadRef')
          : undefined);
      return target === undefined
        ? []
        : [
            `${textOf(valueAt(target, 'kind'))} ${textOf(
              valueAt(target, 'name'),
            )}`,
          ];
    }),
  );
}

/**
 * The decisions that manifests show. What Kubernetes does without being told decides nothing: a Deployment
 * without `strategy` shows no rollout.
 */
export function manifestSignals(objects: readonly ManifestObject[]): Signal[] {
  const replaced = takenOver(objects);
  return objects.flatMap(object => {
    const { group, kind, name, path } = object;
    const datastore = datastoresRunBy(object).length > 0;
    const scaler = scalers[`${group} ${kind}`];
    const choices: Choice[] = [
      ...(replaced.has(`${kind} ${name}`) || datastore
        ? []
        : rollout(object)
      ).map(choice => ({ topic: 'rollout' as const, choice })),
      ...hosting(object).map(choice => ({ topic: 'hosting' as const, choice })),
      // A datastore is argued for by who runs it.
      ...(group === 'apps' &&
      /^(?:Deployment|StatefulSet)$/.test(kind) &&
      !datastore
        ? [{ topic: 'workload-kind' as const, choice: kind.toLowerCase() }]
        : []),
      ...(scaler ? [{ topic: 'autoscaling' as const, choice: scaler }] : []),
      ...telemetry(object).map(choice => ({
        topic: 'telemetry' as const,
        choice,
      })),
    ];
    return choices.map(choice => ({ ...choice, seenIn: path }));
  });
}

/** Who runs a datastore, by what its Resource in the catalog says of itself; none where it says nothing. */
export function resourceHosting(text: string): string[] {
  const lower = text.toLowerCase();
  if (selfHostedWords.test(lower)) {
    return ['self-hosted'];
  }
  return managedWords.test(lower) ? ['managed'] : [];
}
