import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useState } from 'react';
import { quietOnPage } from '../layout/quietOnPage';

const useStyles = makeStyles(
  theme => ({
    label: { '&:not(.Mui-focused)': { color: quietOnPage(theme) } },
    input: {
      colorScheme: theme.palette.type,
      // As high as a select beside it.
      height: '1.1876em',
    },
  }),
  { name: 'ReadinessDayField' },
);

/**
 * A day that a reader chooses. What is typed counts as soon as it is a day within the limits.
 */
export function DayField(props: {
  label: string;
  /** ISO date. */
  value: string;
  min: string;
  max: string;
  onChange(day: string): void;
}) {
  const { label, value, min, max, onChange } = props;
  const classes = useStyles();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <TextField
      type="date"
      id={`readiness-day-${label.replace(/\W/g, '-')}`}
      label={label}
      value={text}
      onChange={event => {
        const next = event.target.value;
        setText(next);
        if (next !== value && next >= min && next <= max) {
          onChange(next);
        }
      }}
      onBlur={() => setText(value)}
      inputProps={{ min, max, className: classes.input }}
      InputLabelProps={{ shrink: true, className: classes.label }}
      variant="outlined"
      size="small"
      margin="none"
    />
  );
}
