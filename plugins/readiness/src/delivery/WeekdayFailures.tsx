import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CheckIcon from '@material-ui/icons/Check';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { DeliveryHistory } from '@team-readiness/backstage-plugin-readiness-common';
import {
  dayWords,
  percentWords,
} from '@team-readiness/backstage-plugin-readiness-react';
import { Fold, Panel, PlainColumn, PlainTable } from '../layout';
import { AnswerLinks } from './AnswerLinks';
import {
  answersTo,
  chanceWords,
  riskWords,
  riskyWeekdays,
  WeekdayCount,
} from './weekdayWords';

const useStyles = makeStyles(
  theme => ({
    risk: { margin: theme.spacing(0, 0, 2) },
    sentence: {
      margin: 0,
      fontSize: '1rem',
      lineHeight: 1.5,
      '& span': { color: theme.palette.text.secondary },
    },
    answered: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: theme.spacing(0.75),
      margin: theme.spacing(0.75, 0, 0),
      fontWeight: 600,
      fontSize: theme.typography.body2.fontSize,
      '& svg': { fontSize: '1.25rem' },
    },
    met: {
      color:
        theme.palette.type === 'dark'
          ? theme.palette.success.light
          : theme.palette.success.dark,
    },
    answers: { fontSize: theme.typography.body2.fontSize },
    how: { fontWeight: 400, color: theme.palette.text.secondary },
    table: { maxWidth: 640 },
    explained: { marginTop: theme.spacing(1) },
  }),
  { name: 'ReadinessWeekdayFailures' },
);

const columns: PlainColumn<WeekdayCount>[] = [
  { title: 'Weekday', rowHeader: true, cell: row => row.weekday },
  {
    title: 'Failed',
    align: 'right',
    cell: row =>
      row.deployments > 0 ? `${row.failures} of ${row.deployments}` : '–',
  },
  {
    title: 'Share',
    align: 'right',
    cell: row =>
      row.deployments > 0 ? percentWords(row.failures / row.deployments) : '–',
  },
  {
    title: 'By chance alone',
    align: 'right',
    cell: row =>
      row.significantSince ? (
        <strong>{chanceWords(row.pValue)} (stands out)</strong>
      ) : (
        chanceWords(row.pValue)
      ),
  },
];

/** One weekday on which more fails, and what was done about it. */
function Risk(props: {
  weekday: WeekdayCount;
  history: DeliveryHistory;
  ofTeam?: boolean;
}) {
  const { weekday, history, ofTeam } = props;
  const classes = useStyles();
  const answers = answersTo(history.answers, weekday.significantSince ?? '');
  return (
    <div className={classes.risk}>
      <p className={classes.sentence}>
        {riskWords(weekday, history.weekdays)}{' '}
        {weekday.significantSince && (
          <span>Seen since {dayWords(weekday.significantSince)}.</span>
        )}
      </p>
      {answers.length > 0 ? (
        <div className={classes.answers}>
          <div className={classes.answered}>
            <CheckIcon aria-hidden className={classes.met} />
            Answered by
          </div>
          <AnswerLinks answers={answers} ofTeam={ofTeam} />
        </div>
      ) : (
        <div className={classes.answered}>
          <ReportProblemOutlinedIcon aria-hidden />
          <span>
            Not answered yet.{' '}
            <span className={classes.how}>
              An impact entry in <code>docs/impact</code> or a decision in{' '}
              <code>docs/adr</code> about when you release shows here.
            </span>
          </span>
        </div>
      )}
    </div>
  );
}

/**
 * How failures spread over the weekdays: a sentence for each that stands out with what was done about it, and the
 * counts as a table.
 */
export function WeekdayFailures(props: {
  history: DeliveryHistory;
  ofTeam?: boolean;
  flat?: boolean;
}) {
  const { history, ofTeam, flat } = props;
  const classes = useStyles();
  const { weekdays, answers } = history;
  const risky = riskyWeekdays(weekdays);
  const canCompare = weekdays.some(({ pValue }) => pValue !== null);
  return (
    <Panel title="Failures by weekday" flat={flat}>
      {risky.map(weekday => (
        <Risk
          key={weekday.weekday}
          weekday={weekday}
          history={history}
          ofTeam={ofTeam}
        />
      ))}
      {risky.length === 0 && (
        <div className={classes.risk}>
          <p className={classes.sentence}>
            {canCompare
              ? 'No weekday stands out: what differs is within what chance alone gives.'
              : 'Too few deployments to compare weekdays.'}
          </p>
          {answers.length > 0 && (
            <div className={classes.answers}>
              <div className={classes.answered}>
                What was done about when it is released
              </div>
              <AnswerLinks answers={answers} ofTeam={ofTeam} />
            </div>
          )}
        </div>
      )}
      <div className={classes.table}>
        <PlainTable
          label="Failures by weekday"
          columns={columns}
          rows={weekdays}
          rowKey={row => row.weekday}
        />
      </div>
      <Fold
        quiet
        summary="How this is worked out"
        className={classes.explained}
      >
        <Typography variant="body2" color="textSecondary">
          A deployment counts on the day on which it was finished, in the time
          zone {history.timeZone}. “By chance alone” says how often at least so
          many failures would fall on a weekday if it were like the others: the
          one-sided p value of Fisher's exact test. A weekday stands out where
          that is less than 1 in 100.
        </Typography>
      </Fold>
    </Panel>
  );
}
