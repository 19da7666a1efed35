import { JsonObject, JsonValue } from '@backstage/types';
import { plainName, plainRef, sourceAddress } from '../sources/sourceAddress';
import { PipelinePlatform } from './pipelinePlatform';
import {
  listOf,
  objectOf,
  ReadTemplates,
  SharedTemplate,
  splitRef,
  template,
} from './SharedTemplate';

/**
 * What each platform calls a pipeline, or job, of another repository. Steps (actions, tasks, plugins,
 * pipes, commands of orbs) are none, and neither is what stands in the same repository.
 */

/** `jobs.<job>.uses` of a reusable workflow; `./` is one of this repository. */
const github: ReadTemplates = document =>
  Object.values(objectOf(document.jobs)).flatMap(job => {
    const uses = plainName(objectOf(job).uses);
    if (uses === undefined || uses.startsWith('./')) {
      return [];
    }
    const [path, ref] = splitRef(uses);
    return template([path], ref);
  });

/** One entry of `include`. A plain path is a file of this repository. */
function gitlabInclude(entry: JsonValue): SharedTemplate[] {
  if (typeof entry === 'string') {
    const address = sourceAddress(entry);
    return address ? [{ source: address, ref: null }] : [];
  }
  const {
    project,
    file,
    ref,
    component,
    remote,
    template: own,
  } = objectOf(entry);
  if (project !== undefined) {
    return listOf(file ?? '.gitlab-ci.yml').flatMap(path =>
      template([project, path], ref),
    );
  }
  if (typeof component === 'string') {
    const [path, version] = splitRef(component);
    return template(
      [path.replace(/^\$\{?CI_SERVER_(?:FQDN|HOST)\}?\//, '')],
      version,
    );
  }
  if (own !== undefined) {
    return template([own], undefined);
  }
  const address = sourceAddress(remote);
  return address ? [{ source: address, ref: null }] : [];
}

/** `include` of the pipeline, and of child pipelines that jobs start (`trigger`). */
const gitlab: ReadTemplates = document =>
  [
    document.include,
    ...Object.values(document).map(
      job => objectOf(objectOf(job).trigger).include,
    ),
  ].flatMap(include => listOf(include).flatMap(gitlabInclude));

/** Keys of Azure below which a template is a step or a value. */
const azureParts = new Set(['steps', 'variables', 'parameters', 'resources']);

/** `template: <file>@<alias>` of a repository in `resources.repositories`, as `extends`, stage or job. */
const azure: ReadTemplates = document => {
  const repositories = new Map(
    listOf(objectOf(document.resources).repositories).map(it => {
      const { repository, name, ref } = objectOf(it);
      return [repository, { name, ref }] as const;
    }),
  );
  const found: SharedTemplate[] = [];
  const visit = (value: JsonValue | undefined) => {
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    for (const [key, child] of Object.entries(objectOf(value))) {
      if (key === 'template' && typeof child === 'string') {
        const [path, alias] = splitRef(child);
        const repository = alias && repositories.get(alias);
        if (repository) {
          found.push(...template([repository.name, path], repository.ref));
        }
      } else if (!azureParts.has(key)) {
        visit(child);
      }
    }
  };
  visit(document);
  return found;
};

/** Jobs of orbs in workflows, as `<alias>/<job>`. */
const circleci: ReadTemplates = document => {
  const orbs = objectOf(document.orbs);
  return Object.values(objectOf(document.workflows)).flatMap(workflow =>
    listOf(objectOf(workflow).jobs).flatMap(job => {
      const name =
        typeof job === 'string' ? job : Object.keys(objectOf(job))[0] ?? '';
      const [alias, inside] = name.split('/');
      const orb = Object.hasOwn(orbs, alias) ? orbs[alias] : undefined;
      if (inside === undefined || typeof orb !== 'string') {
        return [];
      }
      const [path, version] = splitRef(orb);
      return template([sourceAddress(path) ?? path, inside], version);
    }),
  );
};

/** `<repository>:<ref>:<pipeline>`. */
const sharedPipeline =
  /^(?<repository>[\w.-]+):(?<ref>[\w./-]+):(?<name>[\w. -]+)$/;
/** `<repository>:<ref>`, maybe `:<file>`, and the pipeline. */
const sharedRepository =
  /^(?<repository>[\w.-]+):(?<ref>[\w./-]+)(?::[\w./-]+)?:(?<name>[\w. -]+)$/;

/** `import: <repository>:<ref>:<pipeline>`, or `<pipeline>@<alias>` of `definitions.imports`. */
const bitbucket: ReadTemplates = document => {
  const imports = objectOf(objectOf(document.definitions).imports);
  const found: SharedTemplate[] = [];
  const read = (text: string) => {
    const [pipeline, alias] = splitRef(text);
    const named =
      alias !== undefined && Object.hasOwn(imports, alias)
        ? imports[alias]
        : undefined;
    const shared =
      typeof named === 'string'
        ? sharedRepository.exec(`${named}:${pipeline}`)
        : sharedPipeline.exec(text);
    const { repository, ref, name } = shared?.groups ?? {};
    found.push(...template([repository, name], ref));
  };
  const visit = (value: JsonValue | undefined) => {
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    for (const [key, child] of Object.entries(objectOf(value))) {
      if (key === 'import' && typeof child === 'string') {
        read(child);
      } else {
        visit(child);
      }
    }
  };
  visit(document.pipelines);
  return found;
};

/** `pipelineRef` of a resolver, a bundle, or the annotation of Pipelines as Code. */
const tekton: ReadTemplates = document => {
  const annotations = objectOf(objectOf(document.metadata).annotations);
  const remote = annotations['pipelinesascode.tekton.dev/pipeline'];
  const named = objectOf(objectOf(document.spec).pipelineRef);
  const params = new Map(
    listOf(named.params).map(it => {
      const { name, value } = objectOf(it);
      return [name, value] as const;
    }),
  );
  const address = sourceAddress(remote);
  const found: SharedTemplate[] = address
    ? [{ source: address, ref: null }]
    : [];
  switch (named.resolver) {
    case 'git': {
      const url = params.get('url');
      const repository =
        sourceAddress(url) ??
        [params.get('org'), params.get('repo')]
          .flatMap(it => plainName(it) ?? [])
          .join('/');
      const path = params.get('pathInRepo');
      found.push(...template([repository, path], params.get('revision')));
      break;
    }
    case 'hub':
      found.push(...template([params.get('name')], params.get('version')));
      break;
    case 'bundles':
      found.push(
        ...template([params.get('bundle'), params.get('name')], undefined),
      );
      break;
    default:
      found.push(...template([named.bundle, named.name], undefined));
  }
  return found;
};

/** `import` of `<owner>/<repository>:<file>@<ref>`. */
const travis: ReadTemplates = document =>
  listOf(document.import).flatMap(entry => {
    const source = plainName(
      typeof entry === 'string' ? entry : objectOf(entry).source,
    );
    const named = /^([^:@]+\/[^:@]+):([^@]+)(?:@(.+))?$/.exec(source ?? '');
    return named ? template([named[1], named[2]], named[3]) : [];
  });

const readers: Partial<Record<PipelinePlatform, ReadTemplates>> = {
  'github-actions': github,
  'gitlab-ci': gitlab,
  'azure-pipelines': azure,
  circleci,
  'bitbucket-pipelines': bitbucket,
  tekton,
  'travis-ci': travis,
};

/**
 * Finds the shared templates in one YAML document of a pipeline. Jenkins is read by `readLibraries`;
 * Buildkite knows none: its plugins are steps.
 */
export function readTemplates(
  platform: PipelinePlatform,
  document: JsonObject,
): SharedTemplate[] {
  const found = readers[platform]?.(document) ?? [];
  return found.map(({ source, ref }) => ({ source, ref: plainRef(ref) }));
}
