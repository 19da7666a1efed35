import {
  createMockDirectory,
  MockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  CollectionTarget,
  DefaultEntityFiles,
  DefaultEntityHistory,
  EntityFiles,
  EntityHistory,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { execFileSync } from 'node:child_process';
import { devNull } from 'node:os';
import { dirname } from 'node:path';
import { mkdirSync, writeFileSync } from 'node:fs';
import { CodeCollector, CodeObserver, ListedEntities } from '../collector';

/** What commits are made with, so that the settings of whoever runs the tests say nothing. */
const environment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_SYSTEM: devNull,
  // Else each commit starts another process, which finds nothing to do.
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'maintenance.auto',
  GIT_CONFIG_VALUE_0: 'false',
};

/** Somebody who commits. */
export interface Committer {
  name?: string;
  email?: string;
  at?: string;
  message?: string;
}

/** A git repository in a temporary directory, with entities in it. */
export class TestRepository {
  readonly #root: MockDirectory = createMockDirectory();
  readonly files: EntityFiles;
  readonly history: EntityHistory;
  now = new Date('2026-06-15T12:00:00Z');

  constructor() {
    const config = mockServices.rootConfig();
    const files = DefaultEntityFiles.create({
      config,
      logger: mockServices.logger.mock(),
      urlReader: mockServices.urlReader.mock(),
    });
    this.files = files;
    this.history = DefaultEntityHistory.create({ config, files });
  }

  /** Begins anew, with these files and no commit. */
  start(content: Record<string, string> = {}) {
    this.#root.clear();
    this.git('init', '--quiet', '--template=', '--initial-branch=main');
    this.write(content);
    this.git('add', '--all');
  }

  /** Begins anew, with these files and without git. */
  startWithoutGit(content: Record<string, string>) {
    this.#root.clear();
    this.write(content);
  }

  write(content: Record<string, string>) {
    for (const [path, text] of Object.entries(content)) {
      mkdirSync(dirname(this.resolve(path)), { recursive: true });
      writeFileSync(this.resolve(path), text);
    }
  }

  resolve(path: string): string {
    return this.#root.resolve(path);
  }

  git(...args: string[]) {
    execFileSync('git', args, { cwd: this.#root.path, env: environment });
  }

  /** Commits these files, and whatever is there. */
  commit(content: Record<string, string>, by: Committer = {}) {
    this.write(content);
    this.git('add', '--all');
    const { name = 'Ada', email = `${name.toLowerCase()}@example.com` } = by;
    const at = by.at ?? '2026-06-01T12:00:00Z';
    execFileSync(
      'git',
      ['commit', '--quiet', '--allow-empty', '-m', by.message ?? 'Change'],
      {
        cwd: this.#root.path,
        env: {
          ...environment,
          GIT_AUTHOR_NAME: name,
          GIT_AUTHOR_EMAIL: email,
          GIT_AUTHOR_DATE: at,
          GIT_COMMITTER_NAME: name,
          GIT_COMMITTER_EMAIL: email,
          GIT_COMMITTER_DATE: at,
        },
      },
    );
  }

  /** An entity whose document is in a directory of the repository. */
  target(
    directory = '.',
    entity: {
      name?: string;
      annotations?: Record<string, string>;
      spec?: Entity['spec'];
      relations?: Entity['relations'];
      dependencies?: string[];
      lifecycle?: string;
    } = {},
  ): CollectionTarget {
    const location = this.resolve(`${directory}/catalog-info.yaml`);
    const { name = 'pay', annotations, spec, relations } = entity;
    const whole: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        annotations: {
          'backstage.io/managed-by-location': `file:${location}`,
          ...annotations,
        },
      },
      spec,
      relations,
    };
    return {
      entityRef: stringifyEntityRef(whole),
      entity: whole,
      catalog: {
        entity: {},
        tier: null,
        tierDeclared: null,
        lifecycle: entity.lifecycle ?? null,
        dependencies: entity.dependencies ?? [],
        runbookLinks: [],
        budget: null,
        onCall: false,
      },
    };
  }

  /** What an observer says of one entity. */
  async observe<T>(
    observer: CodeObserver<T>,
    target: CollectionTarget,
    known: readonly Entity[] = [],
  ): Promise<Observation> {
    const collector = new CodeCollector(observer, {
      files: this.files,
      entities: new ListedEntities(known),
      schedule: { frequency: { hours: 24 }, timeToLive: { days: 3 } },
    });
    const run = await collector.open({ now: this.now });
    const [observation] = await run.collect([target], {
      signal: new AbortController().signal,
    });
    return observation;
  }

  /**
   * The fact that an observer makes of one entity, held against its schema, and the problems.
   *
   * @throws if it makes none
   */
  async fact<T>(
    observer: CodeObserver<T>,
    target: CollectionTarget,
    known: readonly Entity[] = [],
  ): Promise<{ fact: T; problems: string[] }> {
    const observation = await this.observe(observer, target, known);
    if (observation.status !== 'observed') {
      throw new Error(JSON.stringify(observation));
    }
    return {
      fact: observer.fact.type.parse(observation.data),
      problems: (observation.problems ?? []).map(
        ({ name, message, line }) =>
          `${name}${line === undefined ? '' : `:${line}`} ${message}`,
      ),
    };
  }
}
