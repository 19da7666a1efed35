/**
 * Reads what `conftest test --output json` writes: a list with one entry for
 * each file and namespace of policies.
 *
 * @see https://www.conftest.dev/output/
 */
import {
  maxProblemMessageLength,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  readYamlDocuments,
  schemaIssues,
} from '@team-readiness/backstage-plugin-readiness-node';
import { posix } from 'node:path';
import { z } from 'zod';
import { Severity, toSeverity } from './reportSchemas';

/**
 * What Conftest says of one file.
 *
 * @public
 */
export interface ConftestResult {
  /** Relative to where Conftest ran, with forward slashes. */
  path: string;
  /** Checks in all, whatever came out. */
  results: number;
  failures: Array<{ policy: string; rule: string; severity: Severity }>;
}

/**
 * What one report of Conftest holds.
 *
 * @public
 */
export interface ConftestReport {
  results: ConftestResult[];
  /** Entries that could not be read, or belong to no file. */
  broken: number;
  problems: Problem[];
}

const maxEntries = 100_000;
const maxName = 253;
const count = z.number().int().min(0).max(1_000_000).nullish();
const place = z.record(z.string(), z.unknown());
const items = z
  .array(z.object({ msg: z.string(), metadata: place.nullish() }).loose())
  .max(maxEntries)
  .nullish();

const entrySchema = z.object({
  filename: z.string().max(2_000),
  namespace: z.string().max(maxName).nullish(),
  successes: count,
  warnings: items,
  failures: items,
  exceptions: items,
});

type Entry = z.output<typeof entrySchema>;
type Item = NonNullable<Entry['failures']>[number];

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== ''
    ? value.trim().slice(0, maxName)
    : null;
}

/** The name that the policy gives its rule, or else what it says: two things that it objects to are two violations. */
function ruleOf(item: Item): string {
  const places = [item, item.metadata ?? {}];
  for (const key of ['code', 'rule', 'id']) {
    for (const it of places) {
      const text = textOf((it as Record<string, unknown>)[key]);
      if (text) {
        return text;
      }
    }
  }
  return textOf(item.msg) ?? 'unnamed';
}

/** A path below where Conftest ran; null for any other one. */
function toPath(filename: string): string | null {
  const path = posix.normalize(filename.replaceAll('\\', '/'));
  const isBelow =
    filename !== '' &&
    path !== '.' &&
    path !== '-' &&
    !path.startsWith('..') &&
    !path.startsWith('/') &&
    !/^[A-Za-z]:/.test(path);
  return isBelow ? path : null;
}

/**
 * Never throws; one entry that cannot be read stops no other one.
 *
 * @param text - content of the file
 * @param source - its path, named in problems
 *
 * @public
 */
export function readConftestReport(
  text: string,
  source: string,
): ConftestReport {
  const report: ConftestReport = { results: [], broken: 0, problems: [] };
  const refuse = (message: string, at: { line: number; column: number }) => {
    report.broken += 1;
    if (report.problems.length < 50) {
      report.problems.push({
        subject: 'file',
        name: source.slice(0, 300),
        reporter: 'policy',
        message: message.slice(0, maxProblemMessageLength),
        source,
        line: at.line,
        column: at.column,
      });
    }
  };
  const { documents, unreadable } = readYamlDocuments(text, {
    characters: 20 * 1_048_576,
    documents: 1,
    nodes: 20_000_000,
  });
  const [document] = documents;
  if (!document || !Array.isArray(document.data)) {
    refuse(
      unreadable[0]?.message ??
        'It is no list, as `conftest test --output json` writes it.',
      { line: unreadable[0]?.line ?? 1, column: unreadable[0]?.column ?? 1 },
    );
    return report;
  }
  document.data.slice(0, maxEntries).forEach((data, index) => {
    const parsed = entrySchema.safeParse(data);
    if (!parsed.success) {
      const [issue] = schemaIssues(parsed.error, document, [index]);
      refuse(`An entry was left out: ${issue.message}.`, issue);
      return;
    }
    const { filename, namespace, successes, ...lists } = parsed.data;
    const path = toPath(filename);
    if (path === null) {
      refuse(
        filename === '' || filename === '-'
          ? 'The entry is about no file: Conftest read its standard input. It belongs to no entity.'
          : `The entry is about '${filename.slice(
              0,
              200,
            )}', which is no file below where Conftest ran. It belongs to no entity.`,
        document.placeOf([index]),
      );
      return;
    }
    const { warnings, failures, exceptions } = lists;
    report.results.push({
      path,
      results: [warnings, failures, exceptions].reduce(
        (sum, list) => sum + (list?.length ?? 0),
        successes ?? 0,
      ),
      failures: (failures ?? []).map(item => ({
        policy: namespace || 'main',
        rule: ruleOf(item),
        severity:
          toSeverity(item.severity) ??
          toSeverity(item.metadata?.severity) ??
          'medium',
      })),
    });
  });
  return report;
}
