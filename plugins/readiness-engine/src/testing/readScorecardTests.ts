/**
 * From YAML texts to `ScorecardTest` documents. A broken document becomes
 * problems with file, line and column, and takes no other one down.
 */
import {
  maxProblemMessageLength,
  Problem,
  ScorecardTest,
  scorecardTestSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import { isPlainObject } from '../catalog/boundedJson';
import { ScorecardSource } from '../definition/CompiledScorecard';
import { listSchemaProblems } from '../definition/schemaProblems';
import {
  isYamlProblem,
  readYamlText,
  TextPlace,
  YamlDocument,
} from '../definition/YamlText';

/**
 * A `ScorecardTest` document, and where its parts stand.
 *
 * @public
 */
export interface PlacedScorecardTest {
  readonly document: ScorecardTest;
  /** As in {@link ScorecardSource}. */
  readonly source: string;
  /** Where the name of the scorecard stands. */
  readonly scorecardPlace: TextPlace;
  /** Where each case begins, in the order of `spec.cases`. */
  readonly casePlaces: readonly TextPlace[];
}

/**
 * What came out of reading `ScorecardTest` documents.
 *
 * @public
 */
export interface ReadScorecardTestsResult {
  tests: PlacedScorecardTest[];
  problems: Problem[];
}

function nameOf(value: unknown, source: string): string {
  const metadata = isPlainObject(value) ? value.metadata : undefined;
  const name = isPlainObject(metadata) ? metadata.name : undefined;
  return (typeof name === 'string' && name ? name : source).slice(0, 300);
}

/** Two cases of one name could not be told apart in a report. */
function findRepeatedCases(
  document: ScorecardTest,
): Array<{ index: number; message: string }> {
  const seen = new Set<string>();
  return document.spec.cases.flatMap(({ check, name }, index) => {
    const key = `${check}\n${name}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = `there already is a case "${name}" of the check "${check}"`;
    return [{ index, message }];
  });
}

function place(
  document: ScorecardTest,
  source: string,
  yaml: YamlDocument,
): PlacedScorecardTest {
  return {
    document,
    source,
    scorecardPlace: yaml.placeOf(['spec', 'scorecard']),
    casePlaces: document.spec.cases.map((_, i) =>
      yaml.placeOf(['spec', 'cases', i]),
    ),
  };
}

/**
 * Reads the `ScorecardTest` documents of texts; documents of other kinds are
 * left alone. Never throws.
 *
 * @returns good documents in the order of the texts, and what is wrong with the others
 * @public
 */
export function readScorecardTests(
  sources: readonly ScorecardSource[],
): ReadScorecardTestsResult {
  const result: ReadScorecardTestsResult = { tests: [], problems: [] };
  const report = (
    source: string,
    name: string,
    message: string,
    at?: TextPlace,
  ) =>
    result.problems.push({
      subject: 'definition',
      name,
      reporter: 'tests',
      message: message.slice(0, maxProblemMessageLength),
      source,
      ...at,
    });

  for (const { source, text } of sources) {
    for (const yaml of readYamlText(text)) {
      if (isYamlProblem(yaml)) {
        report(source, source, yaml.message, yaml.place);
        continue;
      }
      const { value } = yaml;
      if (!isPlainObject(value) || value.kind !== 'ScorecardTest') {
        continue;
      }
      const name = nameOf(value, source);
      const parsed = scorecardTestSchema.safeParse(value);
      if (!parsed.success) {
        for (const problem of listSchemaProblems(
          parsed.error,
          yaml,
          scorecardTestSchema,
        )) {
          report(source, name, problem.message, problem.place);
        }
        continue;
      }
      const repeated = findRepeatedCases(parsed.data);
      for (const { index, message } of repeated) {
        report(
          source,
          name,
          message,
          yaml.placeOf(['spec', 'cases', index, 'name']),
        );
      }
      if (repeated.length === 0) {
        result.tests.push(place(parsed.data, source, yaml));
      }
    }
  }
  return result;
}
