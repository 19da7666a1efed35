import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  Outcome,
  outcomes,
  Transition,
} from '@team-readiness/backstage-plugin-readiness-common';
import { OutcomeLabel } from '@team-readiness/backstage-plugin-readiness-react';
import { ReactNode } from 'react';
import { beginWords, Fold } from '../layout';
import { EntityLink, useReadinessLinks } from '../links';
import { ReadinessT, useReadinessTranslation } from '../translations';
import { ChangeDetails } from './ChangeDetails';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: '6rem minmax(0, 1fr)',
      gap: theme.spacing(0, 2),
      padding: theme.spacing(0.875, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      fontSize: theme.typography.body2.fontSize,
      lineHeight: 1.5,
      '& a': { textDecoration: 'underline' },
      '&:first-child': { borderTop: 0 },
      '&:focus': { outline: 'none' },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
      [theme.breakpoints.down('xs')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    when: {
      color: theme.palette.text.secondary,
      fontVariantNumeric: 'tabular-nums',
    },
    body: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
      alignItems: 'baseline',
      columnGap: theme.spacing(3),
      minWidth: 0,
      overflowWrap: 'anywhere',
      [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    seen: { gridColumn: '1 / -1' },
    title: { fontSize: '1rem' },
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      columnGap: theme.spacing(0.75),
    },
    aside: { color: theme.palette.text.secondary },
  }),
  { name: 'ReadinessChangeItem' },
);

function isOutcome(text: string): text is Outcome {
  return outcomes.some(outcome => outcome === text);
}

function levelWords(t: ReadinessT, level: string): string {
  return level === '0'
    ? t('history.changes.noLevel')
    : t('history.changes.levelName', { level });
}

/** An outcome with its icon, or a level; nothing where there was none. */
function End(props: { kind: Transition['kind']; value: string }) {
  const { kind, value } = props;
  const { t } = useReadinessTranslation();
  return kind === 'result' && isOutcome(value) ? (
    <OutcomeLabel outcome={value} />
  ) : (
    <strong>{kind === 'level' ? levelWords(t, value) : value}</strong>
  );
}

function FromTo(props: { change: Transition }) {
  const { kind, from, to } = props.change;
  const { t } = useReadinessTranslation();
  const end = (value: string): ReactNode => <End kind={kind} value={value} />;
  if (from === null) {
    return to === null ? null : (
      <>{t('history.changes.first', { to: <>{end(to)}</> })}</>
    );
  }
  return to === null ? (
    <>{t('history.changes.last', { from: <>{end(from)}</> })}</>
  ) : (
    <>
      {t('history.changes.fromTo', {
        from: <>{end(from)}</>,
        to: <>{end(to)}</>,
      })}
    </>
  );
}

/**
 * One change in words, as an item of a list: of which service, of which check or of the level, from what to what,
 * when and why. That of a check opens what was seen before and after.
 */
export function ChangeItem(props: { change: Transition }) {
  const { change } = props;
  const { id, kind, entity, check, scorecard, at, cause } = change;
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t, words } = useReadinessTranslation();
  return (
    <li className={classes.root} tabIndex={-1}>
      <time className={classes.when} dateTime={at} title={words.moment(at)}>
        {words.day(at)}
      </time>
      <div className={classes.body}>
        <div className={classes.title}>
          <EntityLink entity={entity} />
          {' · '}
          {check ? (
            <Link to={links.check(scorecard.id, check.id)}>
              {check.title ?? check.id}
            </Link>
          ) : (
            t('history.changes.level')
          )}
        </div>
        <div className={classes.line}>
          <FromTo change={change} />
          <span className={classes.aside}>
            {t('history.changes.because', {
              cause: t(`history.causes.${cause}`),
            })}
          </span>
        </div>
        {kind === 'result' && (
          <div className={classes.seen}>
            <Fold quiet summary={beginWords(t('history.changes.seen'))}>
              <ChangeDetails id={id} />
            </Fold>
          </div>
        )}
      </div>
    </li>
  );
}
