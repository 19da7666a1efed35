import { mockServices } from '@backstage/backend-test-utils';
import { JsonValue } from '@backstage/types';
import { readWebhookSecrets } from './readWebhookSecrets';

const read = (webhookSecret: JsonValue | undefined) =>
  readWebhookSecrets(
    mockServices.rootConfig({
      data: { events: { modules: { pagerduty: { webhookSecret } } } },
    }),
  );

describe('readWebhookSecrets', () => {
  it('takes one, several or none', () => {
    expect(read('one')).toEqual(['one']);
    expect(read(['new', 'old'])).toEqual(['new', 'old']);
    expect(read(undefined)).toEqual([]);
    expect(readWebhookSecrets(mockServices.rootConfig())).toEqual([]);
  });

  it.each([[''], [' '], [['new', '']], [5], [{ secret: 'x' }]])(
    'refuses %j and names the key',
    value => {
      expect(() => read(value)).toThrow(
        /events\.modules\.pagerduty\.webhookSecret/,
      );
    },
  );
});
