/**
 * JUnit XML, as CI systems read it: suites of cases, each good, failed, in error
 * or left out. There is no standard; these are the elements that all of them know
 * (https://github.com/testmoapp/junitxml).
 */

/** One case. */
export interface JunitCase {
  name: string;
  /** What the case belongs to, with dots between. */
  className: string;
  file?: string;
  line?: number;
  /** What is wrong, the first line of which is the heading; none: it is good. */
  failure?: string;
  /** Why there is no answer. */
  skipped?: string;
}

/** Cases that belong together. */
export interface JunitSuite {
  name: string;
  cases: JunitCase[];
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Characters that XML 1.0 does not hold, not even escaped. */
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escape(text: string): string {
  return text
    .replace(notXml, '\ufffd')
    .replace(/[&<>"']/g, character => entities[character])
    .replace(/\r|\n/g, '&#10;');
}

function attributes(values: Record<string, string | number | undefined>) {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escape(String(value))}"`)
    .join('');
}

function writeCase(each: JunitCase): string {
  const { name, className, file, line, failure, skipped } = each;
  const opening = `    <testcase${attributes({
    name,
    classname: className,
    file,
    line,
  })}`;
  if (failure !== undefined) {
    const [heading] = failure.split('\n');
    return `${opening}>\n      <failure${attributes({
      message: heading,
    })}>${escape(failure)}</failure>\n    </testcase>\n`;
  }
  return skipped === undefined
    ? `${opening}/>\n`
    : `${opening}>\n      <skipped${attributes({
        message: skipped,
      })}/>\n    </testcase>\n`;
}

function countOf(cases: readonly JunitCase[]) {
  return {
    tests: cases.length,
    failures: cases.filter(({ failure }) => failure !== undefined).length,
    skipped: cases.filter(
      ({ failure, skipped }) => failure === undefined && skipped !== undefined,
    ).length,
  };
}

/** Writes suites. */
export function toJunit(name: string, suites: readonly JunitSuite[]): string {
  const { tests, failures } = countOf(suites.flatMap(({ cases }) => cases));
  const body = suites.map(
    suite =>
      `  <testsuite${attributes({
        name: suite.name,
        ...countOf(suite.cases),
      })}>\n${suite.cases.map(writeCase).join('')}  </testsuite>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes({
    name,
    tests,
    failures,
  })}>\n${body.join('')}</testsuites>\n`;
}
