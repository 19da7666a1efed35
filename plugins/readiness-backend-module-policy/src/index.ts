/**
 * Reads policy reports and runs ValidatingAdmissionPolicy documents for Readiness.
 *
 * @packageDocumentation
 */
export {};
