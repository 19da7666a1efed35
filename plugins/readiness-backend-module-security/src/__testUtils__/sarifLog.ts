import { JsonObject, JsonValue } from '@backstage/types';

/** A result of a rule in a file. */
export const resultOf = (
  ruleId: string,
  uri: string,
  further: JsonObject = {},
): JsonObject => ({
  ruleId,
  message: { text: 'Something.' },
  locations: [{ physicalLocation: { artifactLocation: { uri } } }],
  ...further,
});

/** A run that succeeded, of a tool whose rule `CVE-1` is critical. */
export const runOf = (
  endTimeUtc: string,
  results: JsonValue,
  further: JsonObject = {},
): JsonObject => ({
  tool: {
    driver: {
      name: 'Trivy',
      rules: [{ id: 'CVE-1', properties: { 'security-severity': '9.8' } }],
    },
  },
  invocations: [{ executionSuccessful: true, endTimeUtc }],
  results,
  ...further,
});

/** A document of runs. */
export const logOf = (...runs: JsonObject[]): JsonObject => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs,
});
