import { makeStyles } from '@material-ui/core/styles';
import { useReadinessTranslation } from '../translations';
import { SkeletonPart, SkeletonShape, useSkeletonParts } from './SkeletonParts';

/** What is on its way: the parts of a page, or what stands within one of its parts. */
export interface SkeletonLooks {
  /** Of a page, from above. Left out: what stands within a part. */
  parts?: readonly SkeletonPart[];
  /** Within a part. Default: rows. */
  shape?: SkeletonShape;
  /** How many rows it is high, within a part. Default 4. */
  rows?: number;
}

const useStyles = makeStyles(
  theme => ({
    root: { position: 'relative' },
    // What is there at once does not flash; what takes its time moves little.
    looks: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(2),
      animation:
        '$appear 0.3s ease-out, $breathe 2.4s ease-in-out 0.6s infinite',
      '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
    },
    words: {
      position: 'absolute',
      width: 1,
      height: 1,
      overflow: 'hidden',
      clip: 'rect(0 0 0 0)',
    },
    '@keyframes appear': { '0%': { opacity: 0 } },
    '@keyframes breathe': {
      '0%, 100%': { opacity: 1 },
      '50%': { opacity: 0.6 },
    },
  }),
  { name: 'ReadinessSkeleton' },
);

/** What so many rows are high, in pixels: the first one is a title. */
function heightOf(rows: number): number {
  return 72 + (rows - 1) * 48;
}

/**
 * Holds the place of something that is on its way, in the shape of what comes.
 */
export function Skeleton(
  props: SkeletonLooks & {
    /** What is loaded, e.g. "teams"; only heard. */
    what: string;
    /** True for what is asked for only once a reader comes near it: nothing is on its way yet, and nothing is heard. */
    isWaiting?: boolean;
  },
) {
  const { parts, shape = 'rows', rows = 4 } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const drawn = useSkeletonParts();
  return (
    <div className={classes.root}>
      <span className={classes.words} role="status">
        {!props.isWaiting && t('loading.loading', { what: props.what })}
      </span>
      {/* Beside what is said: what is busy may be passed over by a screen reader until it is whole. */}
      <div className={classes.looks} aria-busy={!props.isWaiting}>
        {parts ? (
          parts.map((part, index) => (
            <div key={index} aria-hidden="true" data-skeleton={part}>
              {drawn.part(part)}
            </div>
          ))
        ) : (
          <div aria-hidden="true" data-skeleton={shape}>
            {drawn.shape(shape, heightOf(rows))}
          </div>
        )}
      </div>
    </div>
  );
}
