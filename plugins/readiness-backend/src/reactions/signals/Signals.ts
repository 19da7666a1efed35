import { SignalsService } from '@backstage/plugin-signals-node';
import {
  ClaimedDelivery,
  OutboxEntry,
} from '../../database/operations/reactions';
import { DeliveryAddress, Reaction } from '../Reaction';
import { ScorecardWords } from '../ScorecardWords';

/** The channel of signals. */
export const signalChannel = 'readiness';

/**
 * Tells open pages that results changed. Everybody gets the message, so that it names scorecards
 * that are no secret, and nothing of entities or owners.
 */
export class Signals implements Reaction {
  readonly id = 'signals';
  readonly topics = ['results'] as const;
  readonly #signals: SignalsService;
  readonly #words: ScorecardWords;

  constructor(options: { signals: SignalsService; words: ScorecardWords }) {
    this.#signals = options.signals;
    this.#words = options.words;
  }

  /** One message a window, whatever changed in it. */
  address({ scorecard }: OutboxEntry): DeliveryAddress[] {
    const changes = `${JSON.stringify(scorecard)}\n`;
    return [
      { subject: '', scorecard: '', version: 0, changes, changeCount: 0 },
    ];
  }

  async deliver({ changes }: ClaimedDelivery): Promise<void> {
    const names = changes
      .split('\n')
      .filter(line => line)
      .map((line): string => JSON.parse(line));
    await this.#signals.publish({
      recipients: { type: 'broadcast' },
      channel: signalChannel,
      message: {
        action: 'updated',
        scorecards: [...new Set(names)]
          .filter(name => this.#words.isShown(name))
          .sort(),
      },
    });
  }
}
