import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const path = 'events.modules.pagerduty.webhookSecret';

/**
 * Reads the secrets of webhook subscriptions.
 *
 * @param config - of the backend
 * @returns none where the key is missing or a variable that it names is not set
 * @throws InputError naming the key, if it is neither a text nor a list of texts, or one is empty
 */
export function readWebhookSecrets(config: Config): string[] {
  const value = config.getOptional(path) ?? [];
  return [value].flat().map(secret => {
    if (typeof secret !== 'string' || secret.trim() === '') {
      throw new InputError(
        `Configuration ${path} is neither a secret nor a list of secrets`,
      );
    }
    return secret;
  });
}
