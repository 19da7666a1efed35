import { LoggerService } from '@backstage/backend-plugin-api';
import {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import { createHash } from 'crypto';

const longestTitle = 200;
const longestDescription = 2_000;
const longestName = 80;

/** A message to the members of a group, or to a user. */
export interface OwnerMessage {
  /** Ref of the group or user. */
  ownerRef: string;
  /** What users turn off in their settings. */
  topic: string;
  /** Messages with the same key are one: the later one takes the place of the former. */
  key: string;
  title: string;
  lines: readonly string[];
  /** Path in the portal. */
  link: string;
}

/** Sends messages by the notifications of Backstage. */
export class Notifications {
  readonly #service: NotificationService;
  readonly #logger: LoggerService;
  #isMissed = false;

  constructor(options: {
    notifications: NotificationService;
    logger: LoggerService;
  }) {
    this.#service = options.notifications;
    this.#logger = options.logger;
  }

  /**
   * Where the notifications backend is not installed nothing is sent, which the log says once.
   *
   * @throws what the service throws
   */
  async send(message: OwnerMessage): Promise<void> {
    const options: NotificationSendOptions = {
      recipients: { type: 'entity', entityRef: message.ownerRef },
      payload: {
        title: cut(oneLine(message.title), longestTitle),
        description: cut(message.lines.join('\n'), longestDescription),
        link: message.link,
        topic: message.topic,
        scope: toScope(message),
        severity: 'normal',
      },
    };
    try {
      await this.#service.send(options);
    } catch (error) {
      if (!isNotInstalled(error)) {
        throw error;
      }
      if (!this.#isMissed) {
        this.#isMissed = true;
        this.#logger.info(
          'Owners are not told of levels that fell: the notifications backend is not installed',
        );
      }
    }
  }
}

/** A name from outside as part of a line. */
export function nameOf(text: string): string {
  return cut(oneLine(text), longestName);
}

/** The store of notifications has room for 255 characters; refs may be longer. */
function toScope({ topic, key, ownerRef }: OwnerMessage): string {
  const digest = createHash('sha256')
    .update(`${ownerRef}\n${key}`)
    .digest('hex')
    .slice(0, 32);
  return `${topic}:${digest}`;
}

/** The service has no error of its own for it, and a backend that is still starting answers otherwise. */
function isNotInstalled(error: unknown): boolean {
  return error instanceof Error && /\bstatus 404\b/.test(error.message);
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
