/**
 * Does a whole text fit a glob? `*` stands for any characters, also none, and `?` for one; all else
 * for itself. In time that is bounded by the product of the lengths, whatever the glob.
 */
export function matchesGlob(text: string, glob: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let from = 0;
  while (at < text.length) {
    if (glob[place] === '*') {
      star = place;
      from = at;
      place += 1;
    } else if (glob[place] === '?' || glob[place] === text[at]) {
      place += 1;
      at += 1;
    } else if (star >= 0) {
      // The last star takes one more.
      from += 1;
      at = from;
      place = star + 1;
    } else {
      return false;
    }
  }
  while (glob[place] === '*') {
    place += 1;
  }
  return place === glob.length;
}
