/**
 * Security findings, OpenSSF Scorecard and releases for Readiness.
 *
 * @packageDocumentation
 */
export { readinessModuleSecurity as default } from './module';
export type {
  LocatedFiles,
  OssfScorecardConfig,
  ReleasesConfig,
  SarifAddress,
  SarifConfig,
} from './config';
export type { PathMeaning, PathPattern, Place } from './places';
export { ReleasesCollector } from './releases';
export * from './sarif';
export * from './scorecard';
