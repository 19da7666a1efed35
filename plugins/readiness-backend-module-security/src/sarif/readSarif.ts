/**
 * Reads SARIF 2.1.0 (OASIS standard, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html): who scanned what and
 * when, whether that worked, and what was found that is open. What a run leaves open is never taken for clean: without
 * results, after an invocation that failed, or with results in other files, nothing follows from it.
 */
import { JsonObject, JsonValue } from '@backstage/types';
import { toRepositoryUrl } from '@team-readiness/backstage-plugin-readiness-node';
import { listOf, objectOf, objectsOf, textOf, timeOf } from '../json';
import { readEntityRef } from '../places';
import { ArtifactPaths } from './ArtifactPaths';
import { readFinding } from './readFinding';
import { RuleIndex } from './RuleIndex';
import {
  mergeFindings,
  RunOrigin,
  ScannedFinding,
  ScannedRun,
  severities,
} from './ScannedRun';

/** What a document holds. @public */
export interface SarifRead {
  runs: ScannedRun[];
  /** What is wrong with single runs, in sentences. */
  problems: string[];
}

const maxRuns = 1_000;
/** Of one run; more cannot be recorded of an entity anyway. */
const maxFindings = 50_000;
const entityProperty = 'team-readiness.dev/entity';

/**
 * The category of a run: its id up to the last slash, since what follows it only tells one run from the next
 * (3.17.3; as GitHub code scanning reads it).
 */
function categoryOf(id: string | undefined): string {
  return id === undefined ? '' : id.slice(0, Math.max(0, id.lastIndexOf('/')));
}

/** The entity of a property, or of an id that begins with its ref: `component:default/checkout/…`. */
function entityOf(run: JsonObject, id: string | undefined): string | null {
  const property = textOf(objectOf(run.properties)?.[entityProperty], 300);
  const prefix = id?.split('/').slice(0, 2).join('/');
  return readEntityRef(property) ?? readEntityRef(prefix) ?? null;
}

function originsOf(run: JsonObject, paths: ArtifactPaths): RunOrigin[] {
  return objectsOf(run.versionControlProvenance)
    .slice(0, 50)
    .flatMap(({ repositoryUri, mappedTo }) => {
      const uri = textOf(repositoryUri, 2_000);
      const repository = uri && toRepositoryUrl(uri);
      return repository
        ? [
            {
              repository,
              directory: '',
              mappedTo: paths.resolve(mappedTo) ?? null,
            },
          ]
        : [];
    });
}

/** When the last invocation ended, or at least began. */
function finishedAtOf(invocations: JsonObject[]): number | null {
  const times = invocations.flatMap(
    ({ endTimeUtc, startTimeUtc }) =>
      timeOf(endTimeUtc) ?? timeOf(startTimeUtc) ?? [],
  );
  return times.length > 0 ? times.reduce((a, b) => Math.max(a, b)) : null;
}

function failureOf(run: JsonObject, invocations: JsonObject[]): string | null {
  if (invocations.some(it => it.executionSuccessful === false)) {
    return 'it says that it was not successful';
  }
  const external = objectOf(run.externalPropertyFileReferences);
  if (external && listOf(external.results).length > 0) {
    return 'it keeps results in other files, which are not read';
  }
  if (!Array.isArray(run.results)) {
    return 'it has no results, not even none';
  }
  const broken = run.results.filter(it => objectOf(it) === undefined).length;
  return broken > 0 ? `${broken} of its results are none` : null;
}

/** Adds what other parts of the document hold for a run, which names itself by its GUID (3.13.5). */
function withInlined(run: JsonObject, inlined: JsonObject[]): JsonObject {
  const guid = textOf(objectOf(run.automationDetails)?.guid, 100);
  const parts = inlined.filter(
    part => guid !== undefined && textOf(part.runGuid, 100) === guid,
  );
  const combined = { ...run };
  for (const part of parts) {
    for (const name of ['results', 'invocations', 'artifacts']) {
      if (Array.isArray(part[name])) {
        combined[name] = [...listOf(combined[name]), ...listOf(part[name])];
      }
    }
  }
  return combined;
}

