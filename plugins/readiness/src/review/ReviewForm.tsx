import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  EntityReadiness,
  reviewPath,
  writeReview,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReactNode, useEffect, useRef, useState } from 'react';
import { refWords } from '../links';
import { useReadinessTranslation } from '../translations';
import { DraftNote } from './DraftNote';
import { ErrorSummary } from './ErrorSummary';
import { FollowUpFields } from './FollowUpFields';
import { FormText } from './FormText';
import { lenses } from './lensAreas';
import { LensFields } from './LensFields';
import { problemColor } from './problemColor';
import { reviewErrors, reviewFields } from './reviewErrors';
import { ReviewFile } from './ReviewFile';
import { longest, reviewDecisions, toReviewDraft } from './ReviewFormState';
import { useReviewForm } from './useReviewForm';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(3) },
    intro: { maxWidth: '80ch', overflowWrap: 'anywhere' },
    head: {
      display: 'grid',
      gridTemplateColumns: 'max-content minmax(0, 1fr)',
      gap: theme.spacing(2),
      alignItems: 'start',
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
    group: { border: 0, margin: 0, padding: 0, minWidth: 0 },
    title: { fontSize: '1rem', fontWeight: 600, margin: 0, padding: 0 },
    help: { marginBottom: theme.spacing(1.5) },
    problem: {
      fontSize: '0.75rem',
      color: problemColor(theme),
    },
  }),
  { name: 'ReadinessReviewForm' },
);

/** The day where the reader is. */
function localDay(now: Date): string {
  const shifted = now.getTime() - now.getTimezoneOffset() * 60_000;
  return new Date(shifted).toISOString().slice(0, 10);
}

function Part(props: { title: string; help?: string; children: ReactNode }) {
  const { title, help, children } = props;
  const classes = useStyles();
  return (
    <section aria-label={title}>
      <Typography component="h3" className={classes.title}>
        {title}
      </Typography>
      {help && (
        <Typography
          variant="body2"
          color="textSecondary"
          className={classes.help}
        >
          {help}
        </Typography>
      )}
      {children}
    </section>
  );
}

/**
 * Writes the file of a readiness review: what was found through each lens, how it ended and what follows. What is wrong
 * is said at its field and in a summary, once somebody wants to use the file.
 */
export function ReviewForm(props: { entity: EntityReadiness }) {
  const { entity } = props;
  const { scorecards, owners } = entity;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const today = localDay(new Date());
  const { form, draft, update, discard } = useReviewForm(entity.ref, today);
  const [tried, setTried] = useState(0);
  const summary = useRef<HTMLDivElement>(null);
  const found = reviewErrors(t, form, { owners, today });
  // Nobody is told of a mistake before trying.
  const errors = tried > 0 ? found : [];
  const messages = new Map(
    errors.map(({ field, message }) => [field, message]),
  );
  useEffect(() => {
    if (tried > 0) {
      summary.current?.focus();
    }
  }, [tried]);
  const path = reviewPath(form.date);
  const decisionProblem = messages.get(reviewFields.decision);
  return (
    <form
      className={classes.root}
      noValidate
      onSubmit={event => event.preventDefault()}
    >
      <Typography variant="body2" className={classes.intro}>
        {t('review.form.intro', { path: <code>{path}</code> })}
      </Typography>
      <DraftNote
        draft={draft}
        onDiscard={() => {
          setTried(0);
          discard();
        }}
      />
      <div className={classes.head}>
        <FormText
          id={reviewFields.date}
          type="date"
          label={t('review.form.date')}
          value={form.date}
          error={messages.get(reviewFields.date)}
          required
          onChange={date => update({ date })}
        />
        <FormText
          id={reviewFields.reviewers}
          label={t('review.form.reviewers')}
          value={form.reviewers}
          error={messages.get(reviewFields.reviewers)}
          help={t('review.form.reviewersHelp')}
          maxLength={longest.reviewers}
          required
          onChange={reviewers => update({ reviewers })}
        />
      </div>
      <fieldset className={classes.group}>
        <Typography component="legend" className={classes.title}>
          {t('review.form.decision')}
        </Typography>
        {reviewDecisions.map(decision => (
          <FormControlLabel
            key={decision}
            label={t(`review.form.decisions.${decision}`)}
            control={
              <Radio
                id={`review-decision-${decision}`}
                name="review-decision"
                color="primary"
                size="small"
                value={decision}
                checked={form.decision === decision}
                onChange={() => update({ decision })}
                inputProps={{
                  'aria-describedby':
                    decisionProblem && 'review-decision-problem',
                }}
              />
            }
          />
        ))}
        {decisionProblem && (
          <div id="review-decision-problem" className={classes.problem}>
            {decisionProblem}
          </div>
        )}
      </fieldset>
      <Part
        title={t('review.form.lensesTitle')}
        help={t('review.form.lensesHelp')}
      >
        {lenses.map(lens => (
          <LensFields
            key={lens}
            lens={lens}
            scorecards={scorecards}
            value={form.lenses[lens]}
            errors={messages}
            onChange={value =>
              update({ lenses: { ...form.lenses, [lens]: value } })
            }
          />
        ))}
      </Part>
      <Part title={t('review.form.followUps')}>
        <FollowUpFields
          value={form.followUps}
          errors={messages}
          readiness={scorecards[0]}
          owner={owners[0] ?? ''}
          onChange={followUps => update({ followUps })}
        />
      </Part>
      {errors.length > 0 && <ErrorSummary ref={summary} errors={errors} />}
      <ReviewFile
        path={path}
        text={writeReview(
          toReviewDraft(form, entity.title ?? refWords(entity.ref)),
        )}
        sourceUrl={entity.sourceUrl}
        isRight={() => {
          setTried(found.length > 0 ? tried + 1 : 0);
          return found.length === 0;
        }}
      />
    </form>
  );
}
