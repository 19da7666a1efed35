import { alpha, makeStyles } from '@material-ui/core/styles';
import { useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    root: { position: 'relative' },
    rows: { display: 'grid', gap: theme.spacing(1.5) },
    row: {
      borderRadius: theme.shape.borderRadius,
      backgroundColor: alpha(theme.palette.text.primary, 0.08),
      animation: '$pulse 1.6s ease-in-out infinite',
      '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
    },
    words: {
      position: 'absolute',
      width: 1,
      height: 1,
      overflow: 'hidden',
      clip: 'rect(0 0 0 0)',
    },
    '@keyframes pulse': {
      '0%, 100%': { opacity: 1 },
      '50%': { opacity: 0.5 },
    },
  }),
  { name: 'ReadinessSkeleton' },
);

/**
 * Holds the place of something that is on its way.
 */
export function Skeleton(props: {
  /** What is loaded, e.g. "teams"; only heard. */
  what: string;
  /** Default 4. */
  rows?: number;
  /** True for what is asked for only once a reader comes near it: nothing is on its way yet, and nothing is heard. */
  isWaiting?: boolean;
}) {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const rows = props.rows ?? 4;
  return (
    <div className={classes.root}>
      <span className={classes.words} role="status">
        {!props.isWaiting && t('loading.loading', { what: props.what })}
      </span>
      {/* Beside what is said: what is busy may be passed over by a screen reader until it is whole. */}
      <div className={classes.rows} aria-busy={!props.isWaiting}>
        {Array.from({ length: rows }, (_, index) => (
          <div
            key={index}
            aria-hidden="true"
            className={classes.row}
            style={{ height: index === 0 ? 72 : 36 }}
          />
        ))}
      </div>
    </div>
  );
}
