/**
 * What a technology is to a service that is built on it.
 *
 * @public
 */
export type TechnologyKind = 'runtime' | 'datastore' | 'provider' | 'delivery';

/**
 * A technology that is told apart, and how texts name it.
 *
 * @public
 */
export interface Technology {
  kind: TechnologyKind;
  /**
   * Names in texts, in lower case, found as whole words whatever case and punctuation. The key
   * of the technology is one of them unless `exact` is given.
   */
  words?: readonly string[];
  /**
   * Names that are common words too, or signs: found only as written here, as whole words, and not at
   * the beginning of a sentence.
   */
  exact?: readonly string[];
}

/**
 * The technologies by their names in facts: `facts.technology.tools[].name` and
 * `facts.decisions.decisions[].technologiesNamed`.
 *
 * @public
 */
export const technologies: Readonly<Record<string, Technology>> = {
  // Runtimes
  bun: { kind: 'runtime', exact: ['Bun'] },
  deno: { kind: 'runtime' },
  dotnet: {
    kind: 'runtime',
    words: ['dot net', 'asp net'],
    exact: ['.NET', 'C#'],
  },
  elixir: { kind: 'runtime' },
  erlang: { kind: 'runtime' },
  go: { kind: 'runtime', words: ['golang'], exact: ['Go'] },
  haskell: { kind: 'runtime' },
  java: { kind: 'runtime', words: ['jvm', 'spring boot', 'quarkus'] },
  kotlin: { kind: 'runtime' },
  node: { kind: 'runtime', words: ['nodejs', 'node js'], exact: ['Node'] },
  php: { kind: 'runtime' },
  python: { kind: 'runtime' },
  ruby: { kind: 'runtime', words: ['ruby on rails'] },
  rust: { kind: 'runtime', exact: ['Rust'] },
  scala: { kind: 'runtime' },
  swift: { kind: 'runtime', exact: ['Swift'] },
  // Datastores: databases, caches, queues, object stores, search
  activemq: { kind: 'datastore' },
  bigquery: { kind: 'datastore', words: ['big query'] },
  bigtable: { kind: 'datastore' },
  cassandra: { kind: 'datastore' },
  clickhouse: { kind: 'datastore' },
  cockroachdb: { kind: 'datastore', words: ['cockroach db'] },
  cosmosdb: { kind: 'datastore', words: ['cosmos db'] },
  couchbase: { kind: 'datastore' },
  couchdb: { kind: 'datastore' },
  documentdb: { kind: 'datastore', words: ['document db'] },
  dynamodb: { kind: 'datastore', words: ['dynamo db', 'dynamo'] },
  elasticsearch: { kind: 'datastore', words: ['elastic search'] },
  etcd: { kind: 'datastore' },
  'event-hubs': { kind: 'datastore', words: ['event hubs', 'eventhubs'] },
  firestore: { kind: 'datastore' },
  gcs: { kind: 'datastore', words: ['google cloud storage'] },
  influxdb: { kind: 'datastore', words: ['influx db'] },
  kafka: { kind: 'datastore' },
  kinesis: { kind: 'datastore' },
  mariadb: { kind: 'datastore', words: ['maria db'] },
  memcached: { kind: 'datastore', words: ['memcache'] },
  minio: { kind: 'datastore' },
  mongodb: { kind: 'datastore', words: ['mongo db', 'mongo'] },
  mysql: { kind: 'datastore', words: ['my sql'] },
  nats: { kind: 'datastore', words: ['nats jetstream'] },
  neo4j: { kind: 'datastore' },
  opensearch: { kind: 'datastore' },
  oracle: { kind: 'datastore', words: ['oracle db', 'oracle database'] },
  postgresql: {
    kind: 'datastore',
    words: ['postgres', 'postgre sql', 'aurora postgresql'],
  },
  pubsub: { kind: 'datastore', words: ['google pub sub', 'cloud pub sub'] },
  pulsar: { kind: 'datastore' },
  rabbitmq: { kind: 'datastore', words: ['rabbit mq'] },
  redis: { kind: 'datastore' },
  redshift: { kind: 'datastore' },
  s3: { kind: 'datastore' },
  scylladb: { kind: 'datastore', words: ['scylla db', 'scylla'] },
  'service-bus': {
    kind: 'datastore',
    words: ['azure service bus', 'servicebus'],
  },
  snowflake: { kind: 'datastore' },
  solr: { kind: 'datastore' },
  spanner: { kind: 'datastore', words: ['cloud spanner'] },
  sqlite: { kind: 'datastore' },
  sqlserver: { kind: 'datastore', words: ['sql server', 'mssql', 'azure sql'] },
  sqs: { kind: 'datastore' },
  timescaledb: { kind: 'datastore', words: ['timescale'] },
  valkey: { kind: 'datastore' },
  // Providers of infrastructure and services
  akamai: { kind: 'provider' },
  alicloud: { kind: 'provider', words: ['alibaba cloud'] },
  aws: { kind: 'provider', words: ['amazon web services'] },
  azure: { kind: 'provider' },
  cloudflare: { kind: 'provider' },
  confluent: { kind: 'provider' },
  consul: { kind: 'provider' },
  datadog: { kind: 'provider' },
  digitalocean: { kind: 'provider', words: ['digital ocean'] },
  fastly: { kind: 'provider' },
  gcp: { kind: 'provider', words: ['google cloud', 'google cloud platform'] },
  heroku: { kind: 'provider' },
  hetzner: { kind: 'provider' },
  kubernetes: { kind: 'provider', words: ['k8s'] },
  mongodbatlas: { kind: 'provider', words: ['mongodb atlas', 'atlas mongodb'] },
  netlify: { kind: 'provider' },
  newrelic: { kind: 'provider', words: ['new relic'] },
  nomad: { kind: 'provider', exact: ['Nomad'] },
  oci: { kind: 'provider', words: ['oracle cloud'] },
  openstack: { kind: 'provider' },
  ovh: { kind: 'provider' },
  vault: { kind: 'provider', words: ['hashicorp vault'], exact: ['Vault'] },
  vercel: { kind: 'provider' },
  vsphere: { kind: 'provider', words: ['vmware'] },
  // What brings a release out
  'argo cd': { kind: 'delivery', words: ['argocd'] },
  'argo rollouts': { kind: 'delivery' },
  flagger: { kind: 'delivery' },
  flux: { kind: 'delivery', words: ['fluxcd', 'flux cd'], exact: ['Flux'] },
  helm: { kind: 'delivery' },
  istio: { kind: 'delivery' },
  keda: { kind: 'delivery' },
  linkerd: { kind: 'delivery' },
  spinnaker: { kind: 'delivery' },
  terraform: { kind: 'delivery' },
};
