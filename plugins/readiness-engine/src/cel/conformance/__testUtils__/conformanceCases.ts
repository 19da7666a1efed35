/**
 * The cases of the official CEL conformance suite that can be put to this
 * engine: the core suites, without those that need protocol buffer messages,
 * only check types, or expect partial evaluation.
 */
import { tests } from '@bufbuild/cel-spec/testdata/conformance.js';

/** A value as the suite writes it: an object with one of these keys. */
export type SuiteValue = Partial<{
  nullValue: null;
  boolValue: boolean;
  int64Value: string;
  uint64Value: string;
  doubleValue: number | string;
  stringValue: string;
  bytesValue: string;
  typeValue: string;
  enumValue: { value?: number };
  listValue: { values?: SuiteValue[] };
  mapValue: { entries?: Array<{ key: SuiteValue; value: SuiteValue }> };
  objectValue: { '@type'?: string; value?: string };
}>;

interface SuiteTest {
  name: string;
  expr: string;
  bindings?: Record<string, { value?: SuiteValue }>;
  value?: SuiteValue;
  checkOnly?: boolean;
  typedResult?: unknown;
  evalError?: unknown;
  anyEvalErrors?: unknown;
  unknown?: unknown;
  anyUnknowns?: unknown;
}

/** A case to run. */
export interface ConformanceCase {
  /** Suite, section and name, joined by slashes. */
  id: string;
  expression: string;
  bindings: Record<string, SuiteValue>;
  /** undefined: it has to fail. */
  expected: SuiteValue | undefined;
}

interface Suite {
  name: string;
  suites?: Suite[];
  tests?: Array<{ original: unknown }>;
}

/** Suites on protocol buffers, on partial evaluation, and on extensions. */
const otherSuites = new Set([
  'proto2',
  'proto2_ext',
  'proto3',
  'wrappers',
  'enums',
  'dynamic',
  'unknowns',
  'string_ext',
  'macros2',
  'optionals',
  'math_ext',
  'encoders_ext',
  'bindings_ext',
  'block_ext',
  'network_ext',
]);

function needsMessages({ expr, bindings = {} }: SuiteTest): boolean {
  return (
    /TestAllTypes|google\.protobuf\.|google\.type|proto\./.test(expr) ||
    JSON.stringify(bindings).includes('@type')
  );
}

function isForOthers(test: SuiteTest): boolean {
  return Boolean(
    test.checkOnly ||
      (test.typedResult && !test.value) ||
      test.unknown ||
      test.anyUnknowns ||
      needsMessages(test),
  );
}

function readSuite(suite: Suite, path: string): ConformanceCase[] {
  const own = (suite.tests ?? [])
    .map(({ original }) => original as SuiteTest)
    .filter(test => !isForOthers(test))
    .map(test => ({
      id: `${path}/${test.name}`,
      expression: test.expr,
      bindings: Object.fromEntries(
        Object.entries(test.bindings ?? {}).map(([name, { value }]) => [
          name,
          value ?? {},
        ]),
      ),
      expected:
        test.evalError || test.anyEvalErrors
          ? undefined
          : test.value ?? { boolValue: true },
    }));
  const below = (suite.suites ?? []).flatMap(each =>
    readSuite(each, `${path}/${each.name}`),
  );
  return [...own, ...below];
}

/** By suite, in the order of the data. */
export const conformanceSuites: ReadonlyArray<{
  name: string;
  cases: readonly ConformanceCase[];
}> = ((tests as Suite).suites ?? [])
  .filter(({ name }) => !otherSuites.has(name))
  .map(suite => ({ name: suite.name, cases: readSuite(suite, suite.name) }));
