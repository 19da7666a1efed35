import {
  Collector,
  CollectorSchedule,
  EntityFiles,
  EntityHistory,
} from '@team-readiness/backstage-plugin-readiness-node';
import { KnownEntities } from './code';
import { OutsideReviewers, RepositoryCollector } from './collector';
import { DecisionsCollector } from './decisions';
import { DrillsCollector } from './drills';
import { FallbacksCollector } from './fallbacks';
import { ImpactCollector } from './impact';
import { ModelCardsCollector } from './modelCards';
import { OnboardingCollector } from './onboarding';
import { PostmortemsCollector } from './postmortems';
import { ReviewsCollector } from './reviews';

/**
 * The collectors over the documents of entities: README, runbooks and overview, decisions, reviews, impact
 * entries, onboarding guides, fallbacks, drills, model cards and postmortems.
 *
 * @param options.files - of entities
 * @param options.history - of the same entities: the first commits of decision records
 * @param options.entities - where people who reviewed, and what Groups own, are looked up
 * @param options.incidentPrefixes - what ids of incidents begin with in postmortems; default INC, PM and the like
 * @param options.schedule - how often a collector runs, by its id
 * @param options.watch - tells of pushes; the first of the collectors has it, which all of the source heed
 * @public
 */
export function documentCollectors(options: {
  files: EntityFiles;
  history?: EntityHistory;
  entities: KnownEntities;
  schedule: (id: string) => CollectorSchedule;
  watch?: Collector['watch'];
  incidentPrefixes?: readonly string[];
}): Collector[] {
  const { files, history, entities, watch, incidentPrefixes } = options;
  const reviewers = new OutsideReviewers({ entities });
  const of = (id: string) => {
    const schedule = options.schedule(id);
    return { files, history, entities, reviewers, schedule };
  };
  return [
    new RepositoryCollector({ ...of('repository'), watch }),
    new DecisionsCollector(of('decisions')),
    new ReviewsCollector(of('reviews')),
    new ImpactCollector(of('impact')),
    new OnboardingCollector(of('onboarding')),
    new FallbacksCollector(of('fallbacks')),
    new DrillsCollector(of('drills')),
    new ModelCardsCollector(of('model-cards')),
    new PostmortemsCollector({ ...of('postmortems'), incidentPrefixes }),
  ];
}
