import { DeliveryPanel } from '../delivery';
import { TeamSubPage } from './TeamSubPage';

/**
 * How the changes of a team and its child teams reach production.
 */
export function TeamDeliveryPage() {
  return (
    <TeamSubPage
      current="Delivery"
      note="How the changes of this team and its child teams reach production"
    >
      {name => <DeliveryPanel name={name} ofTeam />}
    </TeamSubPage>
  );
}
