import { TeamHistory } from './TeamHistory';
import { TeamSubPage } from './TeamSubPage';

/**
 * How a team and its child teams stood over time, and what moved them.
 */
export function TeamHistoryPage() {
  return (
    <TeamSubPage current="history">
      {name => <TeamHistory key={name.namespace + name.name} name={name} />}
    </TeamSubPage>
  );
}
