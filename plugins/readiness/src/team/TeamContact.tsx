import { Link } from '@backstage/core-components';
import { Team } from '@team-readiness/backstage-plugin-readiness-common';
import { httpUrl } from '../links';

const emailPattern = /^[^\s@<>"',;:?&]+@[^\s@<>"',;:?&]+$/;

/**
 * How to reach a team, or that nothing is known.
 */
export function TeamContact(props: { team: Pick<Team, 'email' | 'chat'> }) {
  const { email, chat } = props.team;
  const chatUrl = httpUrl(chat);
  if (!email && !chat) {
    return <>No contact in the catalog</>;
  }
  return (
    <>
      {email &&
        (emailPattern.test(email) ? (
          <Link to={`mailto:${email}`}>{email}</Link>
        ) : (
          email
        ))}
      {email && chat && ' · '}
      {chat && (chatUrl ? <Link to={chatUrl}>Chat</Link> : chat)}
    </>
  );
}
