import { Route, Routes } from 'react-router-dom';
import {
  TeamDeliveryPage,
  TeamHistoryPage,
  TeamPage,
  TeamRecordPage,
} from '../team';
import { TeamsPage } from '../teams';
import { PageMain } from './PageMain';

/**
 * The tab of all teams, with the pages of each team below it.
 */
export function TeamRoutes() {
  return (
    <PageMain>
      <Routes>
        <Route path="/" element={<TeamsPage />} />
        <Route path="/:namespace/:name" element={<TeamPage />} />
        <Route path="/:namespace/:name/history" element={<TeamHistoryPage />} />
        <Route
          path="/:namespace/:name/track-record"
          element={<TeamRecordPage />}
        />
        <Route
          path="/:namespace/:name/delivery"
          element={<TeamDeliveryPage />}
        />
      </Routes>
    </PageMain>
  );
}
