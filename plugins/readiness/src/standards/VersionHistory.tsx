import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  CheckChange,
  ScorecardVersion,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { useState } from 'react';
import { Pager, usePaging } from '../layout';
import { useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { ReadinessT, useReadinessTranslation } from '../translations';
import {
  effectWords,
  enforcementWords,
  fieldsWords,
  versionWords,
} from './changeOfVersion';
import { SourceWords } from './SourceWords';

const pageSize = 10;
/** Changes of a version. */
const shownAtFirst = 8;

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: theme.spacing(0, 0, 0, 3), listStyle: 'none' },
    version: {
      padding: theme.spacing(1, 0),
      overflowWrap: 'anywhere',
      fontSize: theme.typography.body2.fontSize,
      lineHeight: 1.5,
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    },
    title: {
      fontSize: theme.typography.body2.fontSize,
      fontWeight: 600,
      margin: 0,
    },
    aside: { color: theme.palette.text.secondary },
    more: { marginLeft: theme.spacing(-0.5) },
    changes: {
      margin: theme.spacing(0.5, 0, 0),
      padding: 0,
      listStyle: 'none',
      '& li': {
        display: 'grid',
        gridTemplateColumns: '5rem minmax(0, 1fr)',
        gap: theme.spacing(1),
        padding: theme.spacing(0.25, 0),
      },
    },
  }),
  { name: 'ReadinessVersionHistory' },
);

function CheckLine(props: { scorecard: string; change: CheckChange }) {
  const { scorecard, change } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  const reader = useReadinessTranslation();
  const { t } = reader;
  const aside = [
    fieldsWords(t, change.fields),
    enforcementWords(reader, change),
  ]
    .filter(Boolean)
    .join('. ');
  return (
    <li>
      <span>{effectWords(t, change)}</span>
      <span>
        {change.change === 'removed' ? (
          change.title
        ) : (
          <Link to={links.check(scorecard, change.id)}>{change.title}</Link>
        )}{' '}
        <span className={classes.aside}>{aside}</span>
      </span>
    </li>
  );
}

/** Few more are shown with the others: for them nobody wants to press a button. */
function beginningOf<T>(items: readonly T[]): readonly T[] {
  return items.length > shownAtFirst + 2 ? items.slice(0, shownAtFirst) : items;
}

function nothingWords(t: ReadinessT, version: ScorecardVersion): string {
  if (version.fields === null) {
    return version.version === 1
      ? t('standards.history.first')
      : t('standards.history.nothingBefore');
  }
  return version.fields.length === 0 && version.checks.length === 0
    ? t('standards.history.same')
    : '';
}

function Version(props: { scorecard: string; version: ScorecardVersion }) {
  const { scorecard, version } = props;
  const classes = useStyles();
  const reader = useReadinessTranslation();
  const { t, words } = reader;
  const nothing = nothingWords(t, version);
  const [isWhole, setIsWhole] = useState(false);
  const { checks } = version;
  const fields = version.fields ?? [];
  const shown = isWhole
    ? { checks, fields }
    : { checks: beginningOf(checks), fields: beginningOf(fields) };
  const isCut =
    shown.checks.length < checks.length || shown.fields.length < fields.length;
  const fieldNames = fieldsWords(t, shown.fields);
  return (
    <li className={classes.version}>
      <Typography component="h3" className={classes.title}>
        {versionWords(reader, version)}
      </Typography>
      <span className={classes.aside}>
        <SourceWords
          source={version.source}
          createdBy={version.createdBy}
          begin
        />
      </span>
      {nothing && <div>{nothing}</div>}
      {(checks.length > 0 || fields.length > 0) && (
        <ul
          className={classes.changes}
          aria-label={t('standards.history.differs')}
        >
          {fields.length > 0 && (
            <li>
              <span>{t('standards.history.changed')}</span>
              <span>
                {t('standards.history.itself')}{' '}
                <span className={classes.aside}>
                  {shown.fields.length < fields.length
                    ? t('standards.history.andMore', {
                        names: fieldNames,
                        number: words.number(
                          fields.length - shown.fields.length,
                        ),
                      })
                    : fieldNames}
                </span>
              </span>
            </li>
          )}
          {shown.checks.map(change => (
            <CheckLine key={change.id} scorecard={scorecard} change={change} />
          ))}
        </ul>
      )}
      {isCut && (
        <Button
          size="small"
          className={classes.more}
          onClick={() => setIsWhole(true)}
        >
          {t('standards.history.showAll', {
            version: String(version.version),
          })}
        </Button>
      )}
    </li>
  );
}

/**
 * The versions of a scorecard with what each asks otherwise than the one before,
 * the latest first.
 */
export function VersionHistory(props: {
  /** Id of the scorecard. */
  scorecard: string;
}) {
  const { scorecard } = props;
  const api = useApi(readinessApiRef);
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const paging = usePaging(scorecard);
  const versions = useLoaded(`${scorecard} ${paging.cursor ?? ''}`, () =>
    api.listScorecardVersions(scorecard, {
      limit: pageSize,
      cursor: paging.cursor,
    }),
  );
  return (
    <LoadedContent of={versions} what={t('standards.history.what')} rows={2}>
      {page => (
        <>
          <ul
            className={classes.list}
            aria-label={t('standards.history.label')}
          >
            {page.items.map(version => (
              <Version
                key={version.version}
                scorecard={scorecard}
                version={version}
              />
            ))}
          </ul>
          {(paging.index > 0 || page.nextCursor) && (
            <Pager
              paging={paging}
              what={t('standards.history.pageOf')}
              pageSize={pageSize}
              shown={page.items.length}
              nextCursor={page.nextCursor}
            />
          )}
        </>
      )}
    </LoadedContent>
  );
}
