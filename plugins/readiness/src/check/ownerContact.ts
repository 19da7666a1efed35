import type { Entity } from '@backstage/catalog-model';
import { httpUrl } from '../links';

const emailPattern = /^[^\s@<>"',;:?&]+@[^\s@<>"',;:?&]+$/;
const contactLink = /chat|contact|support|slack|teams|mattermost|help|issue/i;

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/**
 * Where an owner may be told something: their mail address, or a link in the catalog that says it is for that.
 *
 * @param owner - a Group or User; all of it is text from outside
 * @param subject - of the mail
 * @returns a `mailto:` or http(s) address; undefined where the catalog knows none
 */
export function ownerContact(
  owner: Entity | undefined,
  subject: string,
): string | undefined {
  const profile = owner?.spec?.profile;
  const email =
    profile && typeof profile === 'object' && !Array.isArray(profile)
      ? textOf(profile.email)
      : undefined;
  if (email && emailPattern.test(email)) {
    return `mailto:${email}?subject=${encodeURIComponent(subject)}`;
  }
  const links = owner?.metadata.links;
  const link = (Array.isArray(links) ? links : []).find(({ title, type }) =>
    contactLink.test(`${textOf(title) ?? ''} ${textOf(type) ?? ''}`),
  );
  return httpUrl(textOf(link?.url));
}
