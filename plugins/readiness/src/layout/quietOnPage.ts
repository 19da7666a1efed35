import { alpha, Theme } from '@material-ui/core/styles';

/**
 * The colour of secondary words that stand on the page itself: there the one of the theme falls just short of a
 * contrast of 4.5 to 1.
 */
export function quietOnPage(theme: Theme): string {
  return alpha(theme.palette.text.primary, 0.7);
}
