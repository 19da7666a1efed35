import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  CheckAdoption,
  CheckDetails,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  ShareBar,
  Sparkline,
} from '@team-readiness/backstage-plugin-readiness-react';
import { useState } from 'react';
import { PlainColumn, PlainTable } from '../layout';
import { useReadinessLinks } from '../links';
import { useReadinessTranslation } from '../translations';

type TeamCount = CheckDetails['teams'][number];

const shownAtFirst = 12;
const courseSize = { width: 88, height: 18 };

const useStyles = makeStyles(
  {
    // The line comes later than the row, and must not move it.
    course: { display: 'inline-flex', verticalAlign: 'middle', ...courseSize },
  },
  { name: 'ReadinessTeamsOfCheck' },
);

/**
 * Where each team stands, and how it got there. The first ones, and the others on request.
 */
export function TeamsOfCheck(props: {
  check: CheckDetails;
  /** Undefined until it is known. */
  curve: CheckAdoption | undefined;
}) {
  const { check, curve } = props;
  const { scorecard, id } = check.summary;
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t, words } = useReadinessTranslation();
  const [unfolded, setUnfolded] = useState(false);
  const rows = unfolded ? check.teams : check.teams.slice(0, shownAtFirst);
  const curves = new Map(
    curve?.teams.map(({ team, points }) => [team.ref, points]),
  );
  // A curve of one day says nothing.
  const hasCurves = Boolean(
    curve && curve.total.some(({ day }) => day !== curve.to),
  );
  const columns: PlainColumn<TeamCount>[] = [
    {
      title: t('check.teams.team'),
      rowHeader: true,
      cell: row => (
        <Link to={links.check(scorecard, id, { team: row.team.ref })}>
          {row.team.title}
        </Link>
      ),
    },
    {
      title: t('check.teams.adoption'),
      cell: row => <ShareBar ratio={row.adoption} />,
    },
    {
      title: t('check.teams.course'),
      cell: row => {
        const points = curves.get(row.team.ref);
        return (
          <span className={classes.course}>
            {curve && hasCurves && points ? (
              <Sparkline
                label={t('check.curve.ofTeam', { team: row.team.title })}
                points={points.map(({ day, adoption }) => ({
                  day,
                  value: adoption,
                }))}
                from={curve.from}
                to={curve.to}
                {...courseSize}
              />
            ) : (
              curve && '–'
            )}
          </span>
        );
      },
    },
    {
      title: t('check.teams.met'),
      align: 'right',
      cell: row => words.number(row.counts.pass),
    },
    {
      title: t('check.teams.notMet'),
      align: 'right',
      cell: row => words.number(row.counts.fail),
    },
    {
      title: t('check.teams.noData'),
      align: 'right',
      cell: row => words.number(row.counts.unknown + row.counts.error),
    },
    {
      title: t('check.teams.exempt'),
      align: 'right',
      cell: row => words.number(row.counts.exempt),
    },
  ];
  return (
    <>
      <PlainTable
        label={t('check.teams.label')}
        columns={columns}
        rows={rows}
        rowKey={row => row.team.ref}
      />
      {rows.length < check.teams.length && (
        <Button size="small" onClick={() => setUnfolded(true)}>
          {t('check.teams.showAll', {
            number: words.number(check.teams.length),
          })}
        </Button>
      )}
    </>
  );
}
