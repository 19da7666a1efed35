import MuiLink from '@material-ui/core/Link';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { forwardRef } from 'react';
import { useReadinessTranslation } from '../translations';
import { ReviewError } from './reviewErrors';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(1.25, 2),
      borderLeft: `4px solid ${theme.palette.error.main}`,
      '&:focus': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
      '& ul': { margin: theme.spacing(0.5, 0, 0), paddingLeft: 20 },
      // High enough to be touched.
      '& a': { display: 'inline-block', lineHeight: '24px' },
    },
    title: { fontWeight: 600 },
  }),
  { name: 'ReadinessErrorSummary' },
);

/**
 * All that has to be mended in a form, each leading to its field. Takes focus.
 */
export const ErrorSummary = forwardRef<
  HTMLDivElement,
  { errors: readonly ReviewError[] }
>(({ errors }, ref) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const title = t('review.errors.title', { count: errors.length });
  return (
    <Paper
      ref={ref}
      variant="outlined"
      role="group"
      aria-label={title}
      tabIndex={-1}
      className={classes.root}
    >
      <Typography component="h3" className={classes.title}>
        {title}
      </Typography>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            <MuiLink
              href={`#${field}`}
              onClick={event => {
                // The address stays what it is: it is sent to others.
                event.preventDefault();
                document.getElementById(field)?.focus();
              }}
            >
              {message}
            </MuiLink>
          </li>
        ))}
      </ul>
    </Paper>
  );
});
