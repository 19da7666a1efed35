import { accountSpendFact } from './AccountSpendFact';
import { alertsFact } from './AlertsFact';
import { apisFact } from './ApisFact';
import { branchProtectionFact } from './BranchProtectionFact';
import { campaignsFact } from './CampaignsFact';
import { catalogFact } from './CatalogFact';
import { codeownersFact } from './CodeownersFact';
import { contributorsFact } from './ContributorsFact';
import { costFact } from './CostFact';
import { decisionsFact } from './DecisionsFact';
import { deliveryFact } from './DeliveryFact';
import { dependabotFact } from './DependabotFact';
import { dependenciesFact } from './DependenciesFact';
import { dependencyHistoryFact } from './DependencyHistoryFact';
import { drillsFact } from './DrillsFact';
import { exemptionsFact } from './ExemptionsFact';
import { FactSchema } from './FactSchema';
import { fallbacksFact } from './FallbacksFact';
import { feedbackFact } from './FeedbackFact';
import { gitopsFact } from './GitopsFact';
import { impactFact } from './ImpactFact';
import { incidentsFact } from './IncidentsFact';
import { infrastructureFact } from './InfrastructureFact';
import { infrastructureStateFact } from './InfrastructureStateFact';
import { manifestsFact } from './ManifestsFact';
import { modelCardsFact } from './ModelCardsFact';
import { modelMonitoringFact } from './ModelMonitoringFact';
import { modelRegistryFact } from './ModelRegistryFact';
import { onboardingFact } from './OnboardingFact';
import { onCallFact } from './OnCallFact';
import { openCostFact } from './OpenCostFact';
import { ossfScorecardFact } from './OssfScorecardFact';
import { ownerFact } from './OwnerFact';
import { pipelinesFact } from './PipelinesFact';
import { policyFact } from './PolicyFact';
import { postmortemsFact } from './PostmortemsFact';
import { productionFact } from './ProductionFact';
import { prometheusFact } from './PrometheusFact';
import { relationsFact } from './RelationsFact';
import { releasesFact } from './ReleasesFact';
import { repositoryFact } from './RepositoryFact';
import { reviewsFact } from './ReviewsFact';
import { rollupFact } from './RollupFact';
import { runbookHistoryFact } from './RunbookHistoryFact';
import { sarifFact } from './SarifFact';
import { secretScanningFact } from './SecretScanningFact';
import { signalsFact } from './SignalsFact';
import { sloFact } from './SloFact';
import { sonarQubeFact } from './SonarQubeFact';
import { technologyFact } from './TechnologyFact';
import { templateFact } from './TemplateFact';
import { toilFact } from './ToilFact';
import { trackRecordFact } from './TrackRecordFact';
import { unitCostFact } from './UnitCostFact';

/**
 * Every fact that the built-in scorecards may read, whether its collector is
 * installed or not.
 *
 * @public
 */
export const factSchemas: readonly FactSchema[] = [
  catalogFact,
  ownerFact,
  relationsFact,
  dependenciesFact,
  rollupFact,
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
  dependencyHistoryFact,
  productionFact,
  reviewsFact,
  signalsFact,
  alertsFact,
  drillsFact,
  fallbacksFact,
  ossfScorecardFact,
  prometheusFact,
  releasesFact,
  sarifFact,
  secretScanningFact,
  trackRecordFact,
  openCostFact,
  unitCostFact,
  impactFact,
  templateFact,
  pipelinesFact,
  gitopsFact,
  infrastructureStateFact,
  technologyFact,
  campaignsFact,
  incidentsFact,
  postmortemsFact,
  runbookHistoryFact,
  onCallFact,
  toilFact,
  onboardingFact,
  accountSpendFact,
  exemptionsFact,
  branchProtectionFact,
  dependabotFact,
  sonarQubeFact,
];
