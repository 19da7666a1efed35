import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { Team } from '@team-readiness/backstage-plugin-readiness-common';
import { percentWords } from '@team-readiness/backstage-plugin-readiness-react';
import { ChangeLabel } from '../layout';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(2, 4),
      padding: theme.spacing(2, 2.5),
    },
    headline: { fontSize: '1.75rem', fontWeight: 600, lineHeight: 1.25 },
    line: { color: theme.palette.text.secondary },
    facts: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(2, 4),
      margin: 0,
      '& dt': {
        color: theme.palette.text.secondary,
        fontSize: theme.typography.body2.fontSize,
      },
      '& dd': { margin: 0, fontSize: '1rem' },
    },
  }),
  { name: 'ReadinessTeamHeadline' },
);

/**
 * The one sentence about a team, e.g. "5 of 8 services on target".
 */
export function targetSentence(team: Pick<Team, 'standing'>): string {
  const { onTarget, withTarget } = team.standing;
  if (withTarget === 0) {
    return 'No service with a target yet';
  }
  return `${onTarget} of ${withTarget} ${
    withTarget === 1 ? 'service' : 'services'
  } on target`;
}

function asideWords(team: Team): string {
  const { standing } = team;
  return [
    standing.inGrace > 0 ? `${standing.inGrace} new, not counted yet` : '',
    standing.notEnoughData > 0
      ? `${standing.notEnoughData} without enough data`
      : '',
    standing.hidden > 0 ? `${standing.hidden} hidden from you` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/**
 * Where a team stands, in one sentence and a few numbers.
 */
export function TeamHeadline(props: { team: Team }) {
  const { team } = props;
  const classes = useStyles();
  const aside = asideWords(team);
  return (
    <Paper variant="outlined" className={classes.root}>
      <div>
        <div className={classes.headline}>{targetSentence(team)}</div>
        {aside && <div className={classes.line}>{aside}</div>}
      </div>
      <dl className={classes.facts}>
        <div>
          <dt>Checks met</dt>
          <dd>{percentWords(team.standing.overall.adoption)}</dd>
        </div>
        {team.change && (
          <div>
            <dt>Change</dt>
            <dd>
              <ChangeLabel change={team.change} />
            </dd>
          </div>
        )}
        {team.standing.levels.map(level => (
          <div key={level.level}>
            <dt>
              {level.level === 0
                ? level.name
                : `Level ${level.level} ${level.name}`}
            </dt>
            <dd>{level.entities}</dd>
          </div>
        ))}
      </dl>
    </Paper>
  );
}
