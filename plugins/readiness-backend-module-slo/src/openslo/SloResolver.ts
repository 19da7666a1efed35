import {
  Problem,
  SloFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { DeclaredSlo } from '../declared';
import { MeasurableSlo } from '../measurement';
import { AlertPolicySpec } from './alertSchemas';
import { measurableOpenSlo } from './measurableOpenSlo';
import { hasIndicator } from './missingParts';
import { SloSpec } from './openSloSchemas';
import { OpenSloReferences } from './OpenSloReferences';
import { OpenSloDocument, OpenSloDocuments } from './readOpenSloDocuments';
import { readSloAnnotations } from './readSloAnnotations';
import { isGiven } from './schemaParts';
import { targetsOf } from './targets';

/** An SLO whose error budget policy is named and not looked up yet. */
export type ResolvedSlo = Omit<SloFact['slos'][number], 'errorBudgetPolicy'> & {
  /** Path or http(s) address, or null. */
  errorBudgetPolicy: string | null;
};

/** Where something stands. */
type Place = Pick<OpenSloDocument<unknown>, 'source' | 'line' | 'column'>;

/**
 * Turns the SLO documents of one entity into what is recorded of them,
 * following references between its files.
 */
export class SloResolver {
  readonly #references: OpenSloReferences;
  readonly #slos: OpenSloDocument<SloSpec>[];
  readonly #policies: OpenSloDocument<AlertPolicySpec>[];
  readonly #declared: readonly DeclaredSlo[];
  readonly problems: Problem[] = [];

  /**
   * @param files - what was read from each file of the entity
   * @param declared - SLOs of Sloth and Pyrra in the same files
   */
  constructor(
    files: readonly OpenSloDocuments[],
    declared: readonly DeclaredSlo[] = [],
  ) {
    this.#references = new OpenSloReferences(files);
    this.#slos = files.flatMap(file => file.slos);
    this.#policies = files.flatMap(file => file.alertPolicies);
    this.#declared = declared;
  }

  /**
   * Describes every SLO, sorted by path, then name. A reference that leads to
   * nothing among the entity's files becomes a problem: what it would have said
   * cannot be known.
   */
  slos(): ResolvedSlo[] {
    for (const policy of this.#policies) {
      const missing = this.#references.missingOfPolicy(policy.spec);
      if (missing.length > 0) {
        this.#report(
          policy,
          `The AlertPolicy ${policy.name} refers to ${missing.join(
            ', ',
          )}, which no file of this entity holds.`,
        );
      }
    }
    return [
      ...this.#slos.map(document => this.#describe(document)),
      ...this.#declared.map(slo => this.#describeDeclared(slo)),
    ].sort((a, b) => compare(a.path, b.path) || compare(a.name, b.name));
  }

  /** Every complete SLO as it can be measured, sorted by name. */
  measurable(): MeasurableSlo[] {
    return [
      ...this.#slos.flatMap(
        document => measurableOpenSlo(document, this.#references) ?? [],
      ),
      ...this.#declared.map(
        (slo): MeasurableSlo => ({
          name: slo.name.slice(0, 300),
          objectives: [
            { target: slo.target, measure: slo.measure, slices: null },
          ],
          window: { duration: slo.window, calendar: null },
          dataSources: [],
          path: slo.source.slice(0, 2_000),
          line: slo.line,
          column: slo.column,
        }),
      ),
    ].sort((a, b) => compare(a.name, b.name) || compare(a.path, b.path));
  }

  #describe(document: OpenSloDocument<SloSpec>): ResolvedSlo {
    const { spec } = document;
    const targets = targetsOf(spec);
    const window = spec.timeWindow?.[0]?.duration ?? null;
    this.#reportIndicators(document);
    return {
      name: document.name,
      service: spec.service || null,
      targets,
      window,
      complete: targets.length > 0 && window !== null && hasIndicator(spec),
      burnRateAlert: this.#hasBurnRateAlert(document),
      ...this.#annotationsOf(document, document.metadata, spec.description),
      path: document.source,
    };
  }

  #describeDeclared(slo: DeclaredSlo): ResolvedSlo {
    return {
      name: slo.name,
      service: slo.service,
      targets: [slo.target],
      window: slo.window,
      complete: true,
      burnRateAlert: slo.burnRateAlert,
      ...this.#annotationsOf(slo, slo.metadata, slo.description),
      path: slo.source,
    };
  }

  #annotationsOf(
    place: Place & { name: string },
    metadata: { annotations?: unknown; labels?: unknown },
    description: string | null | undefined,
  ): Pick<ResolvedSlo, 'journey' | 'reviewedAt' | 'errorBudgetPolicy'> {
    const { issues, ...annotations } = readSloAnnotations(
      metadata,
      description,
    );
    if (issues.length > 0) {
      this.#report(place, `Of the SLO ${place.name}, ${issues.join('; ')}.`);
    }
    return annotations;
  }

  #hasBurnRateAlert(document: OpenSloDocument<SloSpec>): boolean {
    const missing = new Set<string>();
    const answer = this.#references.hasBurnRateAlert(document.spec, missing);
    const ofInline = (document.spec.alertPolicies ?? [])
      .flatMap(({ spec }) =>
        spec ? this.#references.missingOfPolicy(spec) : [],
      )
      .filter(it => answer || !missing.has(it));
    if (ofInline.length > 0) {
      this.#report(
        document,
        `The SLO ${document.name} refers to ${[...new Set(ofInline)].join(
          ', ',
        )}, which no file of this entity holds.`,
      );
    }
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

  #reportIndicators(document: OpenSloDocument<SloSpec>): void {
    const { spec } = document;
    const indicators = [spec, ...(spec.objectives ?? [])]
      .map(part => this.#references.indicatorOf(part))
      .filter(isGiven);
    const missing = [
      ...this.#references.missingIndicators(spec),
      ...indicators.flatMap(it => this.#references.missingDataSources(it)),
    ];
    if (missing.length > 0) {
      this.#report(
        document,
        `The SLO ${document.name} refers to ${[...new Set(missing)].join(
          ', ',
        )}, which no file of this entity holds; it cannot be measured.`,
      );
    }
  }

  #report(place: Place, message: string): void {
    this.problems.push({
      subject: 'file',
      name: place.source.slice(0, 300),
      reporter: 'slo',
      message: message.slice(0, 1_000),
      source: place.source,
      line: place.line,
      column: place.column,
    });
  }
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
