import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { problemColor } from './problemColor';

const useStyles = makeStyles(
  theme => ({
    root: { '& textarea': { lineHeight: 1.5 } },
    // The red of the theme is too pale for small words; the frame of the field has it.
    help: {
      marginLeft: 0,
      '&.Mui-error': { color: problemColor(theme) },
    },
    label: { '&.Mui-error': { color: problemColor(theme) } },
  }),
  { name: 'ReadinessFormText' },
);

/**
 * A field of the review form, with its error or its help in words below it.
 */
export function FormText(props: {
  /** Unique on the page. */
  id: string;
  label: string;
  value: string;
  onChange(value: string): void;
  error?: string;
  help?: string;
  /** Default is one line of text. */
  type?: 'text' | 'date' | 'lines';
  maxLength?: number;
  required?: boolean;
}) {
  const { id, label, value, onChange, error, help, type, maxLength } = props;
  const classes = useStyles();
  const isDate = type === 'date';
  return (
    <TextField
      id={id}
      label={label}
      value={value}
      onChange={event => onChange(event.target.value)}
      type={isDate ? 'date' : 'text'}
      multiline={type === 'lines'}
      minRows={type === 'lines' ? 3 : undefined}
      maxRows={type === 'lines' ? 14 : undefined}
      error={error !== undefined}
      helperText={error ?? help}
      required={props.required}
      fullWidth={!isDate}
      variant="outlined"
      size="small"
      margin="none"
      className={classes.root}
      FormHelperTextProps={{ className: classes.help }}
      InputLabelProps={{
        shrink: true,
        required: false,
        className: classes.label,
      }}
      inputProps={{
        maxLength,
        'aria-invalid': error !== undefined,
        'aria-required': props.required,
      }}
    />
  );
}
