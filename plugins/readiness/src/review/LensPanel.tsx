import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  ReviewDraftLens,
  ScorecardReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  OutcomeIcon,
  StackedBar,
} from '@team-readiness/backstage-plugin-readiness-react';
import { Fragment } from 'react';
import { CodeWords, Panel } from '../layout';
import { resultAnchor, useReadinessLinks } from '../links';
import { useReadinessTranslation } from '../translations';
import { LensResult, viewThrough } from './lensAreas';

const useStyles = makeStyles(
  theme => ({
    // Paper is white: in the dark the lines of the bar are, too.
    bar: { '@media print': { '& svg *': { stroke: '#000' } } },
    columns: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(340px, 100%), 1fr))',
      gap: theme.spacing(0, 5),
      alignItems: 'start',
      '@media print': { display: 'block' },
    },
    group: { minWidth: 0 },
    title: {
      fontSize: theme.typography.body2.fontSize,
      fontWeight: 600,
      color: theme.palette.text.secondary,
      margin: theme.spacing(2, 0, 0.5),
    },
    list: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      fontSize: theme.typography.body2.fontSize,
      lineHeight: 1.5,
    },
    result: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: theme.spacing(1),
      padding: theme.spacing(0.5, 0),
      overflowWrap: 'anywhere',
    },
    name: { fontWeight: 600 },
    aside: { color: theme.palette.text.secondary },
    foot: {
      margin: theme.spacing(1.5, 0, 0),
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
    met: {
      margin: 0,
      fontSize: theme.typography.body2.fontSize,
      lineHeight: 1.6,
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'ReadinessLensPanel' },
);

function ResultList(props: {
  title: string;
  results: readonly LensResult[];
  /** Entity ref. */
  entity: string;
}) {
  const { title, results, entity } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  return (
    <ul className={classes.list} aria-label={title}>
      {results.map(result => (
        <li
          key={`${result.scorecard} ${result.checkId}`}
          className={classes.result}
        >
          <OutcomeIcon outcome={result.outcome} />
          <span>
            <Link
              className={classes.name}
              to={links.service(
                entity,
                resultAnchor(result.scorecard, result.checkId),
              )}
            >
              {result.title}
            </Link>{' '}
            <CodeWords text={result.message} />{' '}
            {result.gate && result.counts && (
              <span className={classes.aside}>
                {t('review.lens.needed', { level: String(result.level) })}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Results of one kind: those that count, and below them those on which nothing hangs yet. */
function Results(props: {
  title: string;
  results: readonly LensResult[];
  /** Entity ref. */
  entity: string;
}) {
  const { title, results, entity } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const groups = [
    { title, results: results.filter(({ counts }) => counts) },
    {
      title: t('review.lens.titles.later', { title }),
      results: results.filter(({ counts }) => !counts),
    },
  ].filter(group => group.results.length > 0);
  return groups.length > 0 ? (
    <div className={classes.group}>
      {groups.map(group => (
        <Fragment key={group.title}>
          <Typography component="h3" className={classes.title}>
            {group.title}
          </Typography>
          <ResultList {...group} entity={entity} />
        </Fragment>
      ))}
    </div>
  ) : null;
}

/**
 * A service through one lens of a readiness review: what is not met and what is not known in full, what is met by name.
 */
export function LensPanel(props: {
  lens: ReviewDraftLens;
  /** Entity ref. */
  entity: string;
  scorecards: readonly ScorecardReadiness[];
}) {
  const { lens, entity, scorecards } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const { notMet, notKnown, exempt, met, notApplicable } = viewThrough(
    lens,
    scorecards,
  );
  const title = t(`review.lenses.${lens}.title`);
  const count = notMet.length + notKnown.length + exempt.length + met.length;
  return (
    <Panel title={title} note={t(`review.lenses.${lens}.note`)}>
      {count > 0 ? (
        <div className={classes.bar}>
          <StackedBar
            label={t('review.lens.bar', { lens: title })}
            parts={[
              {
                id: 'met',
                label: t('review.lens.met'),
                value: met.length,
                tone: 'good',
              },
              {
                id: 'notMet',
                label: t('review.lens.notMet'),
                value: notMet.length,
                tone: 'bad',
              },
              {
                id: 'notKnown',
                label: t('review.lens.notKnown'),
                value: notKnown.length,
                tone: 'unknown',
              },
              {
                id: 'exempt',
                label: t('review.lens.exempt'),
                value: exempt.length,
                tone: 'neutral',
              },
            ]}
          />
        </div>
      ) : (
        <Typography variant="body2">{t('review.lens.none')}</Typography>
      )}
      <div className={classes.columns}>
        <Results
          title={t('review.lens.titles.notMet')}
          results={notMet}
          entity={entity}
        />
        <Results
          title={t('review.lens.titles.notKnown')}
          results={notKnown}
          entity={entity}
        />
        <Results
          title={t('review.lens.titles.exempt')}
          results={exempt}
          entity={entity}
        />
      </div>
      {met.length > 0 && (
        <>
          <Typography component="h3" className={classes.title}>
            {t('review.lens.titles.met')}
          </Typography>
          <p className={classes.met}>
            {met.map(result => result.title).join(' · ')}
          </p>
        </>
      )}
      {notApplicable > 0 && (
        <p className={classes.foot}>
          {t('review.lens.out', { count: notApplicable })}
        </p>
      )}
    </Panel>
  );
}
