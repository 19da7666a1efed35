/**
 * Registries of others, as exported from MLflow 2 and 3: what the recipe `mlflow-model-registry` says of them. The exports are
 * served on loopback in the shape of MLflow's REST API, where tags are lists of keys and values; a run that was not
 * exported is one that was deleted.
 */
import { Entity } from '@backstage/catalog-model';
import { JsonObject, JsonValue } from '@backstage/types';
import {
  isRecipe,
  ModelRegistryFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  AskRecipe,
  compileRecipe,
  observeByRecipe,
  readCollectors,
  Recipe,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { builtInRecipes } from '@team-readiness/backstage-plugin-readiness-standards';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Reading } from './Reading';
import { RealFile, realFiles } from './realData';

const files = realFiles('mlflow/**/*.json');
const now = new Date('2026-11-01T00:00:00Z');
const root = 'mlflow/mlflow__mlflow-export-import/samples/oss_mlflow';

/** What an export holds; undefined where it is no JSON. */
function read(file: RealFile): JsonObject | undefined {
  try {
    return JSON.parse(readFileSync(file.path, 'utf8')).mlflow;
  } catch {
    return undefined;
  }
}

/** Exports have mappings where the API has lists. */
function tagsOf(tags: JsonValue | undefined): JsonValue {
  return Array.isArray(tags)
    ? tags
    : Object.entries((tags ?? {}) as JsonObject).map(([key, value]) => ({
        key,
        value,
      }));
}

function versionsOf(model: JsonObject): JsonObject[] {
  const listed = model.versions ?? model.latest_versions;
  return ((listed ?? []) as JsonObject[]).map(version => ({
    ...version,
    tags: tagsOf(version.tags),
  }));
}

const gone = {
  error_code: 'RESOURCE_DOES_NOT_EXIST',
  message: 'It is not there.',
};

/** Answers as the REST API of one registry does. */
function answer(
  url: URL,
  model: JsonObject,
  runs: ReadonlyMap<string, JsonObject>,
): [status: number, body: JsonValue] {
  const { pathname, searchParams } = url;
  const api = '/api/2.0/mlflow';
  if (pathname === `${api}/registered-models/get`) {
    const rest = { ...model };
    delete rest.versions;
    const latest = versionsOf(model);
    return searchParams.get('name') === model.name
      ? [200, { registered_model: { ...rest, latest_versions: latest } }]
      : [404, gone];
  }
  if (pathname === `${api}/model-versions/search`) {
    const wanted = `name='${model.name}'`;
    const found =
      searchParams.get('filter') === wanted ? versionsOf(model) : [];
    return [200, { model_versions: found.reverse() }];
  }
  const run = runs.get(searchParams.get('run_id') ?? '');
  return pathname === `${api}/runs/get` && run ? [200, { run }] : [404, gone];
}

