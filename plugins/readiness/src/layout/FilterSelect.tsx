import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { quietOnPage } from './quietOnPage';

const useStyles = makeStyles(
  theme => ({
    label: { '&:not(.Mui-focused)': { color: quietOnPage(theme) } },
  }),
  { name: 'ReadinessFilterSelect' },
);

/**
 * A filter with one value out of a few. Its label is unique on the page.
 */
export function FilterSelect(props: {
  label: string;
  value: string;
  options: ReadonlyArray<{ value: string; label: string }>;
  onChange(value: string): void;
}) {
  const classes = useStyles();
  const id = `readiness-filter-${props.label.replace(/[^\p{L}\p{N}]/gu, '-')}`;
  return (
    <TextField
      id={id}
      select
      label={props.label}
      value={props.value}
      onChange={event => props.onChange(event.target.value)}
      SelectProps={{ native: true }}
      InputLabelProps={{ shrink: true, className: classes.label }}
      variant="outlined"
      size="small"
      margin="none"
    >
      {props.options.map(option => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </TextField>
  );
}
