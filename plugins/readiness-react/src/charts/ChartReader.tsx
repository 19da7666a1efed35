import { alpha, makeStyles } from '@material-ui/core/styles';
import { KeyboardEvent, PointerEvent } from 'react';

const useStyles = makeStyles(
  theme => ({
    // Lies on the drawing, which says nothing of single days.
    root: {
      position: 'absolute',
      top: 0,
      bottom: 0,
      cursor: 'crosshair',
      touchAction: 'pan-y',
      borderRadius: theme.shape.borderRadius,
      '&:focus': { outline: 'none' },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
    tip: {
      position: 'absolute',
      top: 0,
      zIndex: 1,
      maxWidth: 240,
      padding: theme.spacing(0.5, 1),
      borderRadius: theme.shape.borderRadius,
      pointerEvents: 'none',
      fontSize: '0.75rem',
      lineHeight: 1.5,
      color: theme.palette.common.white,
      backgroundColor: alpha(theme.palette.grey[900], 0.95),
      '& span': { display: 'block' },
    },
    day: { fontWeight: 600 },
  }),
  { name: 'ReadinessChartReader' },
);

/**
 * Where a key leads along a chart.
 *
 * @param place - the day that is read; null where none is
 * @param days - how many there are
 * @returns null for keys that lead nowhere
 */
export function placeAfterKey(
  key: string,
  place: number | null,
  days: number,
): number | null {
  const last = days - 1;
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -7,
    PageUp: 7,
  };
  if (key === 'Home') {
    return 0;
  }
  if (key === 'End') {
    return last;
  }
  const step = Object.hasOwn(steps, key) ? steps[key] : 0;
  if (step === 0) {
    return null;
  }
  return place === null ? last : Math.min(last, Math.max(0, place + step));
}

/**
 * Reads a chart day by day, by pointer, touch or arrow keys, with one Tab stop.
 */
export function ChartReader(props: {
  /** Accessible name. */
  label: string;
  /** The day that is read; null for none. */
  place: number | null;
  days: number;
  /** From where to where days lie, in pixels. */
  left: number;
  right: number;
  /** Where the day that is read lies, in pixels. */
  x: number;
  /** What is said of it: the day, and a line a value. */
  lines: readonly string[];
  /** Said while no day is read. */
  none: string;
  onRead(place: number | null): void;
}) {
  const { label, place, days, left, right, x, lines, none, onRead } = props;
  const classes = useStyles();
  const byPointer = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = box.width > 0 ? (event.clientX - box.left) / box.width : 0;
    onRead(Math.min(days - 1, Math.max(0, Math.round(share * (days - 1)))));
  };
  const byKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      onRead(null);
      return;
    }
    const next = placeAfterKey(event.key, place, days);
    if (next !== null) {
      event.preventDefault();
      onRead(next);
    }
  };
  return (
    <>
      <div
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={days}
        aria-valuenow={(place ?? days - 1) + 1}
        aria-valuetext={place === null ? none : lines.join(', ')}
        className={classes.root}
        style={{ left, width: Math.max(24, right - left) }}
        onPointerMove={byPointer}
        onPointerDown={byPointer}
        onPointerLeave={() => onRead(null)}
        onKeyDown={byKey}
        onFocus={event => {
          // A pointer says itself which day it means.
          if (event.currentTarget.matches(':focus-visible')) {
            onRead(place ?? days - 1);
          }
        }}
        onBlur={() => onRead(null)}
      />
      {place !== null && (
        <div
          className={classes.tip}
          aria-hidden="true"
          style={
            x > (left + right) / 2
              ? { right: `calc(100% - ${x - 12}px)` }
              : { left: x + 12 }
          }
        >
          {lines.map((line, index) => (
            <span
              key={`${index} ${line}`}
              className={index === 0 ? classes.day : undefined}
            >
              {line}
            </span>
          ))}
        </div>
      )}
    </>
  );
}
