import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CheckIcon from '@material-ui/icons/Check';
import RemoveIcon from '@material-ui/icons/Remove';
import {
  EntityApplicability,
  EntityName,
  ScorecardApplicability,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  ConditionLines,
  readinessApiRef,
} from '@team-readiness/backstage-plugin-readiness-react';
import { CodeWords, FoldedPanel } from '../layout';
import { LoadedContent, useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    scorecard: {
      padding: theme.spacing(1.5, 0, 1.5, 3),
      fontSize: theme.typography.body2.fontSize,
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0.25, 2),
    },
    mark: {
      display: 'inline-flex',
      // The words carry the baseline, so that they stand level with the title.
      alignItems: 'baseline',
      gap: theme.spacing(0.5),
      '& svg': { fontSize: '1rem', alignSelf: 'center' },
    },
    name: { fontSize: '1rem', fontWeight: 600, margin: 0 },
    words: { margin: theme.spacing(0.75, 0, 0.25), overflowWrap: 'anywhere' },
  }),
  { name: 'ReadinessWhyTheseScorecards' },
);

function Applicability(props: { of: ScorecardApplicability }) {
  const { scorecard, applies, message, conditions, target } = props.of;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const Icon = applies ? CheckIcon : RemoveIcon;
  return (
    <section
      className={classes.scorecard}
      aria-label={t('service.why.of', { scorecard: scorecard.title })}
    >
      <div className={classes.head}>
        <Typography component="h3" className={classes.name}>
          {scorecard.title}
        </Typography>
        <span className={classes.mark}>
          <Icon aria-hidden />
          {applies ? t('service.why.applies') : t('service.why.doesNot')}
        </span>
      </div>
      <div className={classes.words}>
        <CodeWords text={message} />
      </div>
      <ConditionLines label={t('service.why.conditions')} lines={conditions} />
      {target && (
        <>
          <div className={classes.words}>
            <CodeWords text={target.message} />
          </div>
          <ConditionLines
            label={t('service.why.target')}
            lines={target.conditions}
          />
        </>
      )}
    </section>
  );
}

function LoadedApplicability(props: { name: EntityName }) {
  const api = useApi(readinessApiRef);
  const { t } = useReadinessTranslation();
  const applicability = useLoaded<EntityApplicability>('', () =>
    api.getApplicability(props.name),
  );
  return (
    <LoadedContent of={applicability} what={t('service.why.what')}>
      {({ scorecards }) => (
        <>
          {scorecards.map(entry => (
            <Applicability key={entry.scorecard.id} of={entry} />
          ))}
          {scorecards.length === 0 && t('service.why.none')}
        </>
      )}
    </LoadedContent>
  );
}

/**
 * Why each scorecard does or does not ask something of an entity, and which line
 * of it gave the target level. Asked for when it is opened.
 */
export function WhyTheseScorecards(props: {
  name: EntityName;
  /** From the beginning. */
  open: boolean;
}) {
  const { t } = useReadinessTranslation();
  return (
    <FoldedPanel title={t('service.why.title')} open={props.open}>
      <LoadedApplicability name={props.name} />
    </FoldedPanel>
  );
}
