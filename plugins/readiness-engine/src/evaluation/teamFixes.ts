/**
 * Which fixes lift most entities of a team for each hour of work, and who is to
 * make them.
 *
 * A fix lifts an entity that has no other one left until it is on target. A gate
 * that the platform mends is a platform action; one that most of its entities
 * miss since they were made from one Scaffolder template is mended there, once.
 */
import { Area, Check } from '@team-readiness/backstage-plugin-readiness-common';

/** How many open entities make a pattern, and how large a part of them shares a template. */
const templateRule = { minEntities: 3, minShare: 0.8 };

/**
 * What is left to do for one entity.
 *
 * @public
 */
export interface EntityFixes {
  entityRef: string;
  /** Ref of the Scaffolder template that it was made from (annotation `backstage.io/source-template`). */
  template: string | null;
  /** Ids of the checks that have to pass until it is on target. */
  fixes: readonly string[];
}

/**
 * How many entities of one template a check keeps below their target.
 *
 * @public
 */
export interface OpenFix {
  checkId: string;
  /** Null: made from none, or nobody knows. */
  template: string | null;
  entities: number;
  /** Of these, entities for which it is the only fix left. */
  lifted: number;
}

/**
 * A fix of a team.
 *
 * @public
 */
export interface TeamFixRank {
  checkId: string;
  title: string;
  area: Area;
  /** The level that the check is a gate of. */
  level: number;
  /** Hours for one entity. */
  effort: number;
  /** Entities for which it is open. */
  entities: number;
  /** Of these, entities for which it is the only fix left. */
  lifted: number;
  /** Who makes it: the team entity by entity, or one for all. */
  action: 'team' | 'template' | 'platform';
  /** Of the action `template`: which one, and how many of the entities come from it. */
  template: { ref: string; entities: number } | null;
}

/** Entities and lifted ones of a check, in all and by template. */
class OpenCounts {
  entities = 0;
  lifted = 0;
  readonly #byTemplate = new Map<string, number>();

  add({ template, entities, lifted }: OpenFix): void {
    this.entities += entities;
    this.lifted += lifted;
    if (template !== null) {
      const before = this.#byTemplate.get(template) ?? 0;
      this.#byTemplate.set(template, before + entities);
    }
  }

  /** The template that most of the entities come from, where that is a pattern. */
  findTemplate(): TeamFixRank['template'] {
    const [most] = [...this.#byTemplate].sort(
      ([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1),
    );
    const isPattern =
      most !== undefined &&
      this.entities >= templateRule.minEntities &&
      most[1] >= templateRule.minShare * this.entities;
    return isPattern ? { ref: most[0], entities: most[1] } : null;
  }
}

/** Counts what is open, by check and template. */
function countOpenFixes(entities: readonly EntityFixes[]): OpenFix[] {
  return entities.flatMap(({ template, fixes }) =>
    fixes.map(checkId => ({
      checkId,
      template,
      entities: 1,
      lifted: fixes.length === 1 ? 1 : 0,
    })),
  );
}

/**
 * Ranks what is open by the entities that a fix lifts for each hour; where that
 * is the same, by the entities for which it is open for each hour, then the
 * lower level, then the id.
 *
 * @param checks - of the scorecard; what is open of others is left out
 * @param open - any number of sums for a check, which are added up
 * @public
 */
export function rankOpenFixes(
  checks: readonly Check[],
  open: readonly OpenFix[],
): TeamFixRank[] {
  const counts = new Map<string, OpenCounts>();
  for (const sum of open) {
    const count = counts.get(sum.checkId) ?? new OpenCounts();
    count.add(sum);
    counts.set(sum.checkId, count);
  }
  return checks
    .flatMap((check): TeamFixRank[] => {
      const count = counts.get(check.id);
      if (!count || count.entities === 0) {
        return [];
      }
      const isPlatform = check.remediation.by === 'platform';
      const template = isPlatform ? null : count.findTemplate();
      const byTeam = template ? 'template' : 'team';
      return [
        {
          checkId: check.id,
          title: check.title,
          area: check.area,
          level: check.level,
          effort: check.effort,
          entities: count.entities,
          lifted: count.lifted,
          action: isPlatform ? 'platform' : byTeam,
          template,
        },
      ];
    })
    .sort(
      (a, b) =>
        b.lifted / b.effort - a.lifted / a.effort ||
        b.entities / b.effort - a.entities / a.effort ||
        a.level - b.level ||
        (a.checkId < b.checkId ? -1 : 1),
    );
}

/**
 * The fixes of a team, the one that lifts most entities for each hour first.
 *
 * @param checks - of the scorecard
 * @param entities - those below their target that count for the team
 * @public
 */
export function teamFixes(
  checks: readonly Check[],
  entities: readonly EntityFixes[],
): TeamFixRank[] {
  return rankOpenFixes(checks, countOpenFixes(entities));
}
