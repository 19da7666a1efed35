export * from './ImpactBriefPage';
