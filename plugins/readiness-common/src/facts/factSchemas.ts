import { apisFact } from './ApisFact';
import { catalogFact } from './CatalogFact';
import { codeownersFact } from './CodeownersFact';
import { contributorsFact } from './ContributorsFact';
import { costFact } from './CostFact';
import { decisionsFact } from './DecisionsFact';
import { deliveryFact } from './DeliveryFact';
import { dependenciesFact } from './DependenciesFact';
import { FactSchema } from './FactSchema';
import { feedbackFact } from './FeedbackFact';
import { infrastructureFact } from './InfrastructureFact';
import { manifestsFact } from './ManifestsFact';
import { modelCardsFact } from './ModelCardsFact';
import { modelMonitoringFact } from './ModelMonitoringFact';
import { modelRegistryFact } from './ModelRegistryFact';
import { ownerFact } from './OwnerFact';
import { policyFact } from './PolicyFact';
import { productionFact } from './ProductionFact';
import { repositoryFact } from './RepositoryFact';
import { reviewsFact } from './ReviewsFact';
import { signalsFact } from './SignalsFact';
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
  deliveryFact,
  infrastructureFact,
  apisFact,
  codeownersFact,
  contributorsFact,
  decisionsFact,
  dependenciesFact,
  productionFact,
  reviewsFact,
  signalsFact,
];
