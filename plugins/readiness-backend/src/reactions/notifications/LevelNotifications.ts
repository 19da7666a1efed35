import { Knex } from 'knex';
import {
  ChangedEntity,
  ClaimedDelivery,
  LevelChange,
  OutboxEntry,
  readChanges,
  selectChangedEntities,
  selectCheckIds,
} from '../../database/operations/reactions';
import { DeliveryAddress, Reaction } from '../Reaction';
import { ScorecardWords } from '../ScorecardWords';
import { causeWords } from './causeWords';
import { nameOf, Notifications } from './sendNotification';

/** What users turn off in their settings. */
export const levelDroppedTopic = 'readiness.level-dropped';

const named = 5;
/** So that all owner sets of a team, whoever sorts them, are in one message. */
const gatherMs = 15_000;

/** A service whose level fell and is still lower. */
interface Drop {
  entity: ChangedEntity;
  from: number;
  to: number;
  cause: string;
  gates: number[];
}

/**
 * Tells owners which of their services are on a lower level than before the window: one message for each
 * owner, scorecard and window. What has risen again, was removed or has other owners by then is left out.
 */
export class LevelNotifications implements Reaction {
  readonly id = 'notifications';
  readonly topics = ['drops'] as const;
  readonly gatherMs = gatherMs;
  readonly #knex: Knex;
  readonly #words: ScorecardWords;
  readonly #notifications: Notifications;

  constructor(options: {
    knex: Knex;
    words: ScorecardWords;
    notifications: Notifications;
  }) {
    this.#knex = options.knex;
    this.#words = options.words;
    this.#notifications = options.notifications;
  }

  /** Each owner gets its own. A scorecard in shadow is shown to its own owner alone, and told to nobody. */
  address(entry: OutboxEntry): DeliveryAddress[] {
    const { scorecard, changes, changeCount } = entry;
    return this.#words.isShown(scorecard)
      ? entry.owners
          .filter(ref => ref.startsWith('group:') || ref.startsWith('user:'))
          .map(subject => ({
            subject,
            scorecard,
            version: 0,
            changes,
            changeCount,
          }))
      : [];
  }

  async deliver(delivery: ClaimedDelivery): Promise<void> {
    const { scorecard, subject, windowAt } = delivery;
    const changes = readChanges(delivery.changes);
    const entities = await selectChangedEntities(this.#knex, {
      entityIds: changes.map(({ entityId }) => entityId),
      scorecard,
    });
    const drops = stillLower(changes, entities, subject);
    if (!drops.length) {
      return;
    }
    // Those that found no room are not known by name; they fell all the same.
    const unnamed = Math.max(0, delivery.changeCount - changes.length);
    const checks = await selectCheckIds(this.#knex, {
      checkKeys: drops.slice(0, named).flatMap(({ gates }) => gates),
    });
    const total = drops.length + unnamed;
    const title = this.#words.title(scorecard);
    await this.#notifications.send({
      ownerRef: subject,
      topic: levelDroppedTopic,
      key: `${scorecard}/${windowAt}`,
      title:
        total === 1
          ? `${entityName(drops[0].entity)} fell ${
              drops[0].to === 0 ? '' : 'to '
            }${this.#words.level(scorecard, drops[0].to)} (${title})`
          : `${total} services are on a lower level (${title})`,
      lines: [
        ...drops
          .slice(0, named)
          .map(drop => this.#line(scorecard, drop, checks)),
        ...(total > named ? [`and ${total - named} more`] : []),
        `Main cause: ${causeWords(mostFrequent(drops))}`,
      ],
      link: linkOf(subject, drops[0].entity),
    });
  }

  #line(
    scorecard: string,
    { entity, from, to, gates }: Drop,
    checks: ReadonlyMap<number, string>,
  ): string {
    const names = gates.flatMap(key => {
      const id = checks.get(key);
      return id ? [this.#words.check(scorecard, id)] : [];
    });
    const levels = [from, to].map(level => this.#words.level(scorecard, level));
    return `${entityName(entity)}: ${levels.join(' → ')}${
      names.length ? ` (not met: ${names.join(', ')})` : ''
    }`;
  }
}

/** The farthest falls first. */
function stillLower(
  changes: readonly LevelChange[],
  entities: ReadonlyMap<number, ChangedEntity>,
  ownerRef: string,
): Drop[] {
  const drops = new Map<number, Drop>();
  for (const { entityId, from, cause, gates } of changes) {
    const entity = entities.get(entityId);
    const { level } = entity ?? { level: null };
    if (entity?.owners.includes(ownerRef) && level !== null) {
      const other = drops.get(entityId);
      drops.set(entityId, {
        entity,
        from: Math.max(from, other?.from ?? 0),
        to: level,
        cause,
        gates: [...new Set([...(other?.gates ?? []), ...gates])].slice(0, 3),
      });
    }
  }
  return [...drops.values()]
    .filter(({ from, to }) => to < from)
    .sort(
      (a, b) =>
        b.from - b.to - (a.from - a.to) ||
        (a.entity.ref < b.entity.ref ? -1 : 1),
    );
}

function mostFrequent(drops: readonly Drop[]): string {
  const counts = new Map<string, number>();
  for (const { cause } of drops) {
    counts.set(cause, (counts.get(cause) ?? 0) + 1);
  }
  return [...counts].sort(
    ([a, first], [b, second]) => second - first || (a < b ? -1 : 1),
  )[0][0];
}

function entityName({ title, name }: ChangedEntity): string {
  return nameOf(title ?? name);
}

/** The page of the team; a user has none, and gets that of the first service. */
function linkOf(ownerRef: string, entity: ChangedEntity): string {
  const [kind, namespace, name] = ownerRef.split(/[:/]/);
  return kind === 'group'
    ? teamLink(namespace, name)
    : `/catalog/${[entity.namespace, entity.kind, entity.name]
        .map(encodeURIComponent)
        .join('/')}/readiness`;
}

/** The page of a team. */
export function teamLink(namespace: string, name: string): string {
  return `/readiness/teams/${[namespace, name]
    .map(encodeURIComponent)
    .join('/')}`;
}
