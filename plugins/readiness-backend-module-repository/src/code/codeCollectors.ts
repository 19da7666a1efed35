import {
  Collector,
  CollectorSchedule,
  EntityFiles,
  EntityHistory,
} from '@team-readiness/backstage-plugin-readiness-node';
import { CodeownersObserver } from './codeowners';
import { CodeCollector, CodeObserver, KnownEntities } from './collector';
import {
  ContributorsObserver,
  DependencyHistoryObserver,
  ProductionObserver,
  RunbookHistoryObserver,
} from './history';
import { InfrastructureObserver } from './infrastructure';
import { PipelinesObserver } from './pipelines';
import { SignalsObserver } from './signals';
import { TechnologyObserver } from './technology';
import { TemplateObserver } from './template';

/**
 * The collectors of what repositories tell besides documents: owners, pipelines, infrastructure code,
 * technologies, history.
 *
 * @param options.files - of entities
 * @param options.history - of the same entities
 * @param options.entities - where owners, templates and dependencies are looked up
 * @param options.schedule - how often a collector runs, by its id
 * @public
 */
export function codeCollectors(options: {
  files: EntityFiles;
  history: EntityHistory;
  entities: KnownEntities;
  schedule: (id: string) => CollectorSchedule;
}): Collector[] {
  const { files, history, entities, schedule } = options;
  const collector = <T>(observer: CodeObserver<T>): Collector =>
    new CodeCollector(observer, {
      files,
      entities,
      schedule: schedule(observer.fact.collector),
    });
  return [
    collector(new CodeownersObserver({ files, history })),
    collector(new PipelinesObserver({ files })),
    collector(new InfrastructureObserver()),
    collector(new TemplateObserver({ files, history, entities })),
    collector(new TechnologyObserver()),
    collector(new SignalsObserver()),
    collector(new ContributorsObserver({ history })),
    collector(new RunbookHistoryObserver({ history })),
    collector(new DependencyHistoryObserver({ history })),
    collector(new ProductionObserver({ history })),
  ];
}
