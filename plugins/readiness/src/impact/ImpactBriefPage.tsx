import { stringifyEntityRef } from '@backstage/catalog-model';
import { EmptyState, Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import {
  EntityName,
  ImpactBrief,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { useParams } from 'react-router-dom';
import {
  FilterSelect,
  PageTitle,
  Panel,
  Stack,
  useSearchFilters,
} from '../layout';
import { entityPath, refWords, useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';
import { BriefActions } from './BriefActions';
import { BriefEntries } from './BriefEntries';
import { BriefMetrics } from './BriefMetrics';
import { BriefRecord } from './BriefRecord';
import { BriefStanding } from './BriefStanding';
import { comparedWords, headlineWords, unknownWords } from './briefWords';
import { PrintedAlone } from '../layout/PrintedAlone';
import { latestQuarters, parseQuarter, quarterWords } from './quarters';
import { unknownSentence } from './unknownSentence';

const offeredQuarters = 9;

const useStyles = makeStyles(
  theme => ({
    headline: {
      padding: theme.spacing(2, 2.5),
      '@media print': { padding: 0, border: 0 },
    },
    sentence: { fontSize: '1.75rem', fontWeight: 600, lineHeight: 1.25 },
    unknownCount: { color: theme.palette.text.secondary },
    quarter: {
      paddingTop: theme.spacing(0.75),
      '@media print': { display: 'none' },
    },
    unknown: {
      margin: 0,
      paddingLeft: theme.spacing(2.5),
      fontSize: theme.typography.body2.fontSize,
      lineHeight: 1.5,
    },
  }),
  { name: 'ReadinessImpactBriefPage' },
);

function QuarterSelect(props: { shown: string }) {
  const { shown } = props;
  const [, setFilter] = useSearchFilters();
  const { t } = useReadinessTranslation();
  const offered = latestQuarters(new Date(), offeredQuarters);
  const quarters = offered.includes(shown)
    ? offered
    : [...offered, shown].sort().reverse();
  return (
    <FilterSelect
      label={t('impact.quarter')}
      value={shown}
      options={quarters.map(value => ({
        value,
        label:
          value === offered[0]
            ? t('impact.soFar', { quarter: quarterWords(t, value) })
            : quarterWords(t, value),
      }))}
      onChange={next => setFilter('quarter', [next])}
    />
  );
}

function BriefBody(props: { name: EntityName; brief: ImpactBrief }) {
  const { name, brief } = props;
  const api = useApi(readinessApiRef);
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t, words } = useReadinessTranslation();
  const { subject, quarter } = brief;
  const title = subject.title ?? refWords(subject.ref);
  const isTeam = name.kind.toLocaleLowerCase('en-US') === 'group';
  const address = new URL(
    links.impactBrief(subject.ref, quarter),
    window.location.href,
  );
  return (
    <PrintedAlone>
      <Stack>
        <PageTitle
          path={[
            { title: t('impact.teams'), to: links.teams() },
            { title, to: entityPath(links, subject.ref) },
          ]}
          title={t('impact.title', { subject: title })}
          note={comparedWords(t, words, brief)}
          action={
            <div className={classes.quarter}>
              <QuarterSelect shown={quarter} />
            </div>
          }
        />
        <BriefActions
          key={quarter}
          fileName={`impact-brief-${name.name}-${quarter}.md`}
          address={address.href}
          loadMarkdown={() => api.exportImpactBrief(name, { quarter })}
        />
        <Paper variant="outlined" className={classes.headline}>
          <div className={classes.sentence}>
            {headlineWords(t, words, brief)}
          </div>
          {unknownWords(t, brief) && (
            <div className={classes.unknownCount}>{unknownWords(t, brief)}</div>
          )}
        </Paper>
        <BriefMetrics brief={brief} />
        <BriefEntries entries={brief.impact} ofTeam={isTeam} />
        <BriefStanding brief={brief} />
        <BriefRecord
          brief={brief}
          link={
            isTeam
              ? links.teamRecord(subject.ref)
              : links.service(subject.ref, 'track-record')
          }
        />
        {brief.unknowns.length > 0 && (
          <Panel title={t('impact.unknown')}>
            <ul className={classes.unknown}>
              {brief.unknowns.map(unknown => (
                <li key={unknown.sentence}>
                  {unknownSentence(t, words, unknown, brief)}
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </Stack>
    </PrintedAlone>
  );
}

function LoadedBrief(props: { name: EntityName }) {
  const { name } = props;
  const api = useApi(readinessApiRef);
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  const [parameters] = useSearchFilters();
  const quarter = parseQuarter(parameters.get('quarter'));
  const brief = useLoaded(quarter ?? '', () =>
    api.getImpactBrief(name, { quarter }),
  );
  return (
    <LoadedContent
      of={brief}
      what={t('impact.what')}
      parts={['title', 'headline', 'table']}
      missing={
        <EmptyState
          missing="content"
          title={t('impact.none', { ref: stringifyEntityRef(name) })}
          description={t('impact.noneHint')}
          action={<Link to={links.teams()}>{t('impact.allTeams')}</Link>}
        />
      }
    >
      {value => <BriefBody name={name} brief={value} />}
    </LoadedContent>
  );
}

/**
 * Before and after for a quarter, of a team or a service: to be read, printed and sent.
 */
export function ImpactBriefPage() {
  const { kind = '', namespace = '', name = '' } = useParams();
  return (
    <LoadedBrief
      key={`${kind}/${namespace}/${name}`}
      name={{ kind, namespace, name }}
    />
  );
}
