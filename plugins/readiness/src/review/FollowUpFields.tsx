import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import AddIcon from '@material-ui/icons/Add';
import {
  ReviewFollowUp,
  ScorecardReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';
import { useEffect, useRef } from 'react';
import { fixesLevel } from '../service/LevelHeadline';
import { useReadinessTranslation } from '../translations';
import { FormText } from './FormText';
import { problemColor } from './problemColor';
import { reviewFields } from './reviewErrors';
import { longest, mostFollowUps } from './ReviewFormState';

const useStyles = makeStyles(
  theme => ({
    row: {
      border: 0,
      margin: 0,
      padding: theme.spacing(1.5, 0, 0),
      minWidth: 0,
    },
    legend: {
      padding: 0,
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
    fields: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr) max-content auto',
      gap: theme.spacing(1.5),
      alignItems: 'start',
      marginTop: theme.spacing(1.5),
      [theme.breakpoints.down('sm')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
        justifyItems: 'start',
      },
    },
    add: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      marginTop: theme.spacing(1.5),
    },
    problem: {
      marginTop: theme.spacing(0.5),
      fontSize: '0.75rem',
      color: problemColor(theme),
    },
  }),
  { name: 'ReadinessFollowUpFields' },
);

function FollowUpRow(props: {
  index: number;
  value: ReviewFollowUp;
  onChange(value: ReviewFollowUp): void;
  onRemove(): void;
  errors: ReadonlyMap<string, string>;
}) {
  const { index, value, onChange, onRemove, errors } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const number = String(index + 1);
  const idOf = (part: 'text' | 'owner' | 'due') =>
    reviewFields.followUp(index, part);
  return (
    <fieldset className={classes.row}>
      <legend className={classes.legend}>
        {t('review.form.followUp', { number })}
      </legend>
      <div className={classes.fields}>
        <FormText
          id={idOf('text')}
          label={t('review.form.text')}
          value={value.text}
          error={errors.get(idOf('text'))}
          maxLength={longest.followUp}
          required
          onChange={text => onChange({ ...value, text })}
        />
        <FormText
          id={idOf('owner')}
          label={t('review.form.owner')}
          value={value.owner}
          error={errors.get(idOf('owner'))}
          maxLength={longest.owner}
          required
          onChange={owner => onChange({ ...value, owner })}
        />
        <FormText
          id={idOf('due')}
          type="date"
          label={t('review.form.due')}
          value={value.due}
          error={errors.get(idOf('due'))}
          required
          onChange={due => onChange({ ...value, due })}
        />
        <Button
          onClick={onRemove}
          aria-label={t('review.form.removeNumber', { number })}
        >
          {t('review.form.remove')}
        </Button>
      </div>
    </fieldset>
  );
}

/**
 * What has to follow a review, with owner and due date; what keeps the service from its target can be taken over.
 */
export function FollowUpFields(props: {
  value: readonly ReviewFollowUp[];
  onChange(value: ReviewFollowUp[]): void;
  errors: ReadonlyMap<string, string>;
  /** The first scorecard of the service. */
  readiness: ScorecardReadiness | undefined;
  /** Ref of who owns the service. */
  owner: string;
}) {
  const { value, onChange, errors, readiness, owner } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const focused = useRef<string>();
  const addButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused.current) {
      const field = document.getElementById(focused.current);
      (field ?? addButton.current)?.focus();
      focused.current = undefined;
    }
  }, [value.length]);

  const listed = new Set(value.map(({ text }) => text));
  const fixes = (readiness?.fixes ?? []).filter(
    ({ title }) => !listed.has(title),
  );
  const isFull = value.length >= mostFollowUps;
  const add = (added: readonly ReviewFollowUp[]) => {
    focused.current = reviewFields.followUp(value.length, 'text');
    onChange([...value, ...added].slice(0, mostFollowUps));
  };
  const problem = errors.get(reviewFields.addFollowUp);
  return (
    <div>
      <Typography variant="body2" color="textSecondary">
        {t('review.form.followUpsHelp')}
      </Typography>
      {value.map((followUp, index) => (
        <FollowUpRow
          // Rows have no name of their own, and nothing is kept within them.
          key={index}
          index={index}
          value={followUp}
          errors={errors}
          onChange={next =>
            onChange(value.map((it, place) => (place === index ? next : it)))
          }
          onRemove={() => {
            focused.current = reviewFields.followUp(
              Math.min(index, value.length - 2),
              'text',
            );
            onChange(value.filter((_, place) => place !== index));
          }}
        />
      ))}
      <div className={classes.add}>
        <Button
          ref={addButton}
          id={reviewFields.addFollowUp}
          size="small"
          variant="outlined"
          disabled={isFull}
          startIcon={<AddIcon aria-hidden />}
          aria-describedby={problem && `${reviewFields.addFollowUp}-problem`}
          onClick={() => add([{ text: '', owner: '', due: '' }])}
        >
          {t('review.form.add')}
        </Button>
        {readiness && fixes.length > 0 && !isFull && (
          <Button
            size="small"
            onClick={() =>
              add(fixes.map(({ title }) => ({ text: title, owner, due: '' })))
            }
          >
            {t('review.form.addFixes', {
              count: fixes.length,
              level: String(fixesLevel(readiness)),
            })}
          </Button>
        )}
      </div>
      {problem && (
        <div
          id={`${reviewFields.addFollowUp}-problem`}
          className={classes.problem}
        >
          {problem}
        </div>
      )}
      {isFull && (
        <Typography variant="body2">
          {t('review.form.most', { number: mostFollowUps })}
        </Typography>
      )}
    </div>
  );
}
