import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Movement,
  MovementQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  MovementChart,
  readinessApiRef,
} from '@team-readiness/backstage-plugin-readiness-react';
import { useEffect } from 'react';
import { DownloadButton } from '../layout/DownloadButton';
import { Panel } from '../layout';
import { LoadedContent, useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';
import { MovementTable } from './MovementTable';
import { partWords } from './movementWords';
import { writtenParts } from './points';

const useStyles = makeStyles(
  theme => ({
    sentence: { margin: theme.spacing(0, 0, 2), fontSize: '1rem' },
    sides: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))',
      gap: theme.spacing(2, 4),
      alignItems: 'start',
      '& > *': { minWidth: 0 },
    },
  }),
  { name: 'ReadinessMovementPanel' },
);

function MovementBody(props: { movement: Movement }) {
  const { movement } = props;
  const { before, after, parts } = movement;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  if (before.share.adoption === null || after.share.adoption === null) {
    return (
      <Typography variant="body2">{t('history.movement.unknown')}</Typography>
    );
  }
  const written = writtenParts(
    before.share.adoption,
    after.share.adoption,
    parts.map(({ adoption }) => adoption ?? 0),
  );
  const ends = {
    from: words.day(before.day),
    to: words.day(after.day),
    before: words.percent(before.share.adoption),
    after: words.percent(after.share.adoption),
  };
  const rows = parts.map(({ part, entities }, index) => ({
    part,
    points: written.parts[index] / 10,
    services: entities,
  }));
  return (
    <>
      <p className={classes.sentence}>
        {t('history.movement.sentence', ends)}
        {parts.length === 0 && ` ${t('history.movement.none')}`}
      </p>
      {parts.length > 0 && (
        <div className={classes.sides}>
          <MovementChart
            label={t('history.movement.chart', ends)}
            before={written.before / 10}
            after={written.after / 10}
            parts={rows.map(({ part, points }) => ({
              id: part,
              label: partWords(t, part),
              value: points,
            }))}
          />
          <MovementTable
            parts={rows}
            sum={{
              part: undefined,
              points: (written.after - written.before) / 10,
              services: after.entities - before.entities,
            }}
          />
        </div>
      )}
    </>
  );
}

/**
 * Why the share of checks met moved between two days: part by part, up to the whole difference.
 */
export function MovementPanel(props: {
  query: MovementQuery & { from: string; to: string };
  /** Begins the name of the file. */
  fileName: string;
  /** Called when it is as high as it stays: its answer is there, or refused. */
  onSettled?(): void;
}) {
  const { query, fileName, onSettled } = props;
  const api = useApi(readinessApiRef);
  const { t } = useReadinessTranslation();
  const movement = useLoaded(JSON.stringify(query), () =>
    api.history.getMovement(query),
  );
  const isSettled = Boolean(movement.value ?? movement.error);
  useEffect(() => {
    if (isSettled) {
      onSettled?.();
    }
  }, [isSettled, onSettled]);
  return (
    <Panel
      title={t('history.movement.title')}
      note={t('history.movement.aside')}
      action={
        <DownloadButton
          fileName={`${fileName}-movement.csv`}
          load={() => api.history.exportMovement(query)}
        />
      }
    >
      <LoadedContent
        of={movement}
        what={t('history.what')}
        rows={4}
        shape="chart"
      >
        {value => <MovementBody movement={value} />}
      </LoadedContent>
    </Panel>
  );
}
