import { alpha, makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(1, 2),
      marginTop: theme.spacing(1.5),
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
    words: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
    },
    key: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
    hatched: {
      flexShrink: 0,
      width: 24,
      height: 16,
      borderRadius: theme.shape.borderRadius,
      border: `1px solid ${theme.palette.divider}`,
      backgroundImage: `repeating-linear-gradient(135deg, transparent 0 5px, ${alpha(
        theme.palette.text.primary,
        0.24,
      )} 5px 6px)`,
    },
  }),
  { name: 'ReadinessHeatmapLegend' },
);

/**
 * Says what the numbers and the hatching of a heatmap mean.
 */
export function HeatmapLegend(props: {
  /** What changes the heatmap, at the end of the line. */
  children?: ReactNode;
}) {
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  return (
    <div className={classes.root}>
      <span className={classes.words}>
        <span>{t('teams.legend')}</span>
        <span className={classes.key}>
          <span className={classes.hatched} aria-hidden="true" />
          {t('teams.hatched', { percent: words.percent(0.6) })}
        </span>
      </span>
      <span>{props.children}</span>
    </div>
  );
}
