import { Codeowners, CodeownersRule } from './parseCodeowners';
import { MatchEffort, PathRules } from './PathRules';

/** Names compared for one entity: about a second. */
const maxSteps = 30_000_000;

interface Section {
  rules: readonly CodeownersRule[];
  matches: PathRules;
  exclusions: PathRules | undefined;
}

/** Tells who owns which file, by the rules of CODEOWNERS. */
export class FileOwners {
  readonly #sections: Section[];

  constructor({ sections }: Pick<Codeowners, 'sections'>) {
    const effort = new MatchEffort(maxSteps);
    this.#sections = sections.map(rules => {
      const matches = new PathRules(effort);
      const exclusions = rules.some(rule => rule.exclusion)
        ? new PathRules(effort)
        : undefined;
      rules.forEach(({ pattern, exclusion }, index) => {
        if (exclusion) {
          exclusions?.add(pattern, index);
        } else {
          matches.add(pattern, index);
        }
      });
      return { rules, matches, exclusions };
    });
  }

  /**
   * The owners of a file: those of the last rule that matches, in each section; empty where it has none.
   *
   * @param path - relative to the root of the repository; quick where they come sorted
   * @throws Error if the rules take too much effort
   */
  ownersOf(path: string): readonly string[] {
    if (this.#sections.length === 1) {
      return this.#ownersIn(this.#sections[0], path);
    }
    return [
      ...new Set(
        this.#sections.flatMap(section => this.#ownersIn(section, path)),
      ),
    ];
  }

  #ownersIn(section: Section, path: string): readonly string[] {
    const { rules, matches, exclusions } = section;
    const last = matches.lastMatch(path);
    const excluded = last >= 0 && exclusions && exclusions.lastMatch(path) >= 0;
    return last < 0 || excluded ? [] : rules[last].owners;
  }
}
