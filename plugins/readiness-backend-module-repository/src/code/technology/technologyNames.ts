/**
 * By what files show which technologies an entity is built on. The names are those of `technologies`.
 */
import { Technology, technologies } from '../../technologies';

/** Kinds of technologies that the fact tells. */
export type ToolKind = 'runtime' | 'datastore' | 'provider';

/**
 * The kind of a technology by its name.
 *
 * @returns undefined for a name that is not in the list, and for those that bring out releases
 */
export function kindOf(name: string): ToolKind | undefined {
  const found: Technology | undefined = Object.hasOwn(technologies, name)
    ? technologies[name]
    : undefined;
  return found && found.kind !== 'delivery' ? found.kind : undefined;
}

/** Runtimes by the files that declare their packages, in the entity's directory. */
export const runtimeFiles: ReadonlyArray<[name: RegExp, runtime: string]> = [
  [/^package\.json$/, 'node'],
  [/^deno\.jsonc?$/, 'deno'],
  [/^bun\.lockb?$/, 'bun'],
  [/^go\.mod$/, 'go'],
  [/^(?:pom\.xml|build\.gradle(?:\.kts)?)$/, 'java'],
  [/^(?:pyproject\.toml|requirements\.txt|Pipfile|setup\.py)$/, 'python'],
  [/^Gemfile$/, 'ruby'],
  [/^composer\.json$/, 'php'],
  [/^Cargo\.toml$/, 'rust'],
  [/^mix\.exs$/, 'elixir'],
  [/^rebar\.config$/, 'erlang'],
  [/^build\.sbt$/, 'scala'],
  [/^Package\.swift$/, 'swift'],
  [/^(?:stack\.yaml|[^/]+\.cabal)$/, 'haskell'],
  [/^(?:src\/)?(?:[^/]+\/)?[^/]+\.(?:csproj|fsproj|sln)$/, 'dotnet'],
];

/** Globs of these files, and of those that name base images. */
export const runtimeGlobs: readonly string[] = [
  ...['package.json', 'deno.json', 'deno.jsonc', 'bun.lock', 'bun.lockb'],
  ...['go.mod', 'pom.xml', 'build.gradle', 'build.gradle.kts'],
  ...['pyproject.toml', 'requirements.txt', 'Pipfile', 'setup.py', 'Gemfile'],
  ...['composer.json', 'Cargo.toml', 'mix.exs', 'rebar.config', 'build.sbt'],
  ...['Package.swift', 'stack.yaml', '*.cabal', 'Dockerfile', 'Containerfile'],
  ...['Dockerfile.*', '*.Dockerfile', 'docker/Dockerfile'],
  ...['*.csproj', '*.fsproj', '*.sln', 'src/*.csproj', 'src/*.fsproj'],
  ...['src/*/*.csproj', 'src/*/*.fsproj', '*/*.csproj', '*/*.fsproj'],
];

