import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  areas,
  CheckSummary,
  ScorecardDetails,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ProblemsTable } from '../problems';
import { Fold, Notice, Panel, Stack } from '../layout';
import { OwnerLinks } from '../links';
import { useReadinessTranslation } from '../translations';
import { CheckFilter, filterChecks, isNarrowed } from './checkFilter';
import { ChecksTable, UnconnectedTable } from './ChecksTable';
import { SourceWords } from './SourceWords';
import { stageWords } from './stageWords';
import { StandardAdoption } from './StandardAdoption';
import { VersionHistory } from './VersionHistory';

const useStyles = makeStyles(
  theme => ({
    levels: {
      margin: theme.spacing(1.5, 0, 2),
      padding: 0,
      listStyle: 'none',
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
      gap: theme.spacing(1, 3),
      fontSize: theme.typography.body2.fontSize,
      '& span': { display: 'block', color: theme.palette.text.secondary },
    },
    source: { overflowWrap: 'anywhere' },
    fold: { marginTop: theme.spacing(0.5) },
    inFold: { padding: theme.spacing(1, 0, 1, 3) },
  }),
  { name: 'ReadinessScorecardPanel' },
);

function Origin(props: { scorecard: ScorecardDetails }) {
  const { scorecard } = props;
  const classes = useStyles();
  const reader = useReadinessTranslation();
  const { t, words } = reader;
  const { source, createdBy } = scorecard;
  return (
    <span className={classes.source}>
      {t('standards.origin.version', {
        version: String(scorecard.version),
        day: words.day(scorecard.createdAt),
        source: <SourceWords source={source} createdBy={createdBy} />,
      })}
      {scorecard.owner && (
        <>
          {' · '}
          {t('standards.origin.owner', {
            owner: <OwnerLinks owners={[scorecard.owner]} />,
          })}
        </>
      )}
      {scorecard.exemptions > 0 &&
        ` · ${t('standards.origin.exemptions', {
          count: scorecard.exemptions,
        })}`}
      {scorecard.stage !== 'enforced' &&
        ` · ${stageWords(reader, {
          stage: scorecard.stage,
          connected: true,
        })}`}
    </span>
  );
}

const byArea = (one: CheckSummary, other: CheckSummary) =>
  areas.indexOf(one.area) - areas.indexOf(other.area) ||
  one.level - other.level;

/**
 * The checks of a scorecard that a filter leaves; those that are not connected
 * are folded.
 */
function FilteredChecks(props: {
  scorecard: ScorecardDetails;
  checks: readonly CheckSummary[];
  narrowed: boolean;
}) {
  const { checks, narrowed } = props;
  const scorecard = props.scorecard.title;
  const { t } = useReadinessTranslation();
  const connected = checks.filter(check => check.connected);
  const others = checks.filter(check => !check.connected).sort(byArea);
  return (
    <>
      {connected.length > 0 && (
        <ChecksTable
          label={t('standards.checks.label', { scorecard })}
          checks={connected}
        />
      )}
      {others.length > 0 && (
        <Fold
          quiet
          open={narrowed && connected.length === 0}
          summary={t('standards.checks.unconnected', { count: others.length })}
        >
          <UnconnectedTable
            label={t('standards.checks.unconnectedLabel', { scorecard })}
            checks={others}
          />
        </Fold>
      )}
    </>
  );
}

/** Does no check that has its data have any answer? */
function countsNothing({ checks }: ScorecardDetails): boolean {
  const connected = checks.filter(check => check.connected);
  return (
    connected.length > 0 &&
    connected.every(({ counts }) =>
      Object.values(counts).every(count => count === 0),
    )
  );
}

/**
 * One scorecard: what it is, what is wrong with its documents, its checks, its adoption, its
 * history. With a filter only the checks that it leaves; nothing where it leaves
 * none.
 */
export function ScorecardPanel(props: {
  scorecard: ScorecardDetails;
  filter: CheckFilter;
}) {
  const { scorecard, filter } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const narrowed = isNarrowed(filter);
  const checks = filterChecks(scorecard.checks, filter, area =>
    words.area(area),
  );
  if (narrowed && checks.length === 0) {
    return null;
  }
  const list = (
    <FilteredChecks scorecard={scorecard} checks={checks} narrowed={narrowed} />
  );
  if (narrowed) {
    return (
      <Panel
        title={scorecard.title}
        note={t('standards.filtered', {
          shown: words.number(checks.length),
          count: scorecard.checks.length,
        })}
      >
        {list}
      </Panel>
    );
  }
  const isEmpty = countsNothing(scorecard);
  return (
    <Panel title={scorecard.title} note={<Origin scorecard={scorecard} />}>
      <Stack>
        {scorecard.problems.length > 0 && (
          <div>
            <Notice warning>
              {t('standards.problems', { count: scorecard.problems.length })}
            </Notice>
            <ProblemsTable problems={scorecard.problems} brief />
          </div>
        )}
        {isEmpty && <Notice>{t('standards.countsNothing')}</Notice>}
        <div>
          <Typography variant="body2">{scorecard.description}</Typography>
          <ul className={classes.levels} aria-label={t('standards.levels')}>
            {scorecard.levels.map(level => (
              <li key={level.level}>
                <strong>
                  {t('standards.levelTitle', {
                    level: String(level.level),
                    name: level.name,
                  })}
                </strong>
                <span>{level.description}</span>
              </li>
            ))}
          </ul>
          {isEmpty ? (
            // Without answers the checks are something to look up.
            <Fold
              quiet
              summary={t('standards.checks.all', {
                count: scorecard.checks.length,
              })}
            >
              {list}
            </Fold>
          ) : (
            list
          )}
          {!isEmpty && (
            <Fold
              quiet
              summary={t('standards.adoption.summary')}
              className={classes.fold}
            >
              <div className={classes.inFold}>
                <StandardAdoption scorecard={scorecard} />
              </div>
            </Fold>
          )}
          <Fold
            quiet
            summary={t('standards.history.summary')}
            className={classes.fold}
          >
            <VersionHistory
              // A new version has a history of its own.
              key={scorecard.contentHash}
              scorecard={scorecard.id}
            />
          </Fold>
        </div>
      </Stack>
    </Panel>
  );
}
