import { Theme } from '@material-ui/core/styles';

const usualFontSize = 14;
const usualLineHeight = 1.43;

function rootFontSize(): number {
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return size > 0 ? size : 16;
}

/**
 * How high rows of a grid are: so many lines of its text, with air around them. It follows the theme and the size of
 * text that the reader set, so that nothing is cut off.
 *
 * @param lines - of text in a row
 * @returns whole pixels
 */
export function rowHeightOf(theme: Theme, lines: 1 | 2): number {
  const { fontSize, lineHeight } = theme.typography.body2;
  let pixels = usualFontSize;
  if (typeof fontSize === 'number') {
    pixels = fontSize;
  } else if (fontSize?.endsWith('rem')) {
    pixels = parseFloat(fontSize) * rootFontSize();
  } else if (fontSize?.endsWith('px')) {
    pixels = parseFloat(fontSize);
  }
  const line = pixels * (Number(lineHeight) || usualLineHeight);
  return Math.round(line * lines + theme.spacing(lines === 1 ? 3 : 2));
}
