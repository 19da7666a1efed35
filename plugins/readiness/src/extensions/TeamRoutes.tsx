import { Route, Routes } from 'react-router-dom';
import { TeamPage } from '../team';
import { TeamsPage } from '../teams';
import { PageMain } from './PageMain';

/**
 * The tab of all teams, with the page of each team below it.
 */
export function TeamRoutes() {
  return (
    <PageMain>
      <Routes>
        <Route path="/" element={<TeamsPage />} />
        <Route path="/:namespace/:name" element={<TeamPage />} />
      </Routes>
    </PageMain>
  );
}
