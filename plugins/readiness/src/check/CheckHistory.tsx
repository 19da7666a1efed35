import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  CheckDetails,
  ScorecardVersionPage,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  dayWords,
  readinessApiRef,
} from '@team-readiness/backstage-plugin-readiness-react';
import { Panel } from '../layout';
import { LoadedContent, useLoaded } from '../loading';
import {
  effectWords,
  enforcementWords,
  fieldsWords,
} from '../standards/changeOfVersion';

const lookedThrough = 50;

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      fontSize: theme.typography.body2.fontSize,
      '& li': {
        display: 'grid',
        gridTemplateColumns: '7rem minmax(0, 1fr)',
        gap: theme.spacing(0.25, 2),
        padding: theme.spacing(0.25, 0),
        [theme.breakpoints.down('xs')]: {
          gridTemplateColumns: 'minmax(0, 1fr)',
        },
      },
    },
    when: { color: theme.palette.text.secondary },
  }),
  { name: 'ReadinessCheckHistory' },
);

/** What one version did with the check. */
interface HistoryLine {
  version: number;
  createdAt: string;
  /** e.g. "Stricter since version 3: condition, parameter days. Counts from 22 Dec 2026." */
  words: string;
}

/**
 * What versions of a scorecard did with one check, the latest first. Where all
 * versions were looked through and none of them brought it, the first one did.
 *
 * @param page - the latest versions
 * @param checkId - id of the check
 */
export function historyLines(
  page: ScorecardVersionPage,
  checkId: string,
): HistoryLine[] {
  const lines = page.items.flatMap(({ version, createdAt, checks }) =>
    checks
      .filter(({ id }) => id === checkId)
      .map((change): HistoryLine => {
        const fields = fieldsWords(change.fields);
        const verb = effectWords(change);
        const about =
          change.effect === 'none' || change.change !== 'changed'
            ? `${verb} in version ${version}`
            : `${verb} since version ${version}`;
        const sentences = [
          fields ? `${about}: ${fields}` : about,
          enforcementWords(change),
        ];
        const words = sentences.filter(Boolean).join('. ');
        return { version, createdAt, words: `${words}.` };
      }),
  );
  const oldest = page.items[page.items.length - 1];
  const isAdded = page.items.some(({ checks }) =>
    checks.some(({ id, change }) => id === checkId && change === 'added'),
  );
  return oldest && oldest.fields === null && !page.nextCursor && !isAdded
    ? [
        ...lines,
        {
          version: oldest.version,
          createdAt: oldest.createdAt,
          words: `Asked since version ${oldest.version}.`,
        },
      ]
    : lines;
}

/**
 * When a check was added or made stricter, and from when on that counts.
 */
export function CheckHistory(props: { check: CheckDetails }) {
  const { scorecard, summary } = props.check;
  const api = useApi(readinessApiRef);
  const classes = useStyles();
  const versions = useLoaded('', () =>
    api.listScorecardVersions(scorecard.id, { limit: lookedThrough }),
  );
  return (
    <Panel title="What changed">
      <LoadedContent of={versions} what="the versions" rows={1} brief>
        {page => {
          const lines = historyLines(page, summary.id);
          return lines.length > 0 ? (
            <ul className={classes.list}>
              {lines.map(({ version, createdAt, words }) => (
                <li key={version}>
                  <span className={classes.when}>{dayWords(createdAt)}</span>
                  <span>{words}</span>
                </li>
              ))}
            </ul>
          ) : (
            `Nothing in the last ${lookedThrough} versions.`
          );
        }}
      </LoadedContent>
    </Panel>
  );
}
