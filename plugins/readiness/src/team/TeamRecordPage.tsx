import { TrackRecord } from '../record';
import { TeamSubPage } from './TeamSubPage';

/**
 * What a team and its child teams did and wrote down.
 */
export function TeamRecordPage() {
  return (
    <TeamSubPage current="record">
      {name => <TrackRecord name={name} ofTeam />}
    </TeamSubPage>
  );
}
