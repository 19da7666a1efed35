/**
 * A sentence in which words between backticks are code. Nothing else of
 * Markdown: the text may quote what was found.
 */
export function CodeWords(props: { text: string }) {
  const parts = props.text.split('`');
  // An odd number of backticks closes nothing.
  if (parts.length % 2 === 0) {
    return <>{props.text}</>;
  }
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 1 ? <code key={index}>{part}</code> : part,
      )}
    </>
  );
}
