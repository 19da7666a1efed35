export * from './PrometheusCollector';
export * from './readPrometheusConfig';
