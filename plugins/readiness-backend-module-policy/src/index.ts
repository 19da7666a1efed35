/**
 * Reads policy reports and runs ValidatingAdmissionPolicy documents and Rego policies for Readiness.
 *
 * @packageDocumentation
 */
export { readinessModulePolicy as default } from './module';
export { ManifestsCollector } from './manifests/ManifestsCollector';
export type { RegoPolicy } from './rego/RegoPolicy';
export { regoPolicyOfFile } from './rego/regoPolicyOfFile';
export * from './reports';
