import { DeliveryRules, EnvironmentRule } from './DeliveryRules';

/** Answers that are kept; names come from events. */
const maxKept = 1_000;

/**
 * Does a name fit a glob? Goes back to the last star only, so that no glob takes longer than the
 * product of both lengths.
 */
function fits(name: string, glob: string): boolean {
  let at = 0;
  let star = -1;
  let taken = 0;
  for (let index = 0; index < name.length; ) {
    if (glob[at] === '*') {
      star = at;
      taken = index;
      at += 1;
    } else if (at < glob.length && [name[index], '?'].includes(glob[at])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      taken += 1;
      index = taken;
    } else {
      return false;
    }
  }
  return /^\**$/.test(glob.slice(at));
}

/** What the rules say of environments by their names. */
export class EnvironmentNames {
  readonly #rules: readonly EnvironmentRule[];
  readonly #known = new Map<string, EnvironmentRule | null>();

  constructor(rules: Pick<DeliveryRules, 'environments'>) {
    this.#rules = rules.environments.map(rule => ({
      ...rule,
      match: rule.match.toLowerCase(),
    }));
  }

  /** Is it production? */
  isProduction(environment: string): boolean {
    return this.#find(environment)?.production ?? false;
  }

  /** Its place on the way to production; one of which nothing is told comes first. */
  orderOf(environment: string): number {
    return this.#find(environment)?.order ?? -Infinity;
  }

  #find(environment: string): EnvironmentRule | null {
    const name = environment.toLowerCase();
    let rule = this.#known.get(name);
    if (rule === undefined) {
      rule = this.#rules.find(it => fits(name, it.match)) ?? null;
      if (this.#known.size < maxKept) {
        this.#known.set(name, rule);
      }
    }
    return rule;
  }
}
