import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ScorecardDetails } from '@team-readiness/backstage-plugin-readiness-common';
import { countWords } from '@team-readiness/backstage-plugin-readiness-react';
import { ProblemsTable } from '../health/ProblemsTable';
import { Notice, Panel, Stack } from '../layout';
import { httpUrl, OwnerLinks } from '../links';
import { ChecksTable, stageWords } from './ChecksTable';

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
  const url = httpUrl(scorecard.source);
  return (
    <span className={classes.source}>
      Version {scorecard.version}, from{' '}
      {url ? <Link to={url}>{scorecard.source}</Link> : scorecard.source}
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

/**
 * One scorecard: what it is, what is wrong with its documents, its checks.
 */
export function ScorecardPanel(props: { scorecard: ScorecardDetails }) {
  const { scorecard } = props;
  const classes = useStyles();
  const connected = scorecard.checks.filter(check => check.connected);
  const notConnected = scorecard.checks.filter(check => !check.connected);
  return (
    <Panel title={scorecard.title} note={<Origin scorecard={scorecard} />}>
      <Stack>
        {scorecard.problems.length > 0 && (
          <div>
            <Notice warning>
              {countWords(scorecard.problems.length, 'problem', 'problems')} in
              the documents of this scorecard. The last good version is in use.
            </Notice>
            <ProblemsTable problems={scorecard.problems} brief />
          </div>
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
          <ChecksTable
            label={`Checks of ${scorecard.title}`}
            checks={connected}
          />
        </div>
        {notConnected.length > 0 && (
          <details>
            <summary>
              {countWords(notConnected.length, 'check', 'checks')} not connected
              to a data source
            </summary>
            <ChecksTable
              label={`Checks of ${scorecard.title} that are not connected`}
              checks={notConnected}
            />
          </details>
        )}
      </Stack>
    </Panel>
  );
}
