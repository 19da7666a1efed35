import { isTraining, pipelineTriggers } from './pipelineTriggers';

const of = (path: string, text: string) => [...pipelineTriggers(path, text)];
const workflow = '.github/workflows/retrain.yaml';

describe('pipelineTriggers', () => {
  it.each<[string, string, string[]]>([
    [workflow, "on:\n  schedule:\n    - cron: '0 4 * * 1'\n", ['schedule']],
    [workflow, 'on: [push, repository_dispatch]\n', ['drift', 'data']],
    [workflow, "on:\n  push:\n    paths: ['data/**']\n", ['data']],
    [workflow, 'on: workflow_dispatch\n', []],
    [workflow, 'on: { push: { branches: [main] } }\n', []],
    [workflow, 'on: [\n', []],
    ['k8s/retrain.yaml', 'kind: CronJob\nspec: {}\n', ['schedule']],
    ['k8s/retrain.yaml', 'kind: CronWorkflow\nspec: { suspend: true }\n', []],
    ['pipelines/a.yaml', 'kind: ScheduledWorkflow\n', ['schedule']],
    ['pipelines/a.yaml', 'kind: Job\n---\nkind: Sensor\n', ['drift', 'data']],
    ['azure-pipelines.yml', 'schedules: [{ cron: 0 4 * * 1 }]\n', ['schedule']],
    [
      '.gitlab-ci.yml',
      'retrain:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "schedule"\n',
      ['schedule'],
    ],
    [
      '.gitlab-ci.yml',
      "retrain:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == 'trigger'\n",
      ['drift', 'data'],
    ],
    ['.gitlab-ci.yml', 'retrain: { script: [make] }\n', []],
    ['dags/retrain.py', 'with DAG("a", schedule="@weekly"):\n', ['schedule']],
    ['dags/retrain.py', 'DAG("a", schedule_interval=None)\n', []],
    ['dags/retrain.py', '@dag(schedule=[Dataset("s3://a")])\n', ['data']],
    ['dags/retrain.py', 'DAG("a")\nS3KeySensor(task_id="x")\n', ['data']],
    ['dags/retrain.py', 'schedule="@weekly"\n', []],
  ])('knows of %s with %j what starts it', (path, text, triggers) => {
    expect(of(path, text)).toEqual(triggers);
  });

  it('tells pipelines that train from others', () => {
    expect(isTraining('.github/workflows/retrain.yml', '')).toBe(true);
    expect(isTraining('dags/daily.py', 'python -m model.train')).toBe(true);
    expect(
      isTraining('.github/workflows/ci.yml', 'run: make constraints'),
    ).toBe(false);
  });
});
