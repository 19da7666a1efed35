import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  hostileAnswers,
  HostileServer,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { runCommand } from '../../__testUtils__/runCommand';

jest.setTimeout(30_000);

const token = 'project-secret';
const { json, status } = hostileAnswers;

const recipe = `apiVersion: team-readiness.dev/v1
kind: Collector
metadata: { name: project, title: the projects, description: For tests. }
spec:
  target: { kind: Component }
  frequency: 6 hours
  timeToLive: 1 day
  fact:
    schema:
      type: object
      properties: { state: { type: string, description: Its state. } }
      required: [state]
    example: { state: good }
  request:
    per: entity
    host: { from: projects }
    url: /projects/{{ entity.metadata.annotations["p/key"] }}
    headers: { Authorization: { from: projects-token, prefix: 'Bearer ' } }
    absentWhen: [404]
  mapping:
    properties:
      state: response.project.state
  tests:
    - name: good
      entity: { metadata: { name: shop, annotations: { p/key: a } } }
      response: { project: { state: good } }
      expect: { state: good }
`;

const catalog = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: shop, annotations: { p/key: acme/shop } }
spec: { type: service, owner: group:default/a, lifecycle: production }
`;

const directory = createMockDirectory();
let server: HostileServer;

beforeEach(async () => {
  server = await HostileServer.start();
  directory.setContent({ 'recipe.yaml': recipe, 'catalog-info.yaml': catalog });
});
afterEach(() => server.close());

const good = () => [
  '--recipe',
  'recipe.yaml',
  '--host',
  `projects=${server.url('')}`,
  '--value',
  'projects-token=PROJECTS_TOKEN',
];

const run = (...args: string[]) =>
  runCommand(directory.path, ['collect', ...args], { PROJECTS_TOKEN: token });

describe('readiness collect', () => {
  it('shows request, answer and fact, and no secret', async () => {
    server.answerAt(
      '/projects/acme%2Fshop',
      json({ project: { state: 'good' }, echo: `Bearer ${token}` }),
    );
    const { code, out, err } = await run(
      ...good(),
      '--entity',
      'catalog-info.yaml',
    );
    expect(err).toBe('');
    expect(out).toContain(`GET ${server.url('/projects/acme%2Fshop')}`);
    expect(out).toContain('Authorization: ***');
    expect(out).toContain('→ 200');
    expect(out).toContain('"echo": "Bearer ***"');
    expect(out).toMatch(
      /✓ facts\.project of component:default\/shop\n {4}\{\n {6}"state": "good"/,
    );
    expect(out).not.toContain(token);
    expect(code).toBe(0);
    expect(server.requests[0].headers.authorization).toBe(`Bearer ${token}`);
  });

  it('writes all of it as JSON', async () => {
    server.answer(json({ project: { state: 'good' } }));
    const { out } = await run(
      ...good(),
      '--entity',
      'shop',
      '--catalog',
      '.',
      '--json',
    );
    expect(JSON.parse(out)).toEqual({
      command: 'collect',
      version: 1,
      collector: 'project',
      requests: [
        {
          step: 'request',
          method: 'GET',
          url: server.url('/projects/acme%2Fshop'),
          accept: [404],
          headers: { Authorization: '***' },
          status: 200,
          body: { project: { state: 'good' } },
        },
      ],
      entities: [
        {
          entityRef: 'component:default/shop',
          status: 'observed',
          data: { state: 'good' },
        },
      ],
    });
  });

  it('shows which line of the mapping failed', async () => {
    server.answer(json({ projekt: { state: 'good' } }));
    const { code, out } = await run(...good(), '--entity', 'catalog-info.yaml');
    expect(out).toMatch(
      /✗ component:default\/shop\nrecipe\.yaml:22:23 error mapping\.properties\.state: No such key: project; .*\n +state: response\.project\.state\n +\^/,
    );
    expect(code).toBe(1);
  });

  it('takes an entity that is in no file, with annotations', async () => {
    server.answer(status(404));
    const { code, out, err } = await run(
      ...good(),
      '--entity',
      'shop',
      '--annotation',
      'p/key=x',
    );
    expect(out).toContain(
      'component:default/shop: the service knows nothing of it',
    );
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  it('says that an entity is none of those that a portal would look at', async () => {
    server.answer(status(404));
    directory.addContent({
      'db.yaml': catalog.replace('kind: Component', 'kind: Resource'),
    });
    const { err } = await run(...good(), '--entity', 'db.yaml');
    expect(err).toMatch(
      /resource:default\/shop is not among the entities of spec\.target/,
    );
  });

  it.each([
    ['a page of HTML', hostileAnswers.html(), /HTML page/],
    ['a refusal', json({ message: 'no' }, { status: 403 }), /answered 403/],
    ['patience', hostileAnswers.tooManyRequests('900'), /left alone|asks/],
  ])('says that it was answered with %s', async (_, answer, message) => {
    server.answer(answer);
    const { code, out } = await run(...good(), '--entity', 'catalog-info.yaml');
    expect(out).toMatch(message);
    expect(code).toBe(1);
  });

  it.each<[string, string[], RegExp]>([
    ['the host', ['--recipe', 'recipe.yaml'], /--host projects=https:/],
    [
      'the value',
      ['--recipe', 'recipe.yaml', '--host', 'projects=http://localhost:1'],
      /--value projects-token=MY_TOKEN/,
    ],
    [
      'the variable',
      [
        '--recipe',
        'recipe.yaml',
        '--host',
        'projects=http://localhost:1',
        '--value',
        'projects-token=NOTHING',
      ],
      /NOTHING is not set/,
    ],
    [
      'a host',
      ['--recipe', 'recipe.yaml', '--host', 'projects=ftp://x'],
      /must be an http or https URL/,
    ],
    [
      'a recipe',
      ['--recipe', 'nowhere.yaml'],
      /no file or directory "nowhere\.yaml"/,
    ],
    [
      'one recipe',
      ['--recipe', 'catalog-info.yaml'],
      /kind "Component" is not known|holds 0 recipes/,
    ],
  ])('says that %s is missing', async (_, args, message) => {
    const { code, err } = await run(...args, '--entity', 'shop');
    expect(err).toMatch(message);
    expect(code).toBe(2);
    expect(server.requests).toEqual([]);
  });

  it('runs a recipe that ships with Readiness', async () => {
    server.answerAt(
      '/api/qualitygates/project_status',
      json({ projectStatus: { status: 'OK', conditions: [] } }),
    );
    server.answerAt(
      '/api/measures/component',
      json({ component: { measures: [{ metric: 'bugs', value: '3' }] } }),
    );
    server.answerAt('/api/project_analyses/search', json({ analyses: [] }));
    const { code, out } = await run(
      '--recipe',
      'sonarqube',
      '--entity',
      'shop',
      '--annotation',
      'sonarqube.org/project-key=com.acme:shop',
      '--host',
      `sonarqube=${server.url('')}`,
      '--value',
      'sonarqube-token=PROJECTS_TOKEN',
    );
    expect(out).toContain('"gate": "passed"');
    expect(out).toContain('"bugs": 3');
    expect(code).toBe(0);
  });
});

describe('readiness test and lint', () => {
  const command = (...args: string[]) => runCommand(directory.path, args);

  it('run the tests of recipes', async () => {
    const { code, out } = await command('test', 'recipe.yaml');
    expect(out).toContain('project (recipe): 1 test passed');
    expect(out).toContain('! no test has an answer of absentWhen to "request"');
    expect(code).toBe(0);
  });

  it('show what differs, and where', async () => {
    directory.setContent({
      'recipe.yaml': recipe.replace(
        'expect: { state: good }',
        'expect: { state: bad }',
      ),
    });
    const { code, out } = await command('test', '.');
    expect(out).toMatch(
      /✗ good {2}recipe\.yaml:24\n +facts\.project\.state is "good", but "bad"\n? +is expected/,
    );
    expect(code).toBe(1);
    const junit = await command('test', '.', '--format', 'junit');
    expect(junit.out).toMatch(/classname="recipes\.project"/);
    expect(junit.out).toContain('failures="1"');
    const markdown = await command('test', '.', '--format', 'markdown');
    expect(markdown.out).toContain('| `project` | 1 | 1 |');
    const report = JSON.parse(
      (await command('test', '.', '--format', 'json')).out,
    );
    expect(report).toMatchObject({
      passed: false,
      recipes: [{ collector: 'project', failed: 1, lines: [24] }],
    });
  });

  it('warn of a recipe without tests', async () => {
    directory.setContent({ 'recipe.yaml': recipe.split('  tests:')[0] });
    const { code, out } = await command('lint', 'recipe.yaml');
    expect(out).toMatch(
      /recipe\.yaml:3:19 warning the recipe "project" has no test/,
    );
    expect(code).toBe(0);
    expect((await command('lint', 'recipe.yaml', '--strict')).code).toBe(1);
  });
});
