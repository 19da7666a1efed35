import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ExplainedResult } from '@team-readiness/backstage-plugin-readiness-common';
import { OutcomeLabel } from '@team-readiness/backstage-plugin-readiness-react';
import { Link as RouterLink, useLocation } from 'react-router-dom';
import { CodeWords, Fold } from '../layout';
import { resultAnchor, useReadinessLinks } from '../links';
import { useReadinessTranslation } from '../translations';
import { CheckHistory } from './CheckHistory';
import { Evidence } from './Evidence';
import { HowDecided } from './HowDecided';
import { HowToFix } from './HowToFix';
import { RefreshButton } from './RefreshButton';
import { useServiceTab } from './ServiceContext';
import { standingWords } from './standingWords';
import { TellOwner } from './TellOwner';

const useStyles = makeStyles(
  theme => ({
    root: {
      borderTop: `1px solid ${theme.palette.divider}`,
      padding: theme.spacing(1, 0),
      scrollMarginTop: theme.spacing(10),
      '&:focus': { outline: 'none' },
    },
    // The one that a link led to.
    meant: {
      boxShadow: `-4px 0 0 ${theme.palette.primary.main}`,
      paddingLeft: theme.spacing(1.5),
      marginLeft: theme.spacing(-1.5),
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0.25, 2),
    },
    title: { fontSize: '1rem', fontWeight: 600, margin: 0 },
    aside: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
    // Says in one line what the evidence says at length.
    brief: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
      overflowWrap: 'anywhere',
      'details[open] > summary &': { display: 'none' },
    },
    body: { padding: theme.spacing(1, 0, 1, 3) },
    actions: {
      display: 'flex',
      flexWrap: 'wrap-reverse',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      margin: theme.spacing(0.5, 0, 1),
      // The button first, then how it went.
      '& > div': {
        flexDirection: 'row-reverse',
        justifyContent: 'flex-end',
      },
    },
    columns: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(320px, 100%), 1fr))',
      gap: theme.spacing(1, 4),
    },
    fixTitle: {
      fontSize: theme.typography.body2.fontSize,
      lineHeight: 'inherit',
      fontWeight: 600,
      color: theme.palette.text.secondary,
      margin: 0,
    },
    wrong: {
      fontSize: theme.typography.body2.fontSize,
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'ReadinessOpenResult' },
);

/** What can be done at once about a result: the template that fixes it, and another look. */
function ResultActions(props: { result: ExplainedResult }) {
  const { result } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  const tab = useServiceTab();
  const { t } = useReadinessTranslation();
  const template =
    tab && result.template && result.outcome !== 'exempt'
      ? links.template(result.template, tab.ref)
      : undefined;
  return template || tab ? (
    <div className={classes.actions}>
      {template && (
        <Button
          component={RouterLink}
          to={template}
          size="small"
          variant="contained"
          color="primary"
          aria-label={t('service.fix.templateFor', { check: result.title })}
        >
          {t('service.fix.template')}
        </Button>
      )}
      {tab && (
        <RefreshButton
          label={t('service.refresh.now')}
          onRefresh={tab.refresh}
        />
      )}
    </div>
  ) : null;
}

/**
 * A result that is not met: one line with what was found, which opens to the
 * evidence, how it was decided, and the fix.
 */
export function OpenResult(props: {
  result: ExplainedResult;
  /** Id of the scorecard. */
  scorecard: string;
  /** It keeps the entity from its target, so that it is open from the beginning. */
  needed: boolean;
}) {
  const { result, scorecard, needed } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const anchor = resultAnchor(scorecard, result.checkId);
  const meant = useLocation().hash === `#${anchor}`;
  return (
    <article
      id={anchor}
      className={`${classes.root} ${meant ? classes.meant : ''}`}
      aria-label={result.title}
      tabIndex={-1}
    >
      <Fold
        open={needed || meant}
        summary={
          <>
            <span className={classes.head}>
              <OutcomeLabel
                outcome={result.outcome}
                exemptUntil={result.exemption?.until}
                optedOut={result.reason === 'opt-out'}
              />
              <Typography component="h4" className={classes.title}>
                {result.title}
              </Typography>
              <span className={classes.aside}>
                {standingWords(t, words, result)}
              </span>
            </span>
            <span className={classes.brief}>
              <CodeWords text={result.message} />
            </span>
          </>
        }
      >
        <div className={classes.body}>
          <div className={classes.columns}>
            <Evidence result={result} />
            {result.outcome !== 'exempt' && (
              <div>
                <Typography component="h5" className={classes.fixTitle}>
                  {t('service.fix.title')}
                </Typography>
                <HowToFix
                  remediation={result.remediation}
                  foldExample={!needed || result.outcome !== 'fail'}
                />
              </div>
            )}
          </div>
          <ResultActions result={result} />
          <HowDecided result={result} />
          <CheckHistory scorecard={scorecard} checkId={result.checkId} />
          <TellOwner result={result} scorecard={scorecard} />
        </div>
      </Fold>
    </article>
  );
}
