import { TrackRecord } from '../record';
import { TeamSubPage } from './TeamSubPage';

/**
 * What a team and its child teams did and wrote down.
 */
export function TeamRecordPage() {
  return (
    <TeamSubPage
      current="Track record"
      note="What this team and its child teams did and wrote down"
    >
      {name => <TrackRecord name={name} ofTeam />}
    </TeamSubPage>
  );
}
