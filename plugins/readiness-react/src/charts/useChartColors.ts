import { alpha, Theme, useTheme } from '@material-ui/core/styles';

/** The colours of charts, all out of the theme. */
export interface ChartColors {
  /** Of the series, the first one first. */
  series: readonly string[];
  good: string;
  goodTint: string;
  bad: string;
  badTint: string;
  neutral: string;
  text: string;
  quiet: string;
  grid: string;
  hatch: string;
  paper: string;
}

/**
 * The colours of charts in a theme. Each that carries meaning has a contrast of 3 to 1 with paper.
 */
export function chartColors(theme: Theme): ChartColors {
  const { palette } = theme;
  const bad =
    palette.type === 'dark' ? palette.error.light : palette.error.main;
  return {
    series: [
      palette.primary.main,
      palette.text.primary,
      bad,
      palette.text.secondary,
    ],
    good: palette.primary.main,
    goodTint: alpha(palette.primary.main, 0.4),
    bad,
    badTint: alpha(bad, 0.16),
    neutral: alpha(palette.text.primary, 0.2),
    text: palette.text.primary,
    quiet: palette.text.secondary,
    grid: palette.divider,
    hatch: alpha(palette.text.primary, 0.22),
    paper: palette.background.paper,
  };
}

/** The colours of charts in the theme of the reader. */
export function useChartColors(): ChartColors {
  return chartColors(useTheme());
}

/** How the line of each series is broken, so that none rests on its colour. */
export const seriesDashes: readonly string[] = ['', '6 4', '2 4', '10 4 2 4'];
