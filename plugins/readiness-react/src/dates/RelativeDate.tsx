import { useWords } from '../words/useWords';

/**
 * A moment as its distance from now, with the exact time as title.
 *
 * @public
 */
export function RelativeDate(props: {
  /** ISO time. */
  at: string;
}) {
  const words = useWords();
  return (
    <time dateTime={props.at} title={words.moment(props.at)}>
      {words.relative(props.at)}
    </time>
  );
}