/** Base images by their names without registry, tag and digest; the first that is a part of one counts. */
export const runtimeImages: ReadonlyArray<[image: RegExp, runtime: string]> = [
  [/(?:^|\/)(?:node|nodejs)\d*$/, 'node'],
  [/(?:^|\/)nodejs(?:-|\d)/, 'node'],
  [/(?:^|\/)bun$/, 'bun'],
  [/(?:^|\/)deno$/, 'deno'],
  [/(?:^|\/)golang$/, 'go'],
  [
    /(?:^|\/)(?:openjdk|eclipse-temurin|amazoncorretto|java\d*|jre|jdk|liberica[\w-]*|zulu-openjdk[\w-]*|jetty|tomcat)(?:-.*)?$/,
    'java',
  ],
  [/(?:^|\/)(?:python|python3)(?:-.*)?$/, 'python'],
  [/(?:^|\/)(?:ruby|jruby)$/, 'ruby'],
  [/(?:^|\/)php$/, 'php'],
  [/(?:^|\/)rust$/, 'rust'],
  [/(?:^|\/)elixir$/, 'elixir'],
  [/(?:^|\/)erlang$/, 'erlang'],
  [/(?:^|\/)haskell$/, 'haskell'],
  [/(?:^|\/)swift$/, 'swift'],
  [/(?:^|\/)dotnet\//, 'dotnet'],
];

/** Datastores by the images of their containers. */
export const datastoreImages: ReadonlyArray<[image: RegExp, name: string]> = [
  [
    /(?:^|\/)(?:postgres|postgresql|postgis|spilo-\d+)(?:-(?:ha|repmgr|patroni))?$/,
    'postgresql',
  ],
  [/(?:^|\/)timescaledb(?:-ha)?$/, 'timescaledb'],
  [/(?:^|\/)(?:mysql|percona-server)(?:-server)?$/, 'mysql'],
  [/(?:^|\/)mariadb(?:-galera)?$/, 'mariadb'],
  [/(?:^|\/)(?:mongo|mongodb|mongodb-community-server)$/, 'mongodb'],
  [/(?:^|\/)(?:redis|redis-stack|redis-stack-server|redis-cluster)$/, 'redis'],
  [/(?:^|\/)valkey$/, 'valkey'],
  [/(?:^|\/)memcached$/, 'memcached'],
  [/(?:^|\/)(?:kafka|cp-kafka)$/, 'kafka'],
  [/(?:^|\/)rabbitmq$/, 'rabbitmq'],
  [/(?:^|\/)activemq(?:-(?:classic|artemis))?$/, 'activemq'],
  [/(?:^|\/)nats$/, 'nats'],
  [/(?:^|\/)pulsar(?:-all)?$/, 'pulsar'],
  [/(?:^|\/)elasticsearch$/, 'elasticsearch'],
  [/(?:^|\/)opensearch$/, 'opensearch'],
  [/(?:^|\/)solr$/, 'solr'],
  [/(?:^|\/)cassandra$/, 'cassandra'],
  [/(?:^|\/)scylla$/, 'scylladb'],
  [/(?:^|\/)clickhouse(?:-server)?$/, 'clickhouse'],
  [/(?:^|\/)cockroach$/, 'cockroachdb'],
  [/(?:^|\/)couchdb$/, 'couchdb'],
  [/(?:^|\/)couchbase(?:\/server)?$/, 'couchbase'],
  [/(?:^|\/)influxdb$/, 'influxdb'],
  [/(?:^|\/)neo4j$/, 'neo4j'],
  [/(?:^|\/)minio$/, 'minio'],
  [/(?:^|\/)etcd$/, 'etcd'],
  [/(?:^|\/)mssql\/server$/, 'sqlserver'],
];

/** Datastores by the groups of the objects with which operators run them in the cluster. */
export const operatorGroups: Readonly<Record<string, string>> = {
  'acid.zalan.do': 'postgresql',
  'postgresql.cnpg.io': 'postgresql',
  'postgres-operator.crunchydata.com': 'postgresql',
  'mysql.oracle.com': 'mysql',
  'k8s.mariadb.com': 'mariadb',
  'mongodbcommunity.mongodb.com': 'mongodb',
  'psmdb.percona.com': 'mongodb',
  'redis.redis.opstreelabs.in': 'redis',
  'databases.spotahome.com': 'redis',
  'kafka.strimzi.io': 'kafka',
  'rabbitmq.com': 'rabbitmq',
  'elasticsearch.k8s.elastic.co': 'elasticsearch',
  'opensearch.opster.io': 'opensearch',
  'cassandra.datastax.com': 'cassandra',
  'scylla.scylladb.com': 'scylladb',
  'clickhouse.altinity.com': 'clickhouse',
  'crdb.cockroachlabs.com': 'cockroachdb',
  'minio.min.io': 'minio',
};

/**
 * Datastores by types of resources in infrastructure code: the first whose beginning fits. Without a name, an
 * attribute names it.
 */
export const resourceTypes: ReadonlyArray<
  [prefix: string, name: string | { attribute: string }]
> = [
  ['aws_db_instance', { attribute: 'engine' }],
  ['aws_rds_cluster', { attribute: 'engine' }],
  ['aws_elasticache_', { attribute: 'engine' }],
  ['aws_mq_broker', { attribute: 'engine_type' }],
  ['aws_memorydb_', 'redis'],
  ['aws_dynamodb_', 'dynamodb'],
  ['aws_docdb_', 'documentdb'],
  ['aws_s3_bucket', 's3'],
  ['aws_sqs_', 'sqs'],
  ['aws_msk_', 'kafka'],
  ['aws_kinesis_', 'kinesis'],
  ['aws_redshift', 'redshift'],
  ['aws_opensearch', 'opensearch'],
  ['aws_elasticsearch_', 'elasticsearch'],
  ['aws_keyspaces_', 'cassandra'],
  ['google_sql_database_instance', { attribute: 'database_version' }],
  ['google_alloydb_', 'postgresql'],
  ['google_storage_bucket', 'gcs'],
  ['google_spanner_', 'spanner'],
  ['google_bigtable_', 'bigtable'],
  ['google_bigquery_', 'bigquery'],
  ['google_firestore_', 'firestore'],
  ['google_pubsub_', 'pubsub'],
  ['google_redis_', 'redis'],
  ['google_memcache_', 'memcached'],
  ['azurerm_postgresql_', 'postgresql'],
  ['azurerm_mysql_', 'mysql'],
  ['azurerm_mariadb_', 'mariadb'],
  ['azurerm_mssql_', 'sqlserver'],
  ['azurerm_sql_', 'sqlserver'],
  ['azurerm_cosmosdb_', 'cosmosdb'],
  ['azurerm_redis_', 'redis'],
  ['azurerm_servicebus_', 'service-bus'],
  ['azurerm_eventhub', 'event-hubs'],
  ['oci_database_', 'oracle'],
  ['confluent_kafka_', 'kafka'],
  ['mongodbatlas_', 'mongodb'],
  ['snowflake_', 'snowflake'],
  ['digitalocean_database_cluster', { attribute: 'engine' }],
];

/** Datastores by what attributes call them. */
export const engineNames: ReadonlyArray<[engine: RegExp, name: string]> = [
  [/postgres|^pg$/i, 'postgresql'],
  [/mariadb/i, 'mariadb'],
  [/mysql|^aurora$/i, 'mysql'],
  [/sqlserver/i, 'sqlserver'],
  [/oracle/i, 'oracle'],
  [/valkey/i, 'valkey'],
  [/redis/i, 'redis'],
  [/memcached/i, 'memcached'],
  [/rabbitmq/i, 'rabbitmq'],
  [/activemq/i, 'activemq'],
  [/mongo/i, 'mongodb'],
  [/kafka/i, 'kafka'],
  [/opensearch/i, 'opensearch'],
];

/** Providers of infrastructure code whose names differ from those of the list. */
export const providerNames: Readonly<Record<string, string>> = {
  awscc: 'aws',
  azuread: 'azure',
  azurerm: 'azure',
  azapi: 'azure',
  azuredevops: 'azure',
  google: 'gcp',
  'google-beta': 'gcp',
  helm: 'kubernetes',
  kubectl: 'kubernetes',
  hcloud: 'hetzner',
};
