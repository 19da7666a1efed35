/**
 * The checks of a document that extends a scorecard: those of the base, without
 * what is removed and with what changes, then the new ones in their order.
 */
import {
  Check,
  CheckExtension,
  checkSchema,
  Scorecard,
  ScorecardExtension,
} from '@team-readiness/backstage-plugin-readiness-common';
import { askWhetherMeant } from '../cel/types/nearestName';
import { askingFields } from './compareScorecards';
import { ScorecardProblem } from './ScorecardProblem';

/** A check, and which entry of the extending document changes or adds it. */
export interface ExtendedCheck {
  check: Check;
  /** Position in `spec.checks` of the extending document; null: as in the base. */
  changedBy: number | null;
}

/** The fields of which only those that are given are replaced. */
const mergedFields = ['messages', 'remediation'] as const;

/** Does it ask for something else, so that what the base says of its own change is not about it? */
function asksOtherwise(change: CheckExtension): boolean {
  return Object.keys(change).some(
    field => askingFields.has(field) || field === 'optOut',
  );
}

function changeCheck(check: Check, change: CheckExtension): Check {
  const { change: _, ...unclaimed } = check;
  const changed: Check = {
    ...(asksOtherwise(change) ? unclaimed : check),
    ...(change as Partial<Check>),
  };
  for (const field of mergedFields) {
    Object.assign(changed, { [field]: { ...check[field], ...change[field] } });
  }
  return changed;
}

class CheckExtender {
  readonly problems: ScorecardProblem[] = [];
  readonly #base: Scorecard;
  readonly #spec: ScorecardExtension['spec'];
  readonly #known: ReadonlyMap<string, Check>;
  readonly #changes = new Map<string, number>();

  constructor(base: Scorecard, spec: ScorecardExtension['spec']) {
    this.#base = base;
    this.#spec = spec;
    this.#known = new Map(base.spec.checks.map(check => [check.id, check]));
  }

  extend(): ExtendedCheck[] {
    this.#checkRemoved();
    const added = this.#spec.checks.flatMap((change, i) => {
      const isNew = this.#isFirst(change, i) && !this.#known.has(change.id);
      return isNew ? this.#add(change, i) : [];
    });
    const removed = new Set(this.#spec.remove);
    const kept = this.#base.spec.checks
      .filter(({ id }) => !removed.has(id))
      .map(check => this.#change(check));
    if (kept.length + added.length === 0) {
      this.#report(['remove'], 'no check is left');
    }
    if (kept.length + added.length > 300) {
      this.#report(['checks'], 'a scorecard has at most 300 checks');
    }
    return [...kept, ...added];
  }

  #report(path: Array<string | number>, message: string): void {
    this.problems.push({ path: ['spec', ...path], offset: 0, message });
  }

  #name(): string {
    return this.#base.metadata.name;
  }

  #checkRemoved(): void {
    const { remove, targets } = this.#spec;
    const named = new Set(
      targets
        ? []
        : this.#base.spec.targets.flatMap(({ only }) => only?.checks ?? []),
    );
    remove.forEach((id, i) => {
      if (!this.#known.has(id)) {
        const hint = askWhetherMeant(id, this.#known.keys());
        this.#report(
          ['remove', i],
          `there is no check "${id}" in "${this.#name()}" to remove${hint}`,
        );
      } else if (remove.indexOf(id) < i) {
        this.#report(['remove', i], `the check "${id}" is removed twice`);
      } else if (named.has(id)) {
        this.#report(
          ['remove', i],
          `the check "${id}" is named in spec.targets of "${this.#name()}"; say spec.targets anew without it`,
        );
      }
    });
  }

  /** The first entry of its id, and not of a check that is removed. */
  #isFirst({ id }: CheckExtension, i: number): boolean {
    if (this.#changes.has(id)) {
      this.#report(['checks', i, 'id'], `there are two entries for "${id}"`);
      return false;
    }
    this.#changes.set(id, i);
    const isRemoved = this.#known.has(id) && this.#spec.remove.includes(id);
    if (isRemoved) {
      this.#report(
        ['checks', i, 'id'],
        `the check "${id}" is both removed and changed`,
      );
    }
    return !isRemoved;
  }

  #add(change: CheckExtension, i: number): ExtendedCheck[] {
    const parsed = checkSchema.safeParse(change);
    if (parsed.success) {
      return [{ check: parsed.data, changedBy: i }];
    }
    // The fields that are there are good: what is wrong is what is missing.
    const missing = parsed.error.issues.map(({ path }) => path.join('.'));
    const hint = askWhetherMeant(change.id, this.#known.keys());
    const sentence = hint
      ? `${hint} A new check also needs`
      : ', and as a new one it also needs';
    this.#report(
      ['checks', i, 'id'],
      `there is no check "${
        change.id
      }" in "${this.#name()}"${sentence} ${missing.join(', ')}`,
    );
    return [];
  }

  #change(check: Check): ExtendedCheck {
    const i = this.#changes.get(check.id);
    if (i === undefined) {
      return { check, changedBy: null };
    }
    const change = this.#spec.checks[i];
    // What says the same as the base is fine: the base may have come to it since.
    if (Object.keys(change).length === 1) {
      this.#report(
        ['checks', i, 'id'],
        `this says nothing about the check "${
          check.id
        }" of "${this.#name()}"; leave it out`,
      );
    }
    return { check: changeCheck(check, change), changedBy: i };
  }
}

/**
 * Puts together the checks of a base and of a document that extends it.
 *
 * @returns the checks, or every problem with its place in the extending document
 */
export function extendChecks(
  base: Scorecard,
  spec: ScorecardExtension['spec'],
): { checks: ExtendedCheck[] } | { problems: ScorecardProblem[] } {
  const extender = new CheckExtender(base, spec);
  const checks = extender.extend();
  return extender.problems.length > 0
    ? { problems: extender.problems }
    : { checks };
}
