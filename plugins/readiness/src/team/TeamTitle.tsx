import Button from '@material-ui/core/Button';
import AssessmentOutlinedIcon from '@material-ui/icons/AssessmentOutlined';
import { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { LinkTabs, PageTitle, useSearchFilters } from '../layout';
import { useReadinessLinks } from '../links';

/** The pages of a team. */
export type TeamTab = 'Overview' | 'Track record' | 'Delivery';

/**
 * The title of a page of a team, with the way to its other pages.
 */
export function TeamTitle(props: {
  /** Ref of the Group. */
  team: string;
  title: string;
  /** Between the tab of all teams and this one. */
  parent?: { title: string; to: string };
  note: ReactNode;
  current: TeamTab;
}) {
  const { team, title, parent, note, current } = props;
  const links = useReadinessLinks();
  const [parameters] = useSearchFilters();
  const scorecard = parameters.get('scorecard') ?? undefined;
  const tabs: Array<{ title: TeamTab; to: string }> = [
    { title: 'Overview', to: links.team(team, scorecard) },
    { title: 'Track record', to: links.teamRecord(team, scorecard) },
    { title: 'Delivery', to: links.teamDelivery(team, scorecard) },
  ];
  return (
    <>
      <PageTitle
        path={[
          { title: 'Teams', to: links.teams() },
          ...(parent ? [parent] : []),
        ]}
        title={title}
        note={note}
        action={
          <Button
            component={Link}
            to={links.impactBrief(team)}
            size="small"
            variant="outlined"
            startIcon={<AssessmentOutlinedIcon aria-hidden />}
          >
            Impact brief
          </Button>
        }
      />
      <LinkTabs label={`Pages of ${title}`} tabs={tabs} current={current} />
    </>
  );
}