function readRun(run: JsonObject, problems: string[]): ScannedRun | undefined {
  const tool = objectOf(run.tool);
  const driver = objectOf(tool?.driver);
  const name = textOf(driver?.name, 100);
  if (!tool || name === undefined) {
    problems.push('A run does not name its tool; it is not read.');
    return undefined;
  }
  const invocations = objectsOf(run.invocations);
  const rules = new RuleIndex(tool);
  const context = {
    rules,
    paths: new ArtifactPaths(run),
    overrides: invocations.map(
      invocation =>
        new Map(
          objectsOf(invocation.ruleConfigurationOverrides).flatMap(
            ({ descriptor, configuration }) => {
              const rule = rules.find(objectOf(descriptor) ?? {});
              const object = objectOf(configuration);
              return rule && object ? [[rule, object] as const] : [];
            },
          ),
        ),
    ),
  };
  const results = objectsOf(run.results);
  const findings = new Map<string, ScannedFinding>();
  for (const result of results) {
    const finding = readFinding(result, context);
    if (finding) {
      const same = findings.get(finding.fingerprint);
      findings.set(
        finding.fingerprint,
        same ? mergeFindings(same, finding) : finding,
      );
    }
  }
  let kept = [...findings.values()];
  if (kept.length > maxFindings) {
    problems.push(
      `A run of ${name} has ${kept.length} findings; the worst ${maxFindings} of them are looked at.`,
    );
    const rank = (it: ScannedFinding) => severities.indexOf(it.severity);
    kept = kept.sort((a, b) => rank(a) - rank(b)).slice(0, maxFindings);
  }
  const broken = listOf(run.results).length - results.length;
  if (broken > 0) {
    problems.push(`A run of ${name} has ${broken} results that are none.`);
  }
  const id = textOf(objectOf(run.automationDetails)?.id, 500);
  return {
    tool: name,
    category: categoryOf(id),
    finishedAt: finishedAtOf(invocations),
    failure: failureOf(run, invocations),
    origins: originsOf(run, context.paths),
    entityRef: entityOf(run, id),
    findings: kept,
    results: listOf(run.results).length,
  };
}

/**
 * Reads a document.
 *
 * @param value - JSON without keys of a prototype
 * @param maxResults - more than these, in all of its runs, are not read. Default: no limit
 * @throws Error with one sentence, where it is no SARIF 2.1.0, or has too many results
 * @public
 */
export function readSarif(
  value: JsonValue,
  maxResults: number = Infinity,
): SarifRead {
  const log = objectOf(value);
  const version = textOf(log?.version, 50);
  const isSarif =
    log !== undefined &&
    ('runs' in log || /sarif/i.test(textOf(log.$schema, 500) ?? ''));
  if (!isSarif) {
    throw new Error('It is no SARIF: there are no runs.');
  }
  if (version !== '2.1.0') {
    throw new Error(
      `It is SARIF of version ${version ?? '(none)'}; 2.1.0 is read.`,
    );
  }
  const problems: string[] = [];
  const inlined = objectsOf(log.inlineExternalProperties).slice(0, maxRuns);
  const all = listOf(log.runs);
  const results = [...all.slice(0, maxRuns), ...inlined].reduce<number>(
    (sum, part) => sum + listOf(objectOf(part)?.results).length,
    0,
  );
  if (results > maxResults) {
    throw new Error(
      `It has ${results} results, and only ${maxResults} more are read; none of them is looked at.`,
    );
  }
  const runs = all.slice(0, maxRuns).flatMap(item => {
    const run = objectOf(item);
    if (!run) {
      problems.push('A run is no object; it is not read.');
    }
    return (run && readRun(withInlined(run, inlined), problems)) ?? [];
  });
  if (all.length === 0) {
    problems.push('It has no runs.');
  }
  if (all.length > maxRuns) {
    problems.push(
      `It has ${all.length} runs; those after the first ${maxRuns} are not read.`,
    );
  }
  return { runs, problems };
}
