import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { EntityReadiness } from '@team-readiness/backstage-plugin-readiness-common';
import { useState } from 'react';
import { ProblemsTable } from '../problems';
import { Panel } from '../layout';
import { useReadinessTranslation } from '../translations';

// One host that is away fails every source that reads from it.
const shownAtFirst = 5;

const useStyles = makeStyles(
  theme => ({ more: { margin: theme.spacing(1, 0, 0, -0.5) } }),
  { name: 'ReadinessEntityProblems' },
);

/**
 * What of an entity could not be read, with the data source that says so. The first problems, and the
 * others on request; nothing where there are none.
 */
export function EntityProblems(props: { entity: EntityReadiness }) {
  const { problems, scorecards } = props.entity;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [isWhole, setWhole] = useState(false);
  if (problems.length === 0) {
    return null;
  }
  const shown = isWhole ? problems : problems.slice(0, shownAtFirst);
  const titles = new Map(
    scorecards.flatMap(({ results }) =>
      results.flatMap(({ sources }) =>
        sources.map(({ collector, title }): [string, string] => [
          collector,
          title,
        ]),
      ),
    ),
  );
  return (
    <Panel
      title={t('service.problems.title')}
      note={t('service.problems.note', { count: problems.length })}
    >
      <ProblemsTable problems={shown} sources={titles} brief />
      {shown.length < problems.length && (
        <Button
          size="small"
          className={classes.more}
          onClick={() => setWhole(true)}
        >
          {t('service.problems.all', { number: problems.length })}
        </Button>
      )}
    </Panel>
  );
}
