import { createMockDirectory } from '@backstage/backend-test-utils';
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import { ModelCardsFact } from '@team-readiness/backstage-plugin-readiness-common';
import { DocumentHost } from '../__testUtils__/DocumentHost';
import { observe } from '../__testUtils__/observe';
import { ModelCardsCollector } from './ModelCardsCollector';

const schedule = { frequency: { hours: 24 }, timeToLive: { days: 3 } };
const weekly = "on:\n  schedule:\n    - cron: '0 4 * * 1'\njobs: {}\n";

describe('ModelCardsCollector', () => {
  const root = createMockDirectory();
  let host: DocumentHost;

  beforeEach(() => {
    root.clear();
    host = new DocumentHost(root.path);
    host.write('fraud', { 'catalog-info.yaml': '' });
  });

  const collector = () => new ModelCardsCollector({ files: host, schedule });
  const factOf = async (files: Record<string, string>) => {
    host.write('fraud', files);
    return observe<ModelCardsFact>(collector(), host.target('fraud'));
  };

  it('is observed of what ml-readiness calls ML components', () => {
    const matches = filterPredicateToFilterFunction(collector().target);
    expect(matches({ kind: 'Component', spec: { type: 'ml-service' } })).toBe(
      true,
    );
    expect(matches({ kind: 'Resource', spec: { type: 'model' } })).toBe(true);
    expect(matches({ kind: 'Component', spec: { type: 'service' } })).toBe(
      false,
    );
  });

  it('says that there is none', async () => {
    expect(await factOf({ 'README.md': '# A\n\nText' })).toEqual({
      fact: { location: 'fraud', card: null, retraining: null },
      problems: [],
    });
  });

  it('takes the first card that is more than a form', async () => {
    const files = {
      'README.md': '---\nlibrary_name: timm\n---\n# A\n\nOf the README.',
      'docs/model-card.md': '# A\n\nIn the directory docs.',
    };
    expect((await factOf(files)).fact.card?.path).toBe('docs/model-card.md');
    const form = '{{ model_summary }}\n\n[More Information Needed]\n';
    expect(
      (await factOf({ ...files, 'MODEL_CARD.md': form })).fact.card?.path,
    ).toBe('docs/model-card.md');
    expect(
      (await factOf({ ...files, 'MODEL_CARD.md': '# A\n\nFilled in.' })).fact
        .card?.path,
    ).toBe('MODEL_CARD.md');
  });

  it('takes a README for a card by its front matter only, and never that of a dataset', async () => {
    const readme = async (frontMatter: string) =>
      (await factOf({ 'README.md': `---\n${frontMatter}\n---\n# A\n\nText.` }))
        .fact.card?.path;
    expect(await readme('pipeline_tag: text-classification')).toBe('README.md');
    expect(await readme('license: mit')).toBeUndefined();
    expect(
      await readme('library_name: x\ntask_categories: [y]'),
    ).toBeUndefined();
  });

  it.each<[string, string, boolean]>([
    ['---\ntrigger: schedule\n---\n', 'schedule', true],
    ['Every week, and not by drift.', 'schedule', true],
    [
      'Starts when three features drift for two days. Compared with last month.',
      'drift',
      false,
    ],
    ['As soon as new data arrives.', 'data', false],
    ['Somebody of the team starts it by hand.', 'manual', false],
    ['Jede Woche: wöchentlich.', 'schedule', true],
  ])(
    'reads from %j what starts a retraining',
    async (text, trigger, automated) => {
      const { fact } = await factOf({
        'docs/retraining.md': text,
        '.github/workflows/retrain.yaml': weekly,
        '.github/workflows/ci.yaml': 'on: [push, repository_dispatch]\n',
      });
      expect(fact.retraining).toEqual({
        path: 'docs/retraining.md',
        trigger,
        automated,
      });
    },
  );

  it('looks at the pipeline that is named, and at no other', async () => {
    const files = {
      '.github/workflows/retrain.yaml': weekly,
      'jobs/fit.yaml': 'kind: CronWorkflow\n',
    };
    const named = (pipeline: string) =>
      factOf({
        ...files,
        'docs/retraining.md': `---\ntrigger: schedule\npipeline: ${pipeline}\n---\n`,
      });
    expect((await named('jobs/fit.yaml')).fact.retraining?.automated).toBe(
      true,
    );
    const gone = await named('jobs/gone.yaml');
    expect(gone.fact.retraining?.automated).toBe(false);
    expect(gone.problems).toMatchObject([{ name: 'docs/retraining.md' }]);
  });

  it('reads a part of the card or of the README', async () => {
    expect(
      (await factOf({ 'README.md': '# A\n\n## Retraining\n\nMonthly.' })).fact,
    ).toMatchObject({
      card: null,
      retraining: { path: 'README.md', trigger: 'schedule', automated: false },
    });
    expect(
      (await factOf({ 'MODEL_CARD.md': '# A\n\n## Retraining\n\nBy hand.' }))
        .fact.retraining,
    ).toEqual({ path: 'MODEL_CARD.md', trigger: 'manual', automated: false });
  });

  it('tells of a document that names no trigger', async () => {
    const { fact, problems } = await factOf({
      'docs/retraining.md': '---\ntrigger: moon\n---\nNobody knows.',
    });
    expect(fact.retraining).toBeNull();
    expect(problems).toMatchObject([
      { name: 'docs/retraining.md', line: 2 },
      { name: 'docs/retraining.md', line: 1 },
    ]);
  });

  it('says nothing where the card is there and cannot be read', async () => {
    host.write('fraud', { 'MODEL_CARD.md': 'x'.repeat(2_000_000) });
    await expect(observe(collector(), host.target('fraud'))).rejects.toThrow(
      'failed',
    );
  });
});
