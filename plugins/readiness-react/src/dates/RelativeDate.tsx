import { momentWords, relativeDateWords } from './dateWords';

/**
 * A moment as its distance from now, with the exact time as title.
 *
 * @public
 */
export function RelativeDate(props: {
  /** ISO time. */
  at: string;
}) {
  return (
    <time dateTime={props.at} title={momentWords(props.at)}>
      {relativeDateWords(props.at)}
    </time>
  );
}
