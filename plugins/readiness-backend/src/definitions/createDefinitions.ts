import {
  SchedulerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { durationToMilliseconds } from '@backstage/types';
import { ScorecardSource } from '@team-readiness/backstage-plugin-readiness-engine';
import { builtInRecipes } from '@team-readiness/backstage-plugin-readiness-standards';
import { DefinitionsConfig } from '../config';
import {
  ScorecardDefinitions,
  ScorecardDefinitionsOptions,
} from './ScorecardDefinitions';
import { readDefinitionTexts, UrlDocuments } from './sources';

/**
 * Definitions as they are configured. Nothing is read before the first refresh.
 *
 * @param options - `builtInScorecards`: reads those that ship with the product
 */
export function createDefinitions(
  options: Omit<
    ScorecardDefinitionsOptions,
    'readTexts' | 'warnDays' | 'owner' | 'refreshEveryMs'
  > & {
    config: DefinitionsConfig;
    builtInScorecards: () => Promise<ScorecardSource[]>;
    urlReader: UrlReaderService;
  },
): ScorecardDefinitions {
  const { config, builtInScorecards, urlReader, ...others } = options;
  const urls = new UrlDocuments({ reader: urlReader, urls: config.urls });
  return new ScorecardDefinitions({
    ...others,
    readTexts: () =>
      readDefinitionTexts(config, builtInScorecards, urls, builtInRecipes),
    warnDays: config.warnDays,
    owner: config.owner,
    refreshEveryMs: durationToMilliseconds(config.frequency),
  });
}

/** Reads the documents again and again, in every replica. */
export async function scheduleDefinitions(options: {
  scheduler: SchedulerService;
  definitions: ScorecardDefinitions;
  config: DefinitionsConfig;
}): Promise<void> {
  const { scheduler, definitions, config } = options;
  await scheduler.scheduleTask({
    id: 'readiness-read-definitions',
    scope: 'local',
    frequency: config.frequency,
    timeout: { minutes: 5 },
    fn: () => definitions.refresh(),
  });
}
