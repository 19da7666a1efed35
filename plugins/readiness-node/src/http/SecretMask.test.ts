import fc from 'fast-check';
import { SecretMask } from './SecretMask';

describe('SecretMask', () => {
  it('masks a token, with its scheme and encoded', () => {
    const mask = new SecretMask(['Bearer a/b+cd==']);
    expect(mask.apply('x a/b+cd== y Bearer a/b+cd==')).toBe('x *** y ***');
    expect(mask.apply('?token=a%2Fb%2Bcd%3D%3D')).toBe('?token=***');
  });

  it('masks the password of basic authentication', () => {
    const basic = Buffer.from('robot:pass-word').toString('base64');
    const mask = new SecretMask([`Basic ${basic}`]);
    expect(mask.apply(`${basic} pass-word robot:pass-word`)).toBe(
      '*** *** ***',
    );
  });

  it('leaves no secret of four characters and more', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z0-9]{4,20}$/), { minLength: 1 }),
        fc.string(),
        (secrets, between) => {
          const masked = new SecretMask(secrets).apply(secrets.join(between));
          for (const secret of secrets) {
            expect(masked.split('***').join('\n')).not.toContain(secret);
          }
        },
      ),
    );
  });
});
