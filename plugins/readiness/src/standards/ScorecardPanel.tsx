import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  areas,
  CheckSummary,
  ScorecardDetails,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  countWords,
  dayWords,
} from '@team-readiness/backstage-plugin-readiness-react';
import { ProblemsTable } from '../health/ProblemsTable';
import { Fold, Notice, Panel, Stack } from '../layout';
import { OwnerLinks } from '../links';
import { CheckFilter, filterChecks, isNarrowed } from './checkFilter';
import { ChecksTable, UnconnectedTable } from './ChecksTable';
import { SourceWords } from './SourceWords';
import { stageWords } from './stageWords';
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
  }),
  { name: 'ReadinessScorecardPanel' },
);

function Origin(props: { scorecard: ScorecardDetails }) {
  const { scorecard } = props;
  const classes = useStyles();
  const { source, createdBy } = scorecard;
  return (
    <span className={classes.source}>
      Version {scorecard.version} since {dayWords(scorecard.createdAt)},{' '}
      <SourceWords source={source} createdBy={createdBy} />
      {scorecard.owner && (
        <>
          {' · '}owned by <OwnerLinks owners={[scorecard.owner]} />
        </>
      )}
      {scorecard.exemptions > 0 &&
        ` · ${countWords(scorecard.exemptions, 'exemption', 'exemptions')}`}
      {scorecard.stage !== 'enforced' &&
        ` · ${stageWords({ stage: scorecard.stage, connected: true })}`}
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
  const { scorecard, checks, narrowed } = props;
  const connected = checks.filter(check => check.connected);
  const others = checks.filter(check => !check.connected).sort(byArea);
  return (
    <>
      {connected.length > 0 && (
        <ChecksTable
          label={`Checks of ${scorecard.title}`}
          checks={connected}
        />
      )}
      {others.length > 0 && (
        <Fold
          quiet
          open={narrowed && connected.length === 0}
          summary={`${countWords(
            others.length,
            'check',
            'checks',
          )} not connected to a data source`}
        >
          <UnconnectedTable
            label={`Checks of ${scorecard.title} that are not connected`}
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
 * One scorecard: what it is, what is wrong with its documents, its checks, its
 * history. With a filter only the checks that it leaves; nothing where it leaves
 * none.
 */
export function ScorecardPanel(props: {
  scorecard: ScorecardDetails;
  filter: CheckFilter;
}) {
  const { scorecard, filter } = props;
  const classes = useStyles();
  const narrowed = isNarrowed(filter);
  const checks = filterChecks(scorecard.checks, filter);
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
        note={`${checks.length} of ${countWords(
          scorecard.checks.length,
          'check',
          'checks',
        )}`}
      >
        {list}
      </Panel>
    );
  }
  return (
    <Panel title={scorecard.title} note={<Origin scorecard={scorecard} />}>
      <Stack>
        {scorecard.problems.length > 0 && (
          <div>
            <Notice warning>
              {countWords(scorecard.problems.length, 'problem', 'problems')} in
              the documents of this scorecard. Where one is broken, its last
              good version is in use.
            </Notice>
            <ProblemsTable problems={scorecard.problems} brief />
          </div>
        )}
        {countsNothing(scorecard) && (
          <Notice>
            It counts no entity that you may see: it is about none of them, or
            all of them are new.
          </Notice>
        )}
        <div>
          <Typography variant="body2">{scorecard.description}</Typography>
          <ul className={classes.levels} aria-label="Levels">
            {scorecard.levels.map(level => (
              <li key={level.level}>
                <strong>
                  Level {level.level} {level.name}
                </strong>
                <span>{level.description}</span>
              </li>
            ))}
          </ul>
          {list}
          <Fold quiet summary="History">
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
