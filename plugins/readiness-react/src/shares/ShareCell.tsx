import Popper from '@material-ui/core/Popper';
import { alpha, makeStyles, Theme, useTheme } from '@material-ui/core/styles';
import { Share } from '@team-readiness/backstage-plugin-readiness-common';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words/useWords';
import { Words } from '../words/Words';
import { lacksData } from './lacksData';

/** A pointer on its way across a heatmap opens nothing. */
const enterMs = 120;
const leaveMs = 120;

const useStyles = makeStyles(
  theme => ({
    cell: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'center',
      minHeight: 36,
      minWidth: 48,
      borderRadius: theme.shape.borderRadius,
      color: theme.palette.text.primary,
      fontVariantNumeric: 'tabular-nums',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.text.primary}`,
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
      padding: theme.spacing(0, 0.25),
      borderRadius: theme.shape.borderRadius,
      // Some languages write a space before the sign, where it may not break.
      whiteSpace: 'nowrap',
    },
    // Keeps the number readable on the hatching.
    plain: {
      backgroundColor: alpha(theme.palette.background.paper, 0.85),
    },
    line: { display: 'block' },
    popper: { zIndex: theme.zIndex.tooltip },
    tooltip: {
      marginTop: theme.spacing(0.75),
      padding: theme.spacing(0.75, 1.25),
      maxWidth: 360,
      borderRadius: theme.shape.borderRadius,
      fontSize: '0.8rem',
      lineHeight: 1.5,
      // The tooltip of the theme lets the numbers behind it through.
      backgroundColor: theme.palette.grey[900],
      color: theme.palette.common.white,
      boxShadow: theme.shadows[4],
    },
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

/** What a cell shows, with words that somebody else has fetched. */
interface WordedShareCellProps {
  share: Share;
  label: string;
  tabIndex?: number;
  words: Words;
}

// A heatmap has hundreds of these. A tooltip of its own for each would be most of what they cost, so that one is made
// only where it shows.
function WordedShareCell(props: WordedShareCellProps) {
  const { share, label, tabIndex, words } = props;
  const classes = useStyles();
  const theme = useTheme();
  const lines = words.share(share);
  const hatched = lacksData(share);
  const [open, setOpen] = useState(false);
  const cell = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const openSoon = (ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(true), ms);
  };
  // The pointer may go on to the details, and rest there.
  const closeSoon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(false), leaveMs);
  };
  useEffect(() => () => clearTimeout(timer.current), []);

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
    <>
      <div
        ref={cell}
        role="img"
        aria-label={`${label}: ${lines.join('. ')}`}
        className={`${classes.cell} ${hatched ? classes.hatched : ''}`}
        style={{ backgroundColor: tint(share.adoption, theme) }}
        data-hatched={hatched || undefined}
        tabIndex={tabIndex}
        onMouseEnter={() => openSoon(enterMs)}
        onMouseLeave={closeSoon}
        onFocus={() => openSoon(0)}
        onBlur={() => {
          clearTimeout(timer.current);
          setOpen(false);
        }}
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
      {open && (
        <Popper
          open
          anchorEl={cell.current}
          placement="bottom"
          className={classes.popper}
        >
          <div
            className={classes.tooltip}
            onMouseEnter={() => openSoon(0)}
            onMouseLeave={closeSoon}
          >
            {lines.map(line => (
              <span key={line} className={classes.line}>
                {line}
              </span>
            ))}
          </div>
        </Popper>
      )}
    </>
  );
}

function TranslatedShareCell(props: Omit<WordedShareCellProps, 'words'>) {
  return <WordedShareCell {...props} words={useWords()} />;
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
  /** Of `useWords`, where there are many cells: each would fetch them otherwise. */
  words?: Words;
}) {
  const { words, ...rest } = props;
  return words ? (
    <WordedShareCell {...rest} words={words} />
  ) : (
    <TranslatedShareCell {...rest} />
  );
}
