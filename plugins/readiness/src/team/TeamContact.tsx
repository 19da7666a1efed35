import { Link } from '@backstage/core-components';
import { Team } from '@team-readiness/backstage-plugin-readiness-common';
import { httpUrl } from '../links';
import { useReadinessTranslation } from '../translations';

const emailPattern = /^[^\s@<>"',;:?&]+@[^\s@<>"',;:?&]+$/;

/**
 * How to reach a team, or that nothing is known.
 */
export function TeamContact(props: { team: Pick<Team, 'email' | 'chat'> }) {
  const { email, chat } = props.team;
  const { t } = useReadinessTranslation();
  const chatUrl = httpUrl(chat);
  if (!email && !chat) {
    return <>{t('team.contact.none')}</>;
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
      {chat &&
        (chatUrl ? <Link to={chatUrl}>{t('team.contact.chat')}</Link> : chat)}
    </>
  );
}
