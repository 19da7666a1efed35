import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CheckIcon from '@material-ui/icons/Check';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { DeliveryHistory } from '@team-readiness/backstage-plugin-readiness-common';
import { Fold, Panel, PlainColumn, PlainTable } from '../layout';
import { useReadinessTranslation } from '../translations';
import { AnswerLinks } from './AnswerLinks';
import {
  answersTo,
  chanceWords,
  riskWords,
  riskyWeekdays,
  WeekdayCount,
  weekdayNumber,
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

/** The columns of the counts, in the language of the reader. */
function useColumns(): PlainColumn<WeekdayCount>[] {
  const { t, words } = useReadinessTranslation();
  return [
    {
      title: t('delivery.weekdays.weekday'),
      rowHeader: true,
      cell: ({ weekday }) => {
        const number = weekdayNumber(weekday);
        return number === undefined ? weekday : words.weekday(number);
      },
    },
    {
      title: t('delivery.weekdays.failed'),
      align: 'right',
      cell: ({ failures, deployments }) =>
        deployments > 0
          ? t('delivery.weekdays.failures', { failures, deployments })
          : t('delivery.weekdays.none'),
    },
    {
      title: t('delivery.weekdays.share'),
      align: 'right',
      cell: ({ failures, deployments }) =>
        words.percent(deployments > 0 ? failures / deployments : null),
    },
    {
      title: t('delivery.weekdays.chance'),
      align: 'right',
      cell: ({ significantSince, pValue }) => {
        const chance = chanceWords(t, pValue);
        return significantSince ? (
          <strong>{t('delivery.weekdays.standsOut', { chance })}</strong>
        ) : (
          chance
        );
      },
    },
  ];
}

/** One weekday on which more fails, and what was done about it. */
function Risk(props: {
  weekday: WeekdayCount;
  history: DeliveryHistory;
  ofTeam?: boolean;
}) {
  const { weekday, history, ofTeam } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const answers = answersTo(history.answers, weekday.significantSince ?? '');
  return (
    <div className={classes.risk}>
      <p className={classes.sentence}>
        {riskWords(t, weekday, history.weekdays)}{' '}
        {weekday.significantSince && (
          <span>
            {t('delivery.weekdays.seenSince', {
              day: words.day(weekday.significantSince),
            })}
          </span>
        )}
      </p>
      {answers.length > 0 ? (
        <div className={classes.answers}>
          <div className={classes.answered}>
            <CheckIcon aria-hidden className={classes.met} />
            {t('delivery.weekdays.answeredBy')}
          </div>
          <AnswerLinks answers={answers} ofTeam={ofTeam} />
        </div>
      ) : (
        <div className={classes.answered}>
          <ReportProblemOutlinedIcon aria-hidden />
          <span>
            {t('delivery.weekdays.notAnswered')}{' '}
            <span className={classes.how}>
              {t('delivery.weekdays.howToAnswer', {
                impact: <code>docs/impact</code>,
                adr: <code>docs/adr</code>,
              })}
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
  const { t } = useReadinessTranslation();
  const columns = useColumns();
  const { weekdays, answers } = history;
  const risky = riskyWeekdays(weekdays);
  const canCompare = weekdays.some(({ pValue }) => pValue !== null);
  return (
    <Panel title={t('delivery.weekdays.title')} flat={flat}>
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
              ? t('delivery.weekdays.noneStandsOut')
              : t('delivery.weekdays.tooFew')}
          </p>
          {answers.length > 0 && (
            <div className={classes.answers}>
              <div className={classes.answered}>
                {t('delivery.weekdays.answers')}
              </div>
              <AnswerLinks answers={answers} ofTeam={ofTeam} />
            </div>
          )}
        </div>
      )}
      <div className={classes.table}>
        <PlainTable
          label={t('delivery.weekdays.title')}
          columns={columns}
          rows={weekdays}
          rowKey={row => row.weekday}
        />
      </div>
      <Fold
        quiet
        summary={t('delivery.weekdays.how')}
        className={classes.explained}
      >
        <Typography variant="body2" color="textSecondary">
          {t('delivery.weekdays.explained', { zone: history.timeZone })}
        </Typography>
      </Fold>
    </Panel>
  );
}
