import Button from '@material-ui/core/Button';
import AssessmentOutlinedIcon from '@material-ui/icons/AssessmentOutlined';
import { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { LinkTabs, PageTitle, useSearchFilters } from '../layout';
import { useReadinessLinks } from '../links';
import { useReadinessTranslation } from '../translations';

/** The pages of a team. */
export type TeamTab = 'overview' | 'history' | 'record';

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
  const { t } = useReadinessTranslation();
  const [parameters] = useSearchFilters();
  const scorecard = parameters.get('scorecard') ?? undefined;
  const tabs: Array<{ title: string; to: string }> = [
    { title: t('team.tabs.overview'), to: links.team(team, scorecard) },
    { title: t('team.tabs.history'), to: links.teamHistory(team, scorecard) },
    { title: t('team.tabs.record'), to: links.teamRecord(team, scorecard) },
  ];
  return (
    <>
      <PageTitle
        path={[
          { title: t('team.teams'), to: links.teams() },
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
            {t('team.impactBrief')}
          </Button>
        }
      />
      <LinkTabs
        label={t('team.pages', { team: title })}
        tabs={tabs}
        current={t(`team.tabs.${current}`)}
      />
    </>
  );
}
