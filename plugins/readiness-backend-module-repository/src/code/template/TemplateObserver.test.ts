import { Entity } from '@backstage/catalog-model';
import { TestRepository } from '../__testUtils__/TestRepository';
import { ListedEntities } from '../collector';
import { TemplateObserver } from './TemplateObserver';

describe('TemplateObserver', () => {
  const repository = new TestRepository();
  const { files, history } = repository;
  const ref = 'template:default/http-service';

  const template = (spec: Entity['spec'] = {}, version = '3.1.0'): Entity => ({
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: 'http-service',
      tags: ['golden-path'],
      annotations: {
        'backstage.io/template-version': version,
        'backstage.io/managed-by-location': `file:${repository.resolve(
          'templates/http/template.yaml',
        )}`,
      },
    },
    spec,
  });
  const observe = async (entities: Entity[], annotated?: string) => {
    const observer = new TemplateObserver({
      files,
      history,
      entities: new ListedEntities(entities),
    });
    const annotations: Record<string, string> = annotated
      ? { 'backstage.io/source-template': annotated }
      : {};
    const { fact, problems } = await repository.fact(
      observer,
      repository.target('pay', { annotations }),
    );
    return { template: fact.template, problems };
  };

  it('compares the files that the template makes with those that are there', async () => {
    const skeleton = 'templates/http/skeleton';
    repository.start({
      [`${skeleton}/catalog-info.yaml`]: '',
      [`${skeleton}/Dockerfile.njk`]: '',
      [`${skeleton}/src/\${{ values.name }}/main.go`]: '',
      [`${skeleton}/gone.txt`]: '',
      [`${skeleton}/\${{ "x" if values.y }}.txt`]: '',
      'templates/http/docs/a.md': '',
      'templates/http/optional/b.md': '',
      'templates/http/template.yaml': '',
      'pay/catalog-info.yaml': '',
      'pay/Dockerfile': '',
      'pay/src/pay/main.go': '',
      'pay/docs/site/a.md': '',
      'pay/.template-answers.yaml': `template: ${ref}\nversion: 2.4.0\n`,
    });
    const steps = [
      {
        action: 'fetch:template',
        input: { url: './skeleton', templateFileExtension: true },
      },
      {
        action: 'fetch:plain',
        input: { url: 'docs', targetPath: 'docs/site' },
      },
      { action: 'fetch:plain', if: 'x', input: { url: './optional' } },
      { action: 'publish:github', input: {} },
    ];
    expect(await observe([template({ steps })], 'http-service')).toEqual({
      template: {
        ref,
        exists: true,
        goldenPath: true,
        origin: 'made-from',
        kept: 80,
        version: '2.4.0',
        currentVersion: '3.1.0',
      },
      problems: [],
    });
  });

  it.each([
    [
      'another place',
      [{ action: 'fetch:template', input: { url: 'https://example.org/x' } }],
    ],
    ['outside', [{ action: 'fetch:template', input: { url: '../../pay' } }]],
    [
      'a place that is worked out',
      [{ action: 'fetch:template', input: { url: './${{ parameters.x }}' } }],
    ],
    ['nowhere', []],
    [
      'a place that is rearranged',
      [
        { action: 'fetch:plain', input: { url: './a' } },
        { action: 'fs:delete', input: {} },
      ],
    ],
  ])('does not compare a template that fetches from %s', async (_, steps) => {
    repository.start({ 'templates/http/a/b': '', 'pay/b': '' });
    const { template: found } = await observe([template({ steps })], ref);
    expect(found).toMatchObject({ exists: true, kept: null });
  });

  it.each([
    ['.template-answers.yml', `template: ${ref}\nversion: 1.2`, '1.2'],
    [
      '.copier-answers.yml',
      `_commit: v1.2.0\n_src_path: gh:a/b\nbackstage_template: http-service`,
      'v1.2.0',
    ],
    [
      '.cruft.json',
      JSON.stringify({
        commit: 'abc',
        checkout: '1.0.0',
        context: { cookiecutter: { backstage_template: ref } },
      }),
      '1.0.0',
    ],
  ])('is adopted where only %s names it', async (path, text, version) => {
    repository.start({ [`pay/${path}`]: text });
    const { template: found } = await observe([template()]);
    expect(found).toMatchObject({ ref, origin: 'adopted', version });
  });

  it('takes the version of no other template', async () => {
    repository.start({
      'pay/.template-answers.yaml': 'template: other\nversion: 9.0.0\n',
      'pay/.copier-answers.yml': '_commit: 2.0.0\n',
    });
    const { template: found } = await observe([template()], ref);
    expect(found).toMatchObject({ ref, version: '2.0.0' });
  });

  it('says of a template that is not in the catalog that it is not', async () => {
    repository.start({ 'pay/a': '' });
    const { template: found } = await observe([], ref);
    expect(found).toEqual({
      ref,
      exists: false,
      goldenPath: false,
      origin: 'made-from',
      kept: null,
      version: null,
      currentVersion: null,
    });
  });

  it('says that none is named, also by answers of others, broken ones and kinds that are no template', async () => {
    repository.start({
      'pay/.copier-answers.yml': '_commit: 2.0.0\n',
      'pay/.cruft.json': '{"commit":',
    });
    const { template: found, problems } = await observe([template()]);
    expect(found).toBeNull();
    expect(problems).toEqual([expect.stringMatching(/^\.cruft\.json/)]);
    const other = await observe([template()], 'component:default/http-service');
    expect(other.template).toMatchObject({ exists: false });
  });
});
