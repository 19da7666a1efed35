import Tooltip from '@material-ui/core/Tooltip';
import { alpha, makeStyles, Theme, useTheme } from '@material-ui/core/styles';
import { Share } from '@team-readiness/backstage-plugin-readiness-common';
import { useEffect, useState } from 'react';
import { useWords } from '../words/useWords';
import { lacksData } from './lacksData';

const useStyles = makeStyles(
  theme => ({
    cell: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'center',
      minHeight: 36,
      minWidth: 64,
      borderRadius: theme.shape.borderRadius,
      color: theme.palette.text.primary,
      fontVariantNumeric: 'tabular-nums',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 1,
      },
    },
    hatched: {
      backgroundImage: `repeating-linear-gradient(135deg, transparent 0 5px, ${alpha(
        theme.palette.text.primary,
        0.16,
      )} 5px 6px)`,
    },
    number: {
      padding: theme.spacing(0, 0.75),
      borderRadius: theme.shape.borderRadius,
    },
    // Keeps the number readable on the hatching.
    plain: {
      backgroundColor: alpha(theme.palette.background.paper, 0.85),
    },
    line: { display: 'block' },
    tooltip: {
      fontSize: '0.8rem',
      lineHeight: 1.5,
      maxWidth: 360,
      // The tooltip of the theme lets the numbers behind it through.
      backgroundColor: theme.palette.grey[900],
      color: theme.palette.common.white,
    },
    arrow: { color: theme.palette.grey[900] },
    none: { color: theme.palette.text.secondary },
  }),
  { name: 'ReadinessShareCell' },
);

// The strongest tint still leaves the number a contrast of 4.5 to 1.
function tint(adoption: number | null, theme: Theme): string | undefined {
  const strongest = theme.palette.type === 'dark' ? 0.36 : 0.48;
  return adoption === null
    ? undefined
    : alpha(theme.palette.primary.main, 0.04 + (strongest - 0.04) * adoption);
}

/**
 * One number of a heatmap: the adoption. Hatched where too little is known;
 * score, coverage and the numbers behind them show on focus and hover.
 *
 * @public
 */
export function ShareCell(props: {
  share: Share;
  /** What the number is about, e.g. "Payments, SLOs"; begins the accessible name. */
  label: string;
  tabIndex?: number;
  /** Position in a grid that moves focus, set as `data-grid-cell`. */
  gridCell?: string;
  onFocus?(): void;
}) {
  const { share, label, tabIndex, gridCell, onFocus } = props;
  const classes = useStyles();
  const theme = useTheme();
  const words = useWords();
  const lines = words.share(share);
  const hatched = lacksData(share);
  const [open, setOpen] = useState(false);

  // The details can be put away without moving the focus or the pointer.
  useEffect(() => {
    if (!open) {
      return undefined;
    }
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        setOpen(false);
      }
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [open]);

  return (
    <Tooltip
      arrow
      // The pointer may rest on the details.
      interactive
      open={open}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      classes={{ tooltip: classes.tooltip, arrow: classes.arrow }}
      title={
        <>
          {lines.map(line => (
            <span key={line} className={classes.line}>
              {line}
            </span>
          ))}
        </>
      }
    >
      <div
        role="img"
        aria-label={`${label}: ${lines.join('. ')}`}
        className={`${classes.cell} ${hatched ? classes.hatched : ''}`}
        style={{ backgroundColor: tint(share.adoption, theme) }}
        data-grid-cell={gridCell}
        data-hatched={hatched || undefined}
        tabIndex={tabIndex}
        onFocus={() => {
          setOpen(true);
          onFocus?.();
        }}
        onBlur={() => setOpen(false)}
      >
        <span
          className={[
            classes.number,
            hatched ? classes.plain : '',
            share.adoption === null ? classes.none : '',
          ].join(' ')}
        >
          {words.percent(share.adoption)}
        </span>
      </div>
    </Tooltip>
  );
}
