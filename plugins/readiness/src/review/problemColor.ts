import { Theme } from '@material-ui/core/styles';

/**
 * The colour of words that say what is wrong: the reds of the theme are too pale for small words in the dark.
 */
export function problemColor(theme: Theme): string {
  return theme.palette.type === 'dark'
    ? theme.palette.text.primary
    : theme.palette.error.dark;
}
