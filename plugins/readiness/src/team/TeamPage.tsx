import { useParams } from 'react-router-dom';
import { useReadinessLinks } from '../links';
import { TeamContact } from './TeamContact';
import { TeamOverview } from './TeamOverview';
import { TeamTitle } from './TeamTitle';

/**
 * One team: its headline, next fixes, services, child teams and own results.
 */
export function TeamPage() {
  const { namespace = '', name = '' } = useParams();
  const links = useReadinessLinks();
  return (
    <TeamOverview
      key={`${namespace}/${name}`}
      namespace={namespace}
      name={name}
      heading={(team, scorecard) => (
        <TeamTitle
          team={team.team.ref}
          title={team.team.title}
          parent={
            team.parent
              ? {
                  title: team.parent.title,
                  to: links.team(team.parent.ref, scorecard),
                }
              : undefined
          }
          note={
            <>
              {team.scorecard.title} · <TeamContact team={team} />
            </>
          }
          current="overview"
        />
      )}
    />
  );
}
