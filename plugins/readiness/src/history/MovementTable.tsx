import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { MovementPart } from '@team-readiness/backstage-plugin-readiness-common';
import { PlainColumn, PlainTable } from '../layout';
import { useReadinessTranslation } from '../translations';
import { partWords } from './movementWords';

/** A part of a movement with its points as they are written. */
export interface MovementRow {
  /** Undefined for the sum of all of them. */
  part: MovementPart | undefined;
  points: number;
  /** By how many the number of services changed. */
  services: number;
}

/** With one digit in each row, so that a reader can add them up. */
const pointFormat: Intl.NumberFormatOptions = {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
};

const useStyles = makeStyles(
  theme => ({
    aside: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.5,
    },
    sum: { fontWeight: 600 },
    number: { whiteSpace: 'nowrap' },
  }),
  { name: 'ReadinessMovementTable' },
);

/**
 * The parts of a movement, each explained in a sentence, and their sum.
 */
export function MovementTable(props: {
  parts: readonly MovementRow[];
  /** What the parts add up to. */
  sum: MovementRow;
}) {
  const { parts, sum } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('xs'), {
    // Known at the first drawing: columns that come and go a moment later move the page.
    noSsr: true,
  });
  const columns: PlainColumn<MovementRow>[] = [
    {
      title: t('history.movement.part'),
      rowHeader: true,
      cell: ({ part }) =>
        part ? (
          <>
            {partWords(t, part)}
            <span className={classes.aside}>
              {t(`history.explained.${part}`)}
            </span>
          </>
        ) : (
          <span className={classes.sum}>{t('history.movement.sum')}</span>
        ),
    },
    // What explains a part needs the room on a phone.
    ...(isNarrow || parts.every(({ services }) => services === 0)
      ? []
      : [
          {
            title: t('history.movement.services'),
            align: 'right' as const,
            cell: ({ part, services }: MovementRow) => (
              <span className={part ? undefined : classes.sum}>
                {words.signed(services)}
              </span>
            ),
          },
        ]),
    {
      title: t('history.movement.points'),
      align: 'right',
      cell: ({ part, points }) => (
        <span className={`${classes.number} ${part ? '' : classes.sum}`}>
          {words.number(points, pointFormat).replace('-', '−')}
        </span>
      ),
    },
  ];
  return (
    <PlainTable
      label={t('history.movement.table')}
      columns={columns}
      rows={[...parts, sum]}
      rowKey={({ part }) => part ?? ''}
    />
  );
}
