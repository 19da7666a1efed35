import {
  Area,
  Outcome,
  Share,
} from '@team-readiness/backstage-plugin-readiness-common';
import type { Truth } from '../conditions/Truth';
import type { LevelStanding } from '../levels/LevelStanding';
import type { TargetDistance } from '../levels/TargetDistance';
import { lacksData } from '../shares/lacksData';
import { Formats } from './Formats';

const longestValue = 120;
const hoursOfDay = 8;

/**
 * Numbers, dates and the words of the glossary in the language that the reader chose.
 *
 * @public
 */
export class Words extends Formats {
  /** A tier: "Tier 1", or "No tier" where none (null or 0) is declared. */
  tier(tier: number | null): string {
    return tier
      ? this.t('tiers.tier', { tier: String(tier) })
      : this.t('tiers.none');
  }

  /** An effort in working hours, over 0: "about 30 min", "about 2 h", "about 3 days". */
  effort(hours: number): string {
    if (hours < 1) {
      const count = Math.max(5, Math.round(hours * 60));
      return this.t('efforts.minutes', { count });
    }
    return hours < 2 * hoursOfDay
      ? this.t('efforts.hours', { count: Math.round(hours) })
      : this.t('efforts.days', { count: Math.round(hours / hoursOfDay) });
  }

  /** What readers call the truth of a part of a condition: "True", "Not needed" where an earlier part had decided. */
  truth(truth: Truth): string {
    return this.t(`truths.${truth}`);
  }

  /** A value that was seen, as JSON in one line of at most 120 characters; what JSON cannot hold is "nothing". */
  value(value: unknown): string {
    const text = JSON.stringify(value) ?? this.t('values.none');
    return text.length > longestValue
      ? `${text.slice(0, longestValue)}…`
      : text;
  }

  /** What readers call an area. */
  area(area: Area): string {
    return this.t(`areas.${area}`);
  }

  /**
   * What readers call an outcome: "Met", "Exempt until 7 Oct 2026", "Opted out".
   *
   * @param exemption - of `exempt`: the ISO date on which it ends, or that the entity has opted out
   */
  outcome(
    outcome: Outcome,
    exemption: { until?: string | null; optedOut?: boolean } = {},
  ): string {
    if (outcome === 'exempt' && exemption.optedOut) {
      return this.t('outcomes.optedOut');
    }
    return outcome === 'exempt' && exemption.until
      ? this.t('outcomes.exemptUntil', { day: this.day(exemption.until) })
      : this.t(`outcomes.${outcome}`);
  }

  /** A level: "Level 2 Owned", "Level 2 Owned (1 exemption)", "Not yet at 1". */
  level({ level, levelName, exemptions = 0 }: LevelStanding): string {
    const standing =
      level === 0
        ? this.noLevel(levelName)
        : this.t('levels.level', { level: String(level), name: levelName });
    return exemptions > 0
      ? this.t('levels.exemptions', { count: exemptions, standing })
      : standing;
  }

  // An author may name it; else the backend does, in English.
  private noLevel(name: string): string {
    const first = /^Not yet at (\d+)$/.exec(name)?.[1];
    return first ? this.t('levels.none', { level: first }) : name;
  }

  /**
   * The distance to the target: "On target", "2 fixes below target", "Below target" where no single fix is known,
   * "No target" where nothing is asked.
   */
  target({ targetLevel, onTarget, fixes }: TargetDistance): string {
    if (targetLevel === null || onTarget === null) {
      return this.t('targets.none');
    }
    if (onTarget) {
      return this.t('targets.met');
    }
    return fixes > 0
      ? this.t('targets.fixes', { count: fixes })
      : this.t('targets.missed');
  }

  /** The details behind one number, a line each: adoption, score, coverage; one line where nothing applies. */
  share(share: Share): string[] {
    if (share.adoption === null) {
      return [this.t('shares.nothingApplies')];
    }
    const passed = this.number(share.passed);
    const known = this.number(share.known);
    const applicable = this.number(share.applicable);
    return [
      this.t('shares.adoption', {
        percent: this.percent(share.adoption),
        passed,
        applicable,
      }),
      lacksData(share) || share.score === null
        ? this.t('shares.scoreLacksData')
        : this.t('shares.score', {
            percent: this.percent(share.score),
            passed,
            known,
          }),
      this.t('shares.coverage', {
        percent: this.percent(share.coverage),
        known,
        applicable,
      }),
    ];
  }
}
