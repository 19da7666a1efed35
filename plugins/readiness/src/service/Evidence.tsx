import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { ExplainedResult } from '@team-readiness/backstage-plugin-readiness-common';
import { RelativeDate } from '@team-readiness/backstage-plugin-readiness-react';
import { beginWords, CodeWords } from '../layout';
import { OwnerLinks, httpUrl } from '../links';
import { useReadinessTranslation } from '../translations';
import { optOutWords, reasonWords } from './optOutWords';
import { SourceFailures } from './SourceFailures';

const useStyles = makeStyles(
  theme => ({
    root: {
      margin: 0,
      fontSize: theme.typography.body2.fontSize,
      '& dt': { color: theme.palette.text.secondary, fontWeight: 600 },
      '& dd': {
        margin: theme.spacing(0, 0, 1.5),
        overflowWrap: 'anywhere',
      },
      '& ul': { margin: 0, padding: 0, listStyle: 'none' },
    },
  }),
  { name: 'ReadinessEvidence' },
);

function SourceLine(props: { source: ExplainedResult['sources'][number] }) {
  const { source } = props;
  const { t } = useReadinessTranslation();
  const url = httpUrl(source.location);
  return (
    <li>
      {beginWords(source.title)}
      {source.location && ': '}
      {url ? <Link to={url}>{source.location}</Link> : source.location}
      {', '}
      {source.observedAt
        ? t('service.evidence.seen', {
            when: <RelativeDate at={source.observedAt} />,
          })
        : t('service.evidence.notSeen')}
    </li>
  );
}

/**
 * Why a result is as it is: what we looked for, where, and what we found.
 */
export function Evidence(props: { result: ExplainedResult }) {
  const { result } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  return (
    <dl className={classes.root}>
      <dt>{t('service.evidence.lookedFor')}</dt>
      <dd>
        <CodeWords text={result.lookedFor} />
      </dd>
      <dt>{t('service.evidence.where')}</dt>
      <dd>
        {result.sources.length > 0 ? (
          <ul>
            {result.sources.map(source => (
              <SourceLine
                key={`${source.collector} ${source.location ?? ''}`}
                source={source}
              />
            ))}
          </ul>
        ) : (
          t('service.evidence.nowhere')
        )}
      </dd>
      <dt>{t('service.evidence.found')}</dt>
      <dd>
        <CodeWords text={result.message} />
      </dd>
      <SourceFailures result={result} />
      {result.optOut && result.reason !== 'opt-out' && (
        <>
          <dt>{optOutWords(t, result.optOut)}</dt>
          <dd>{reasonWords(t, result.optOut)}</dd>
        </>
      )}
      {result.exemption && (
        <>
          <dt>
            {t('service.evidence.exemptUntil', {
              day: words.day(result.exemption.until),
            })}
          </dt>
          <dd>
            {result.exemption.reason}{' '}
            {t('service.evidence.approvedBy', {
              approver: <OwnerLinks owners={[result.exemption.approver]} />,
            })}
          </dd>
        </>
      )}
    </dl>
  );
}
