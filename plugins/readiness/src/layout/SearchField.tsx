import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useRef, useState } from 'react';
import { quietOnPage } from './quietOnPage';

const typingMs = 300;
const longestSearch = 100;

const useStyles = makeStyles(
  theme => ({
    label: { '&:not(.Mui-focused)': { color: quietOnPage(theme) } },
  }),
  { name: 'ReadinessSearchField' },
);

/**
 * A text to find something by, which counts once the reader stopped typing.
 */
export function SearchField(props: {
  /** Of the field; there is one of it on the page. */
  id: string;
  label: string;
  value: string;
  onChange(value: string): void;
}) {
  const { id, label, value, onChange } = props;
  const classes = useStyles();
  const [text, setText] = useState(value);
  const latest = useRef(onChange);
  latest.current = onChange;
  // What was given on comes back as the value, when the reader may have typed on already.
  const given = useRef<readonly string[]>([]);
  useEffect(() => {
    const at = given.current.indexOf(value);
    given.current = at < 0 ? [] : given.current.slice(at + 1);
    if (at < 0) {
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text.trim() === value) {
      return undefined;
    }
    const timer = setTimeout(() => {
      given.current = [...given.current, text.trim()];
      latest.current(text.trim());
    }, typingMs);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <TextField
      id={id}
      type="search"
      label={label}
      value={text}
      onChange={event => setText(event.target.value)}
      inputProps={{ maxLength: longestSearch }}
      InputLabelProps={{ shrink: true, className: classes.label }}
      variant="outlined"
      size="small"
      margin="none"
    />
  );
}
