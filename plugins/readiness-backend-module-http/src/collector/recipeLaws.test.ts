import {
  describeCollector,
  hostileAnswers,
  HostileServer,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import {
  component,
  projectRecipe,
  projectsRecipe,
} from '../__testUtils__/recipes';
import { HttpConfig } from '../config';
import { RecipeCollector } from './RecipeCollector';

const token = 'projects-secret';
const { json } = hostileAnswers;

const rows = {
  items: [
    { name: 'shop', state: 'good' },
    { name: 'cart', state: 'bad' },
    { name: 'torn', state: 7 },
  ],
};

let server: HostileServer;

beforeAll(async () => {
  server = await HostileServer.start();
  server.answerAt('/projects/shop', json({ state: 'good' }));
  server.answerAt('/projects/cart', json({ state: 'bad' }));
  server.answerAt('/projects/torn', json('nonsense'));
  server.answerAt('/projects', json(rows));
});
afterAll(() => server.close());

function config(): HttpConfig {
  return {
    hosts: [
      {
        name: 'projects',
        base: server.url(''),
        allowPrivateAddresses: true,
        timeoutMs: 1_000,
      },
    ],
    values: new Map([
      ['projects-token', { value: token, hosts: ['projects'] }],
    ]),
  };
}

const answering = (
  path: string,
  good: Parameters<typeof json>[0],
  name: string,
  answer = hostileAnswers.status(500),
) => ({
  name,
  apply: async () => {
    server.answerAt(path, answer);
    return async () => server.answerAt(path, json(good));
  },
});

const targets = () => [
  component('shop'),
  component('cart'),
  component('other'),
];
const brokenTargets = () => [component('torn')];

describeCollector('of a recipe per entity', {
  create: () => new RecipeCollector(projectRecipe(), config()),
  targets,
  brokenTargets,
  breakages: [
    answering('/projects/shop', { state: 'good' }, 'it answers 500'),
    answering(
      '/projects/shop',
      { state: 'good' },
      'it hangs',
      hostileAnswers.hang(),
    ),
    answering(
      '/projects/shop',
      { state: 'good' },
      'a login page answers',
      hostileAnswers.html(),
    ),
  ],
  changes: [
    answering(
      '/projects/shop',
      { state: 'good' },
      'it is bad now',
      json({ state: 'bad' }),
    ),
  ],
  secrets: [token],
});

describeCollector('of a recipe for all', {
  create: () => new RecipeCollector(projectsRecipe(), config()),
  targets,
  brokenTargets,
  breakages: [
    answering('/projects', rows, 'it answers 500'),
    answering('/projects', rows, 'it hangs', hostileAnswers.hang()),
    answering('/projects', rows, 'a login page answers', hostileAnswers.html()),
  ],
  changes: [
    answering(
      '/projects',
      rows,
      'one is bad now',
      json({ items: [{ name: 'shop', state: 'bad' }] }),
    ),
  ],
  secrets: [token],
});