describe('registries of others', () => {
  const reading = new Reading('MLflow exports');
  const models: Array<{ name: string; model: JsonObject }> = [];
  const runs = new Map<string, JsonObject>();
  let recipe: Recipe;
  let server: Server;
  let served: JsonObject = {};

  beforeAll(async () => {
    const sources = await builtInRecipes();
    const { collectors } = readCollectors(
      sources.filter(({ name }) => name === 'mlflow-model-registry'),
    );
    const [{ document }] = collectors;
    if (!isRecipe(document)) {
      throw new Error('no recipe');
    }
    recipe = compileRecipe(document);
    for (const file of files) {
      const data = read(file);
      if (!data) {
        reading.addUnread(file.name, 'no JSON');
      } else if (data.registered_model) {
        models.push({
          name: file.name,
          model: data.registered_model as JsonObject,
        });
        reading.addRead();
      } else if (file.name.endsWith('/run.json')) {
        const { info, tags, params, metrics } = data;
        runs.set(String((info as JsonObject).run_id), {
          info,
          data: { tags: tagsOf(tags), params, metrics },
        });
        reading.addRead();
      } else {
        reading.addUnread(file.name, 'no model and no run of a registry');
      }
    }
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const [status, body] = answer(url, served, runs);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(async () => {
    server.close();
    reading.print();
  });

  const observe = async (model: JsonObject, name = model.name) => {
    served = model;
    const { port } = server.address() as AddressInfo;
    const ask: AskRecipe = async ({ url }) => {
      const response = await fetch(url);
      return {
        status: response.status,
        body: JSON.parse(await response.text()),
      };
    };
    const base = `http://127.0.0.1:${port}`;
    const entity: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'wine',
        annotations: { 'mlflow.org/model-name': String(name) },
      },
    };
    return observeByRecipe(recipe, entity, { now, ask, base });
  };

  it('reads the models and their runs', () => {
    expect(files).toHaveLength(31);
    expect(reading.read).toBe(12);
    expect(models.map(({ name }) => name)).toEqual([
      `${root}/bulk/models/models/sklearn_iris/model.json`,
      `${root}/bulk/models/models/sklearn_wine/model.json`,
      `${root}/single/models/basic/model.json`,
      `${root}/single/models/src_tags/model.json`,
    ]);
    expect(reading.unread.filter(({ reason }) => reason === 'no JSON')).toEqual(
      [
        {
          place: `${root}/bulk/experiments/2/experiment.json`,
          reason: 'no JSON',
        },
      ],
    );
  });

  it('says of each model what its export holds', async () => {
    const found: Record<string, unknown> = {};
    for (const { name, model } of models) {
      const observation = await observe(model);
      const data = (
        observation.status === 'observed' ? observation.data : {}
      ) as ModelRegistryFact;
      found[name.slice(root.length)] = [
        data.registry,
        data.versions.map(({ version, stage }) => `${version} ${stage}`),
        data.promotions.map(({ version, at }) => `${version} ${at}`),
        data.previousKept,
      ];
    }
    expect(found).toEqual({
      '/bulk/models/models/sklearn_iris/model.json': [
        'sklearn_iris',
        ['1 staging'],
        [],
        false,
      ],
      '/bulk/models/models/sklearn_wine/model.json': [
        'sklearn_wine',
        ['1 production'],
        ['1 2023-01-01T19:31:27.000Z'],
        false,
      ],
      '/single/models/basic/model.json': [
        'sklearn_wine',
        ['3 none', '2 staging', '1 production'],
        ['1 2023-05-22T00:41:15.000Z'],
        false,
      ],
      // Two of one second, which were in the wrong order at first.
      '/single/models/src_tags/model.json': [
        'sklearn_wine',
        ['3 none', '2 staging', '1 production'],
        ['1 2023-05-22T01:09:17.000Z'],
        false,
      ],
    });
  });

  it('finds the commit of every run that names one, and no data version that nobody wrote down', async () => {
    const [{ model }] = models.filter(it => it.name.includes('/basic/'));
    for (const [runId, run] of runs) {
      const tags = (run.data as JsonObject).tags as JsonObject[];
      const commit = tags.find(({ key }) => key === 'mlflow.source.git.commit');
      const [first] = versionsOf(model);
      const observation = await observe({
        ...model,
        versions: [{ ...first, run_id: runId }],
      });
      expect(observation).toMatchObject({
        status: 'observed',
        data: {
          versions: [
            {
              codeRevision: commit?.value ?? null,
              dataVersion: null,
              featuresVersion: null,
            },
          ],
        },
      });
    }
    const commits = [...runs.values()].filter(run =>
      JSON.stringify(run).includes('mlflow.source.git.commit'),
    );
    expect([runs.size, commits.length]).toEqual([6, 6]);
  });

  it('knows nothing of a model that the registry does not have', async () => {
    const [{ model }] = models;
    expect(await observe(model, 'another')).toEqual({ status: 'absent' });
  });
});
