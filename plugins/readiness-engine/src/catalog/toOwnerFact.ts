import { OwnerFact } from '@team-readiness/backstage-plugin-readiness-common';
import { isPlainObject } from './boundedJson';
import { httpLink } from './httpLink';

/**
 * What an owner profile is read from.
 *
 * @public
 */
export interface OwnerEntity {
  /** Whole ref in lower case. */
  ref: string;
  /** Lower case. */
  kind: string;
  /** `spec.type`. */
  type: string | null;
  /** Number of direct members. */
  members: number;
  /** Its catalog fact; null where it has none, and for kinds other than Group. */
  fact: unknown;
}

/**
 * What is known of one owner; the same for everything that it owns.
 *
 * @public
 */
export type OwnerProfile = OwnerFact['owners'][number];

const chatWord =
  /\b(slack|teams|chat|mattermost|discord|zulip|matrix|rocket\.?chat|webex)\b/i;
const emailPattern = /^[^\s@]{1,64}@[^\s@]{1,190}$/;

/**
 * What is known of an owner that exists.
 *
 * @param owner - As the catalog knows it.
 * @param options - `usersKnown`: the catalog holds users, so that numbers of members mean something.
 * @public
 */
export function toOwnerProfile(
  owner: OwnerEntity,
  options: { usersKnown: boolean },
): OwnerProfile {
  const fact = isPlainObject(owner.fact) ? owner.fact : {};
  const entity = objectAt(fact, 'entity');
  const email = objectAt(objectAt(entity, 'spec'), 'profile').email;
  const isGroup = owner.kind === 'group';
  return {
    ref: owner.ref,
    kind: owner.kind,
    exists: true,
    type: owner.type,
    members: isGroup && options.usersKnown ? owner.members : null,
    email: typeof email === 'string' && emailPattern.test(email) ? email : null,
    chat: chatLink(objectAt(entity, 'metadata').links),
    onCall: fact.onCall === true,
  };
}

/**
 * The fact `readiness/owner` of whatever has these owners.
 *
 * @param refs - Whole refs in lower case.
 * @param profiles - Of owners that exist, by ref.
 * @public
 */
export function toOwnerFact(
  refs: readonly string[],
  profiles: ReadonlyMap<string, OwnerProfile>,
): OwnerFact {
  const owners = [...refs].sort().map(
    ref =>
      profiles.get(ref) ?? {
        ref,
        kind: ref.slice(0, ref.indexOf(':')),
        exists: false,
        type: null,
        members: null,
        email: null,
        chat: null,
        onCall: false,
      },
  );
  const some = owners.length > 0;
  const members = owners.flatMap(owner => owner.members ?? []);
  return {
    owners,
    exists: some && owners.every(owner => owner.exists),
    isTeam:
      some && owners.every(owner => owner.exists && owner.kind === 'group'),
    members:
      some && members.length === owners.length ? Math.min(...members) : null,
    reachable:
      some &&
      owners.every(owner => owner.email !== null || owner.chat !== null),
    onCall: owners.some(owner => owner.onCall),
  };
}

function chatLink(links: unknown): string | null {
  for (const link of Array.isArray(links) ? links : []) {
    const url = isPlainObject(link) ? httpLink(link.url) : undefined;
    if (
      url &&
      isPlainObject(link) &&
      chatWord.test(
        [link.type, link.title, link.icon, new URL(url).hostname]
          .filter(part => typeof part === 'string')
          .join(' '),
      )
    ) {
      return url;
    }
  }
  return null;
}

function objectAt(
  from: Record<string, unknown>,
  key: string,
): Record<string, unknown> {
  const value = Object.hasOwn(from, key) ? from[key] : undefined;
  return isPlainObject(value) ? value : {};
}
