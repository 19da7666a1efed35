/**
 * Answers as the model registry of MLflow does (REST API 2.0).
 *
 * Models whose item has full monitoring say what they were made from; the others do not.
 */
import { DAY } from '../organisation/templates.mjs';

const notFound = what => ({
  status: 404,
  body: { error_code: 'RESOURCE_DOES_NOT_EXIST', message: `${what} not found` },
});

export function mlflow({ items }) {
  const models = new Map(
    items.filter(({ model }) => model).map(item => [item.model, item]),
  );
  const madeAt = version => Date.now() - (5 - version) * 40 * DAY;
  const versionsOf = name =>
    [4, 3, 2].map(version => ({
      name,
      version: String(version),
      creation_timestamp: Math.floor(madeAt(version)),
      last_updated_timestamp: Math.floor(madeAt(version) + 2 * DAY),
      current_stage: { 3: 'Production', 2: 'Archived' }[version] ?? 'None',
      run_id: `${name}-${version}`,
      status: 'READY',
    }));
  return ({ path, query }) => {
    switch (path) {
      case '/api/2.0/mlflow/registered-models/get': {
        const name = query.get('name');
        return models.has(name)
          ? {
              body: {
                registered_model: { name, creation_timestamp: madeAt(1) },
              },
            }
          : notFound(`Registered Model with name=${name}`);
      }
      case '/api/2.0/mlflow/model-versions/search': {
        const name = /^name='(.*)'$/.exec(query.get('filter') ?? '')?.[1];
        return {
          body: models.has(name) ? { model_versions: versionsOf(name) } : {},
        };
      }
      case '/api/2.0/mlflow/runs/get': {
        const id = query.get('run_id') ?? '';
        const name = id.replace(/-\d$/, '');
        if (!models.has(name)) {
          return notFound(`Run with id=${id}`);
        }
        const full = models.get(name).pushed?.monitoring === 'full';
        const tags = [
          { key: 'mlflow.source.git.commit', value: `5f2c1d${id.slice(-1)}` },
          ...(full
            ? [
                { key: 'data.version', value: `parcels@v${id.slice(-1)}` },
                { key: 'features.version', value: 'features@3.4.0' },
              ]
            : []),
        ];
        return { body: { run: { info: { run_id: id }, data: { tags } } } };
      }
      default:
        return undefined;
    }
  };
}
