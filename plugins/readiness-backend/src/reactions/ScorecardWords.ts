import { CompiledScorecard } from '@team-readiness/backstage-plugin-readiness-engine';

/** The scorecards that are active now, as `ActiveScorecards` has them. */
export type CurrentScorecards = () => ReadonlyArray<{
  compiled: CompiledScorecard;
}>;

/** An exemption that ends soon. */
export interface EndingExemption {
  /** Whole ref, in lower case. */
  entityRef: string;
  /** Title of the check. */
  check: string;
  /** `YYYY-MM-DD`: the last day. */
  until: string;
}

/** Words of scorecards for messages to people. */
export class ScorecardWords {
  readonly #current: CurrentScorecards;

  constructor(current: CurrentScorecards) {
    this.#current = current;
  }

  /** Names of those that everybody may know of, in the order of pages: not in shadow. */
  shown(): string[] {
    return this.#current()
      .map(({ compiled }) => compiled)
      .filter(({ document: { spec } }) => spec.stage !== 'shadow')
      .map(({ name }) => name);
  }

  isShown(name: string): boolean {
    return this.shown().includes(name);
  }

  /** @returns its name where it is not active any more */
  title(name: string): string {
    return this.#find(name)?.document.metadata.title ?? name;
  }

  /** The name of a level; 0: that it is below the first one. */
  level(name: string, level: number): string {
    const levels = this.#find(name)?.document.spec.levels ?? [];
    const known = levels.find(rung => rung.level === level);
    const [first] = [...levels].sort((a, b) => a.level - b.level);
    return (
      known?.name ??
      (level === 0 && first ? `below ${first.name}` : `level ${level}`)
    );
  }

  /** @returns its id where the scorecard does not ask it any more */
  check(name: string, checkId: string): string {
    return (
      this.#find(name)?.checks.find(
        ({ definition }) => definition.id === checkId,
      )?.definition.title ?? checkId
    );
  }

  /** Exemptions whose last day is within some days; `from` and `to`: `YYYY-MM-DD`, both included. */
  exemptionsEnding(
    name: string,
    { from, to }: { from: string; to: string },
  ): EndingExemption[] {
    const exemptions = this.#find(name)?.document.spec.exemptions ?? [];
    return exemptions
      .filter(({ until }) => until >= from && until <= to)
      .map(({ entity, check, until }) => ({
        entityRef: entity.toLocaleLowerCase('en-US'),
        check: this.check(name, check),
        until,
      }));
  }

  #find(name: string): CompiledScorecard | undefined {
    return this.#current().find(({ compiled }) => compiled.name === name)
      ?.compiled;
  }
}
