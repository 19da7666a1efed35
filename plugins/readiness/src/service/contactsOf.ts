import { Entity } from '@backstage/catalog-model';
import { httpUrl } from '../links';

/** How somebody can be reached. */
export interface Contacts {
  /** Undefined where none is given, or what is given is no address. */
  email: string | undefined;
  /** http(s) only. */
  links: ReadonlyArray<{ url: string; title: string | undefined }>;
}

const mostLinks = 5;
/** Nothing that would end the address in a `mailto:` link. */
const emailPattern = /^[^\s@<>?&"',;:%]{1,64}@[^\s@<>?&"',;:%]{1,255}$/;

/**
 * The e-mail address and the links of an owner, from its catalog entry: text of somebody else.
 */
export function contactsOf(owner: Entity): Contacts {
  const profile = owner.spec?.profile as { email?: unknown } | undefined;
  const email = profile?.email;
  return {
    email:
      typeof email === 'string' && emailPattern.test(email) ? email : undefined,
    links: (owner.metadata.links ?? []).slice(0, mostLinks).flatMap(link => {
      const url = httpUrl(link.url);
      return url ? [{ url, title: link.title }] : [];
    }),
  };
}

/**
 * A `mailto:` address with subject and text filled in.
 *
 * @param email - as `contactsOf` gives it
 */
export function mailUrl(
  email: string,
  letter: { subject: string; body: string },
): string {
  const query = Object.entries(letter)
    .map(([name, text]) => `${name}=${encodeURIComponent(text)}`)
    .join('&');
  return `mailto:${email}?${query}`;
}
