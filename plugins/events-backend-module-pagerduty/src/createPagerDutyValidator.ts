import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  RequestDetails,
  RequestValidationContext,
  RequestValidator,
} from '@backstage/plugin-events-node';

/** Signatures of one request that are compared; PagerDuty sends one a secret. */
const signaturesCompared = 10;

const signaturePattern = /^v1=([0-9a-f]{64})$/i;

/**
 * Makes the check of the header `X-PagerDuty-Signature`: `v1=` and the HMAC-SHA256 of the body in
 * hexadecimal digits, several of them separated by commas while a secret is rotated. One of them has to
 * be by one of the secrets. See https://developer.pagerduty.com/docs/verifying-webhook-signatures.
 *
 * @param secrets - of the webhook subscriptions, at least one
 * @returns a validator that refuses all other requests with status 403, without saying why
 *
 * @public
 */
export function createPagerDutyValidator(
  secrets: readonly string[],
): RequestValidator {
  return async (
    request: RequestDetails,
    context: RequestValidationContext,
  ): Promise<void> => {
    const given = readSignatures(request.headers['x-pagerduty-signature']);
    const expected = secrets.map(secret =>
      createHmac('sha256', secret).update(request.raw.body).digest(),
    );
    // All are compared whatever comes of the first, and each in constant time.
    const matches = given.filter(
      signature =>
        expected.filter(hash => timingSafeEqual(hash, signature)).length > 0,
    );
    if (matches.length === 0) {
      context.reject({
        status: 403,
        payload: { message: 'invalid signature' },
      });
    }
  };
}

function readSignatures(header: string | string[] | undefined): Buffer[] {
  return [header ?? []]
    .flat()
    .join(',')
    .split(',', signaturesCompared)
    .flatMap(text => {
      const [, digits] = signaturePattern.exec(text.trim()) ?? [];
      return digits ? [Buffer.from(digits, 'hex')] : [];
    });
}
