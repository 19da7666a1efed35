import { AuthService } from '@backstage/backend-plugin-api';
import { MovementPart } from '@team-readiness/backstage-plugin-readiness-common';
import {
  ClaimedDelivery,
  weekTopic,
} from '../../database/operations/reactions';
import { teamLink } from '../notifications/LevelNotifications';
import { nameOf, Notifications } from '../notifications/sendNotification';
import { DeliveryAddress, Reaction } from '../Reaction';
import { ScorecardWords } from '../ScorecardWords';
import {
  isWorthTelling,
  readTeamWeek,
  ScorecardWeek,
  TeamWeekSources,
} from './TeamWeek';

/** What users turn off in their settings. */
export const digestTopic = 'readiness.weekly-digest';

const shownExemptions = 3;

const partWords: Readonly<Record<MovementPart, string>> = {
  new: 'new services',
  removed: 'services that are gone',
  moved: 'services that changed hands',
  standard: 'changes of the standard',
  exemption: 'exemptions',
  data: 'data that was lost or found again',
  improved: 'improvements',
  declined: 'checks that are not met any more',
  corrected: 'a corrected sum',
};

/**
 * Tells each team once a week how it stands. A team where nothing changed and nothing is open
 * hears nothing.
 */
export class WeeklyDigest implements Reaction {
  readonly id = 'digest';
  readonly topics = [] as const;
  readonly #sources: TeamWeekSources;
  readonly #words: ScorecardWords;
  readonly #notifications: Notifications;
  readonly #auth: Pick<AuthService, 'getOwnServiceCredentials'>;

  constructor(options: {
    sources: TeamWeekSources;
    words: ScorecardWords;
    notifications: Notifications;
    auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  }) {
    this.#sources = options.sources;
    this.#words = options.words;
    this.#notifications = options.notifications;
    this.#auth = options.auth;
  }

  /** It comes by the clock, not by the outbox. */
  address(): DeliveryAddress[] {
    return [];
  }

  async deliver(delivery: ClaimedDelivery): Promise<void> {
    if (delivery.topic !== weekTopic) {
      return;
    }
    const [, namespace, name] = delivery.subject.split(/[:/]/);
    const weeks = await this.#read(
      { ref: delivery.subject, namespace, name },
      new Date(delivery.windowAt),
    );
    if (!weeks.some(isWorthTelling)) {
      return;
    }
    await this.#notifications.send({
      ownerRef: delivery.subject,
      topic: digestTopic,
      key: String(delivery.windowAt),
      title: `Readiness of the week: ${standingWords(weeks[0])}`,
      lines: weeks.flatMap(week => this.#lines(week)),
      link: teamLink(namespace, name),
    });
  }

  async #read(
    team: { ref: string; namespace: string; name: string },
    at: Date,
  ): Promise<ScorecardWeek[]> {
    try {
      return await readTeamWeek(team, {
        sources: this.#sources,
        words: this.#words,
        credentials: await this.#auth.getOwnServiceCredentials(),
        at,
      });
    } catch (error) {
      if (error instanceof Error && error.name === 'NotFoundError') {
        return [];
      }
      throw error;
    }
  }

  #lines(week: ScorecardWeek): string[] {
    const { scorecard, fixes, ending } = week;
    return [
      `${this.#words.title(scorecard)}: ${standingWords(week)}${changeWords(
        week,
      )}`,
      ...fixes.map(
        fix =>
          `Next: ${nameOf(fix.title)} (${serviceWords(fix.entities)}${
            fix.lifted ? `, ${fix.lifted} on target with it` : ''
          })`,
      ),
      ...ending
        .slice(0, shownExemptions)
        .map(
          each =>
            `Exemption ends on ${each.until}: ${nameOf(each.check)}, ${
              each.entityRef
            }`,
        ),
      ...(ending.length > shownExemptions
        ? [`${ending.length - shownExemptions} more exemptions end soon`]
        : []),
    ];
  }
}

function standingWords({ entities, withTarget, onTarget }: ScorecardWeek) {
  return withTarget
    ? `${onTarget} of ${serviceWords(withTarget)} on target`
    : `${serviceWords(entities)} without target`;
}

function changeWords({ adoption, change, mainPart }: ScorecardWeek): string {
  if (adoption === null) {
    return '';
  }
  const now = `, adoption ${percent(adoption)} %`;
  if (change === null || mainPart === null) {
    return now;
  }
  const points = percent(change);
  return `${now} (${
    points > 0 ? '+' : ''
  }${points} points in 7 days, mainly by ${partWords[mainPart]})`;
}

function percent(share: number): number {
  return Math.round(share * 1_000) / 10;
}

function serviceWords(count: number): string {
  return count === 1 ? '1 service' : `${count} services`;
}
