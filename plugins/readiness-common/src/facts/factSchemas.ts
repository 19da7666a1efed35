import { catalogFact } from './CatalogFact';
import { costFact } from './CostFact';
import { FactSchema } from './FactSchema';
import { feedbackFact } from './FeedbackFact';
import { manifestsFact } from './ManifestsFact';
import { modelCardsFact } from './ModelCardsFact';
import { modelMonitoringFact } from './ModelMonitoringFact';
import { modelRegistryFact } from './ModelRegistryFact';
import { ownerFact } from './OwnerFact';
import { policyFact } from './PolicyFact';
import { repositoryFact } from './RepositoryFact';
import { sloFact } from './SloFact';

/**
 * Every fact that the built-in scorecards may read, whether its collector is
 * installed or not.
 *
 * @public
 */
export const factSchemas: readonly FactSchema[] = [
  catalogFact,
  ownerFact,
  repositoryFact,
  sloFact,
  manifestsFact,
  policyFact,
  costFact,
  modelRegistryFact,
  modelCardsFact,
  modelMonitoringFact,
  feedbackFact,
];
