import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  readinessRecipesExtensionPoint,
  RecipeRunner,
} from '@team-readiness/backstage-plugin-readiness-node';
import { projectRecipe } from './__testUtils__/recipes';
import readinessModuleHttp from '.';

/** The least plugin that takes who runs recipes. */
async function runnerWith(http: object): Promise<RecipeRunner | undefined> {
  let given: RecipeRunner | undefined;
  const host = createBackendPlugin({
    pluginId: 'readiness',
    register(env) {
      env.registerExtensionPoint(readinessRecipesExtensionPoint, {
        setRecipeRunner(runner) {
          given = runner;
        },
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  const data = JSON.parse(JSON.stringify({ readiness: { http } }));
  const backend = await startTestBackend({
    features: [
      host,
      readinessModuleHttp,
      mockServices.rootConfig.factory({ data }),
    ],
  });
  await backend.stop();
  return given;
}

describe('readinessModuleHttp', () => {
  it('runs recipes over the hosts of the configuration', async () => {
    const runner = await runnerWith({
      hosts: [{ url: 'https://projects.example.com', name: 'projects' }],
      values: { 'projects-token': { value: 'secret', hosts: ['projects'] } },
    });
    expect(runner?.toCollector(projectRecipe())).toMatchObject({
      id: 'project',
      title: 'the projects',
      frequency: { minutes: 360 },
      timeToLive: { minutes: 1_440 },
      target: { kind: 'Component' },
    });
  });

  it('starts without hosts, and runs no recipe', async () => {
    const runner = await runnerWith({});
    expect(() => runner?.toCollector(projectRecipe())).toThrow(
      "There is no host 'projects' in readiness.http.hosts",
    );
  });

  it('does not start with a configuration that cannot be read', async () => {
    await expect(
      runnerWith({ hosts: [{ url: 'projects.example.com' }] }),
    ).rejects.toThrow('readiness.http.hosts[0].url');
  });
});
