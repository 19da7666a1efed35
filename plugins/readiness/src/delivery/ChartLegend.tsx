import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { useReadinessTranslation } from '../translations';
import { DeployedMark, FailedMark, MarkColours, QuietMark } from './DayMark';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2.5),
      marginTop: theme.spacing(1),
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
    entry: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
    },
    diamond: { fill: theme.palette.text.primary },
  }),
  { name: 'ReadinessChartLegend' },
);

/**
 * What the marks of the chart say.
 */
export function ChartLegend(props: {
  colours: MarkColours;
  incidents: boolean;
}) {
  const { colours, incidents } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const entry = (mark: ReactNode, words: string) => (
    <span className={classes.entry}>
      <svg width={16} height={16} aria-hidden>
        {mark}
      </svg>
      {words}
    </span>
  );
  return (
    <figcaption className={classes.root}>
      {entry(
        <DeployedMark x={8} y={8} r={6} colours={colours} />,
        t('delivery.legend.deployed'),
      )}
      {entry(
        <FailedMark x={8} y={8} r={7} colours={colours} />,
        t('delivery.legend.failed'),
      )}
      {entry(
        <QuietMark x={8} y={8} colours={colours} />,
        t('delivery.legend.quiet'),
      )}
      {incidents &&
        entry(
          <path className={classes.diamond} d="M8 1l7 7l-7 7l-7-7z" />,
          t('delivery.legend.incident'),
        )}
    </figcaption>
  );
}
