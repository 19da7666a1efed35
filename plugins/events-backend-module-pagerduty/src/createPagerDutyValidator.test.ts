import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { createPagerDutyValidator } from './createPagerDutyValidator';

const body = Buffer.from('{"event":{"title":"Bücher ☎"}}');

const sign = (secret: string, of: Buffer = body) =>
  `v1=${createHmac('sha256', secret).update(of).digest('hex')}`;

/** Status with which a request is refused; undefined where it is let in. */
async function refusal(
  secrets: string[],
  header: string | string[] | undefined,
  of: Buffer = body,
): Promise<number | undefined> {
  let status: number | undefined;
  await createPagerDutyValidator(secrets)(
    {
      body: {},
      headers: { 'x-pagerduty-signature': header },
      raw: { body: of, encoding: 'utf-8' },
    },
    {
      reject: details => {
        status = details?.status;
      },
    },
  );
  return status;
}

describe('createPagerDutyValidator', () => {
  it('lets in what is signed by the secret', async () => {
    expect(await refusal(['new'], sign('new'))).toBeUndefined();
  });

  it('knows the signature that the documentation of HMAC gives', async () => {
    // RFC 4231, test case 2.
    const header =
      'v1=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    const text = Buffer.from('what do ya want for nothing?');
    expect(await refusal(['Jefe'], header, text)).toBeUndefined();
  });

  it('lets in both sides of a rotation', async () => {
    const both = `${sign('old')}, ${sign('new')}`;
    expect(await refusal(['new'], both)).toBeUndefined();
    expect(await refusal(['old'], both)).toBeUndefined();
    expect(await refusal(['new', 'old'], sign('old'))).toBeUndefined();
    expect(await refusal(['old'], [sign('x'), sign('old')])).toBeUndefined();
  });

  it.each([
    ['no header', undefined],
    ['an empty one', ''],
    ['another secret', sign('other')],
    ['a version that is not known', sign('new').replace('v1', 'v0')],
    ['half a signature', sign('new').slice(0, 40)],
    ['more than a signature', `${sign('new')}0`],
    ['the signature of another body', sign('new', Buffer.from('{}'))],
  ])('refuses %s', async (_, header) => {
    expect(await refusal(['new'], header)).toBe(403);
  });

  it('refuses a right signature behind more than any rotation has', async () => {
    const many = [...Array(10).fill(sign('other')), sign('new')].join(',');
    expect(await refusal(['new'], many)).toBe(403);
  });

  it('lets in a body if and only if it is signed by one of the secrets', async () => {
    const secret = fc.string({ minLength: 1 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(secret, { minLength: 1, maxLength: 3 }),
        secret,
        fc.uint8Array(),
        async (secrets, signer, bytes) => {
          const of = Buffer.from(bytes);
          // HMAC fills a key with zeros up to 64 bytes.
          const key = (text: string) => text.replace(/\0+$/, '');
          const known = secrets.map(key).includes(key(signer));
          expect(await refusal(secrets, sign(signer, of), of)).toBe(
            known ? undefined : 403,
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('refuses any header that is not signed, and throws for none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async header => {
        expect(await refusal(['new'], header)).toBe(403);
      }),
      { numRuns: 200 },
    );
  });
});
