import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  ReviewDraftLens,
  ReviewLensWords,
  ScorecardReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../translations';
import { FormText } from './FormText';
import { viewThrough } from './lensAreas';
import { reviewFields } from './reviewErrors';
import { longest } from './ReviewFormState';

const useStyles = makeStyles(
  theme => ({
    root: {
      border: 0,
      margin: 0,
      padding: 0,
      minWidth: 0,
      '& + &': { marginTop: theme.spacing(2.5) },
    },
    legend: { padding: 0, fontWeight: 600 },
    now: {
      marginBottom: theme.spacing(2),
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
    fields: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(280px, 100%), 1fr))',
      gap: theme.spacing(2),
    },
  }),
  { name: 'ReadinessLensFields' },
);

/**
 * What was found through one lens, beside what the checks say now.
 */
export function LensFields(props: {
  lens: ReviewDraftLens;
  scorecards: readonly ScorecardReadiness[];
  value: ReviewLensWords;
  onChange(value: ReviewLensWords): void;
  /** By the id of the field. */
  errors: ReadonlyMap<string, string>;
}) {
  const { lens, scorecards, value, onChange, errors } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const title = t(`review.lenses.${lens}.title`);
  const view = viewThrough(lens, scorecards);
  const counts = (
    [
      [view.notMet.length, t('review.lens.notMet')],
      [view.notKnown.length, t('review.lens.notKnown')],
      [view.met.length, t('review.lens.met')],
    ] as const
  )
    .filter(([count]) => count > 0)
    .map(([count, what]) =>
      t('review.form.count', { number: words.number(count), what }),
    );
  const id = reviewFields.found(lens);
  return (
    <fieldset className={classes.root}>
      <Typography component="legend" className={classes.legend}>
        {title}
      </Typography>
      <div className={classes.now}>
        {counts.length > 0
          ? t('review.form.now', { counts: counts.join(', ') })
          : t('review.lens.none')}
      </div>
      <div className={classes.fields}>
        <FormText
          id={id}
          type="lines"
          label={t('review.form.found', { lens: title })}
          value={value.found}
          error={errors.get(id)}
          maxLength={longest.text}
          onChange={found => onChange({ ...value, found })}
        />
        <FormText
          id={reviewFields.tradeOffs(lens)}
          type="lines"
          label={t('review.form.tradeOffs', { lens: title })}
          value={value.tradeOffs}
          help={t('review.form.tradeOffsHelp')}
          maxLength={longest.text}
          onChange={tradeOffs => onChange({ ...value, tradeOffs })}
        />
      </div>
    </fieldset>
  );
}
