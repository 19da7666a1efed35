import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import {
  Movement,
  Team,
} from '@team-readiness/backstage-plugin-readiness-common';
import { StackedBar } from '@team-readiness/backstage-plugin-readiness-react';
import { Loaded } from '../loading';
import { ReadinessT, useReadinessTranslation } from '../translations';
import { TeamChange } from './TeamChange';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      gap: theme.spacing(2, 5),
      padding: theme.spacing(2, 2.5),
      [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    headline: { fontSize: '1.75rem', fontWeight: 600, lineHeight: 1.25 },
    line: { color: theme.palette.text.secondary },
    numbers: {
      display: 'grid',
      gridTemplateColumns: 'auto minmax(0, 1fr)',
      gap: theme.spacing(1, 4),
      margin: theme.spacing(1.5, 0, 0),
      [theme.breakpoints.down('xs')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
      '& dt': {
        color: theme.palette.text.secondary,
        fontSize: theme.typography.body2.fontSize,
      },
      '& dd': { margin: 0, fontSize: '1rem' },
    },
    levels: {
      '& > div': {
        // The bar stands as high as the sentence beside it.
        margin: theme.spacing(0.5, 0),
        color: theme.palette.text.secondary,
        fontSize: theme.typography.body2.fontSize,
      },
    },
  }),
  { name: 'ReadinessTeamHeadline' },
);

/**
 * The one sentence about a team, e.g. "5 of 8 services on target".
 */
export function targetSentence(
  t: ReadinessT,
  team: Pick<Team, 'standing'>,
): string {
  const { onTarget, withTarget } = team.standing;
  return withTarget === 0
    ? t('team.headline.noTarget')
    : t('team.headline.onTarget', { count: withTarget, onTarget });
}

function asideWords(t: ReadinessT, { standing }: Team): string {
  const { inGrace, notEnoughData, hidden } = standing;
  return [
    inGrace > 0 ? t('team.headline.inGrace', { amount: inGrace }) : '',
    notEnoughData > 0
      ? t('team.headline.notEnoughData', { amount: notEnoughData })
      : '',
    hidden > 0 ? t('team.headline.hidden', { amount: hidden }) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/**
 * Where a team stands: one sentence, how that moved and mainly why, and its services by level.
 */
export function TeamHeadline(props: {
  team: Team;
  movement: Loaded<Movement>;
  /** Where all causes of the movement are. */
  history: string;
}) {
  const { team, movement, history } = props;
  const { levels, overall } = team.standing;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const aside = asideWords(t, team);
  const top = Math.max(0, ...levels.map(({ level }) => level));
  const tone = (level: number) => {
    if (level === 0) {
      return 'bad' as const;
    }
    if (level === top) {
      return 'good' as const;
    }
    return level === top - 1 ? ('fair' as const) : ('neutral' as const);
  };
  return (
    <Paper variant="outlined" className={classes.root}>
      <div>
        <div className={classes.headline}>{targetSentence(t, team)}</div>
        {aside && <div className={classes.line}>{aside}</div>}
        <dl className={classes.numbers}>
          <div>
            <dt>{t('team.headline.checksMet')}</dt>
            <dd>{words.percent(overall.adoption)}</dd>
          </div>
          <div>
            <dt>{t('team.change.title')}</dt>
            <dd>
              <TeamChange movement={movement} link={history} />
            </dd>
          </div>
        </dl>
      </div>
      {levels.some(({ entities }) => entities > 0) && (
        <div className={classes.levels}>
          <div aria-hidden="true">{t('team.headline.levels')}</div>
          <StackedBar
            label={t('team.headline.levels')}
            parts={[...levels].reverse().map(({ level, name, entities }) => ({
              id: String(level),
              label:
                level === 0
                  ? name
                  : t('team.headline.level', { level: String(level), name }),
              value: entities,
              tone: tone(level),
            }))}
          />
        </div>
      )}
    </Paper>
  );
}
