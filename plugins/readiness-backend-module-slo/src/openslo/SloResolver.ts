import {
  Problem,
  SloFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { hasIndicator } from './missingParts';
import {
  AlertConditionSpec,
  AlertPolicySpec,
  isGiven,
  SloSpec,
} from './openSloSchemas';
import { OpenSloDocument, OpenSloDocuments } from './readOpenSloDocuments';
import { readSloAnnotations } from './readSloAnnotations';

/** An SLO whose error budget policy is named and not looked up yet. */
export type ResolvedSlo = Omit<SloFact['slos'][number], 'errorBudgetPolicy'> & {
  /** Path or http(s) address, or null. */
  errorBudgetPolicy: string | null;
};

/** A target as a fraction; rounded, so that 99.99 % is 0.9999 and not 0.99989999…. */
function targetsOf(spec: SloSpec): number[] {
  return (spec.objectives ?? []).flatMap(({ target, targetPercent }) => {
    if (isGiven(target)) {
      return [target];
    }
    return isGiven(targetPercent)
      ? [Number((targetPercent / 100).toPrecision(12))]
      : [];
  });
}

function isBurnRate(spec: AlertConditionSpec | null | undefined): boolean {
  return spec?.condition?.kind === 'burnrate';
}

/**
 * Turns the OpenSLO documents of one entity into what is recorded of them,
 * following references between its files.
 */
export class SloResolver {
  readonly #policies = new Map<string, AlertPolicySpec>();
  readonly #conditions = new Map<string, AlertConditionSpec>();
  readonly #slos: OpenSloDocument<SloSpec>[] = [];
  readonly problems: Problem[] = [];

  /** @param files - what was read from each file of the entity */
  constructor(files: OpenSloDocuments[]) {
    for (const file of files) {
      file.alertPolicies.forEach(it => this.#policies.set(it.name, it.spec));
      file.alertConditions.forEach(it =>
        this.#conditions.set(it.name, it.spec),
      );
      this.#slos.push(...file.slos);
    }
  }

  /**
   * Describes every SLO, sorted by path, then name. A reference to an alert
   * policy or condition that is not among the entity's files becomes a problem:
   * it cannot be known whether it is a burn-rate alert.
   */
  slos(): ResolvedSlo[] {
    return this.#slos
      .map(document => this.#describe(document))
      .sort((a, b) => compare(a.path, b.path) || compare(a.name, b.name));
  }

  #describe(document: OpenSloDocument<SloSpec>): ResolvedSlo {
    const { spec } = document;
    const { issues, ...annotations } = readSloAnnotations(
      document.metadata,
      spec.description,
    );
    if (issues.length > 0) {
      this.#report(
        document,
        `Of the SLO ${document.name}, ${issues.join('; ')}.`,
      );
    }
    const targets = targetsOf(spec);
    const window = spec.timeWindow?.[0]?.duration ?? null;
    return {
      name: document.name,
      service: spec.service || null,
      targets,
      window,
      complete: targets.length > 0 && window !== null && hasIndicator(spec),
      burnRateAlert: this.#hasBurnRateAlert(document),
      ...annotations,
      path: document.source,
    };
  }

  #hasBurnRateAlert(document: OpenSloDocument<SloSpec>): boolean {
    const missing = new Set<string>();
    const answers = (document.spec.alertPolicies ?? []).map(entry => {
      const policy = isGiven(entry.alertPolicyRef)
        ? this.#policies.get(entry.alertPolicyRef)
        : entry.spec;
      if (isGiven(entry.alertPolicyRef) && !policy) {
        missing.add(`AlertPolicy ${entry.alertPolicyRef}`);
      }
      return this.#isBurnRatePolicy(policy, missing);
    });
    const answer = answers.includes(true);
    if (!answer && missing.size > 0) {
      this.#report(
        document,
        `The SLO ${document.name} refers to ${[...missing].join(
          ', ',
        )}, which no file of this entity holds; its alerts are not known.`,
      );
    }
    return answer;
  }

  #report(document: OpenSloDocument<SloSpec>, message: string): void {
    this.problems.push({
      subject: 'file',
      name: document.source.slice(0, 300),
      reporter: 'slo',
      message: message.slice(0, 1_000),
      source: document.source,
      line: document.line,
      column: document.column,
    });
  }

  #isBurnRatePolicy(
    policy: AlertPolicySpec | null | undefined,
    missing: Set<string>,
  ): boolean {
    const answers = (policy?.conditions ?? []).map(condition => {
      if (!isGiven(condition.conditionRef)) {
        return isBurnRate(condition.spec);
      }
      const referred = this.#conditions.get(condition.conditionRef);
      if (!referred) {
        missing.add(`AlertCondition ${condition.conditionRef}`);
      }
      return isBurnRate(referred);
    });
    return answers.includes(true);
  }
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
